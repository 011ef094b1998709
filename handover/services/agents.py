"""Accounts: signing in and out, and what agents say of themselves."""

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from secrets import token_urlsafe
from typing import Any
from uuid import uuid4

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from handover.adapters.clock import Clock
from handover.domain.agent import Agent, Availability, Role
from handover.domain.errors import NotSignedInError
from handover.domain.routing import Desk
from handover.storage import agents, event_log, routing
from handover.storage.event_log import TakenBack
from handover.storage.store import Store

SIGNED_IN_FOR = timedelta(hours=12)

_hasher = PasswordHasher()
# Verified when there is no such account, so that the time of an answer does not tell who has one.
_NOBODY = _hasher.hash(token_urlsafe(16))


def _hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def provide(store: Store, *, email: str, name: str, role: Role, password: str) -> Agent:
    """Make sure that this account exists with this password.

    Args:
        store: Where accounts are kept.
        email: What they sign in with.
        name: What customers read.
        role: What they may do.
        password: Only its argon2 hash is kept.
    """
    address = email.strip().lower()
    async with store.reading() as connection:
        known = await agents.by_email(connection, address)
    if known and await _matches(known[1], password):
        return known[0]
    hashed = await asyncio.to_thread(_hasher.hash, password)
    async with store.transaction() as tx:
        if known:
            await agents.set_password(tx, known[0].id, hashed)
            return known[0]
        agent = Agent(uuid4(), name, address, role)
        await agents.add(tx, agent, hashed)
        return agent


async def keep(
    store: Store, email: str, changes: Mapping[str, Any], password: str, *, renew: bool
) -> tuple[Agent, bool]:
    """Change an account, or make it. Returns it, and whether `password` is theirs now.

    Args:
        store: Where accounts are kept.
        email: Whose account it is, in small letters.
        changes: Fields of `Agent`; the others stay, and are the usual ones in a new account.
        password: That of a new account.
        renew: Whether it becomes that of an account that was there, too.
    """
    hashed = await asyncio.to_thread(_hasher.hash, password)
    async with store.transaction() as tx:
        known = await agents.by_email(tx.connection, email)
        person = replace(known[0] if known else Agent(uuid4(), email.partition("@")[0], email), **changes)
        if known is None:
            await agents.add(tx, person, hashed)
            return person, True
        await agents.change(tx, person)
        if renew:
            await agents.set_password(tx, person.id, hashed)
        return person, renew


async def _matches(hashed: str, password: str) -> bool:
    try:
        # argon2 works for a tenth of a second on purpose: not on the event loop.
        return await asyncio.to_thread(_hasher.verify, hashed, password)
    except VerificationError:
        return False


async def sign_in(store: Store, clock: Clock, email: str, password: str) -> tuple[Agent, str]:
    """The agent and a new token for their browser.

    Raises:
        NotSignedInError: The address or the password is wrong; it does not say which.
    """
    async with store.reading() as connection:
        known = await agents.by_email(connection, email.strip().lower())
    matches = await _matches(known[1] if known else _NOBODY, password)
    if known is None or not matches:
        raise NotSignedInError("The e-mail address or the password is wrong.")
    token = token_urlsafe(32)
    now = clock.now()
    # Whoever comes to work is there, until they say otherwise.
    person = replace(known[0], availability=Availability.ONLINE)
    async with store.transaction() as tx:
        await agents.sign_in(tx, _hash_token(token), person.id, now, now + SIGNED_IN_FOR)
        await agents.set_availability(tx, person.id, person.availability)
    return person, token


async def sign_out(store: Store, agent: Agent, token: str) -> None:
    """Make a token worthless; who leaves is not there any more."""
    async with store.transaction() as tx:
        await agents.sign_out(tx, _hash_token(token))
        await agents.set_availability(tx, agent.id, Availability.OFFLINE)


async def signed_in(store: Store, clock: Clock, token: str | None) -> Agent:
    """Who bears this token.

    Raises:
        NotSignedInError: Nobody, or their time ran out.
    """
    if token:
        async with store.reading() as connection:
            agent = await agents.signed_in(connection, _hash_token(token), clock.now())
        if agent:
            return agent
    raise NotSignedInError("Please sign in.")


async def set_availability(store: Store, agent: Agent, availability: Availability) -> None:
    """Store what an agent says of themselves."""
    async with store.transaction() as tx:
        await agents.set_availability(tx, agent.id, availability)


async def colleagues(store: Store) -> list[Desk]:
    """Everybody who answers customers, with how much they have."""
    async with store.reading() as connection:
        taken = await routing.taken(connection)
        return [Desk(agent, taken.get(agent.id, 0)) for agent in await agents.all_agents(connection)]


async def lost(store: Store, clock: Clock, agent: Agent) -> list[TakenBack]:
    """What was taken back from `agent` since they may have signed in: they were gone, or silent."""
    async with store.reading() as connection:
        return await event_log.taken_back(connection, agent.id, clock.now() - SIGNED_IN_FOR)
