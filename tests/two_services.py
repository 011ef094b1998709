"""Two listening services on one PostgreSQL and one Redis, as behind a balancer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import update

from handover.storage.tables import agents
from tests.redis_server import RedisServer
from tests.service import Customer, Service, listening


class Pair:
    """Two processes' worth of service; each has its own memory, and that is all that parts them."""

    def __init__(self, one: Service, other: Service, redis: RedisServer) -> None:
        self.one, self.other = one, other
        self.redis = redis

    async def in_touch(self, *, so: bool = True) -> None:
        """Wait until both hear each other, or until both have noticed that they do not."""
        bridges = [service.lotse.bridge for service in (self.one, self.other)]
        async with asyncio.timeout(10):
            while any(bridge is None or bridge.in_touch is not so for bridge in bridges):  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.01)

    def moved(self, cleo: Customer) -> Customer:
        """The same customer, whose next requests the balancer sends to the other process."""
        there = self.other if cleo.url == self.one.url else self.one
        person = Customer(there.url)
        person.id, person.token = cleo.id, cleo.token
        person.http.headers["Authorization"] = f"Bearer {cleo.token}"
        return there.known(person)


@asynccontextmanager
async def two_services(database_url: str, redis: RedisServer, **settings: Any) -> AsyncIterator[Pair]:
    """Two services that are in touch, and agents who can take as many conversations as there are."""
    shared = {"redis_url": redis.url, **settings}
    async with (
        listening(database_url, **shared) as one,
        listening(database_url, staff=one.staff, **shared) as other,
    ):
        async with one.lotse.store.transaction() as tx:
            await tx.connection.execute(update(agents).values(capacity=100_000))
        pair = Pair(one, other, redis)
        await pair.in_touch()
        yield pair


@pytest.fixture
async def pair(emptied_postgres_url: str, redis_server: RedisServer) -> AsyncIterator[Pair]:
    """Two services on an empty database."""
    async with two_services(emptied_postgres_url, redis_server) as pair:
        yield pair
