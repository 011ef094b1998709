"""The cast: Cleo asks, Ann and Ben answer, Olga owns, Mallory must see nothing."""

from dataclasses import dataclass
from functools import cache
from uuid import uuid4

from argon2 import PasswordHasher

from handover.domain.agent import Agent, Role
from handover.storage import agents
from handover.storage.store import Store

PASSWORD = "correct horse battery staple"


@dataclass(frozen=True)
class Staff:
    """Everybody with an account."""

    ann: Agent
    ben: Agent
    olga: Agent


@cache
def _password_hash() -> str:
    """Cheap to check, where the real ones are slow on purpose: most tests sign somebody in."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


async def hire(store: Store) -> Staff:
    """Give Ann, Ben and Olga their accounts."""
    staff = Staff(
        ann=Agent(uuid4(), "Ann", "ann@bergwerk.example"),
        ben=Agent(uuid4(), "Ben", "ben@bergwerk.example"),
        olga=Agent(uuid4(), "Olga", "olga@bergwerk.example", Role.OWNER),
    )
    async with store.transaction() as tx:
        for person in (staff.ann, staff.ben, staff.olga):
            await agents.add(tx, person, _password_hash())
    return staff
