"""Accounts of agents and owners, and who is signed in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.domain.agent import Agent, Availability, Role
from handover.domain.errors import NotFoundError
from handover.storage.rows import to_agent
from handover.storage.tables import agents, sign_ins
from handover.storage.transaction import Transaction


async def by_email(connection: AsyncConnection, email: str) -> tuple[Agent, str] | None:
    """The agent with that address and the hash of their password, or None."""
    found = await connection.execute(select(agents).where(agents.c.email == email))
    row = found.mappings().one_or_none()
    return (to_agent(row), row["password_hash"]) if row else None


async def add(tx: Transaction, agent: Agent, password_hash: str) -> None:
    """Store a new account."""
    await tx.connection.execute(
        insert(agents).values(
            id=agent.id,
            email=agent.email,
            name=agent.name,
            password_hash=password_hash,
            role=agent.role.value,
            availability=agent.availability.value,
            capacity=agent.capacity,
            languages=list(agent.languages),
            team=agent.team,
            skills=sorted(agent.skills),
        )
    )


async def change(tx: Transaction, agent: Agent) -> None:
    """Store what an account says of `agent`: all but their address, password and availability."""
    await tx.connection.execute(
        update(agents)
        .where(agents.c.id == agent.id)
        .values(
            name=agent.name,
            role=agent.role.value,
            capacity=agent.capacity,
            languages=list(agent.languages),
            team=agent.team,
            skills=sorted(agent.skills),
        )
    )


async def take(tx: Transaction, agent_id: UUID, present_until: datetime | None = None) -> Agent:
    """The agent, locked until the commit; `present_until` renews their lease.

    A conversation is always taken before an agent, so that no two transactions wait for each other.

    Raises:
        NotFoundError: There is none.
    """
    lease = agents.c.present_until if present_until is None else present_until
    taken = await tx.connection.execute(
        update(agents).where(agents.c.id == agent_id).values(present_until=lease).returning(*agents.c)
    )
    row = taken.mappings().one_or_none()
    if row is None:
        raise NotFoundError("There is no such agent.")
    return to_agent(row)


async def set_availability(tx: Transaction, agent_id: UUID, availability: Availability) -> None:
    """Store what an agent says of themselves."""
    await tx.connection.execute(update(agents).where(agents.c.id == agent_id).values(availability=availability.value))


async def renew(tx: Transaction, agent_id: UUID, until: datetime | None) -> None:
    """Renew the lease of an agent, or end it with a time that has come."""
    await tx.connection.execute(update(agents).where(agents.c.id == agent_id).values(present_until=until))


async def all_agents(connection: AsyncConnection) -> list[Agent]:
    """Everybody who answers customers, by name."""
    return await _of_role(connection, Role.AGENT)


async def owners(connection: AsyncConnection) -> list[Agent]:
    """Everybody who reads the insights, by name."""
    return await _of_role(connection, Role.OWNER)


async def _of_role(connection: AsyncConnection, role: Role) -> list[Agent]:
    found = await connection.execute(select(agents).where(agents.c.role == role).order_by(agents.c.name))
    return [to_agent(row) for row in found.mappings()]


async def one(connection: AsyncConnection, agent_id: UUID) -> Agent:
    """The agent with that id.

    Raises:
        NotFoundError: There is none.
    """
    row = (await connection.execute(select(agents).where(agents.c.id == agent_id))).mappings().one_or_none()
    if row is None:
        raise NotFoundError("There is no such agent.")
    return to_agent(row)


async def set_password(tx: Transaction, agent_id: UUID, password_hash: str) -> None:
    """Store a new password; whoever is signed in with the old one is signed out."""
    await tx.connection.execute(update(agents).where(agents.c.id == agent_id).values(password_hash=password_hash))
    await tx.connection.execute(delete(sign_ins).where(sign_ins.c.agent_id == agent_id))


async def sign_in(tx: Transaction, token_hash: str, agent_id: UUID, now: datetime, expires_at: datetime) -> None:
    """Remember that the bearer of a token is this agent; forget who has run out."""
    await tx.connection.execute(delete(sign_ins).where(sign_ins.c.expires_at <= now))
    await tx.connection.execute(
        insert(sign_ins).values(token_hash=token_hash, agent_id=agent_id, expires_at=expires_at)
    )


async def sign_out(tx: Transaction, token_hash: str) -> None:
    """Forget a token."""
    await tx.connection.execute(delete(sign_ins).where(sign_ins.c.token_hash == token_hash))


async def signed_in(connection: AsyncConnection, token_hash: str, now: datetime) -> Agent | None:
    """The agent who bears this token, or None."""
    found = await connection.execute(
        select(agents)
        .join(sign_ins, sign_ins.c.agent_id == agents.c.id)
        .where(sign_ins.c.token_hash == token_hash, sign_ins.c.expires_at > now)
    )
    row = found.mappings().one_or_none()
    return to_agent(row) if row else None
