"""Refused access is kept with what an owner needs, and a flood of it does not fill the database."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from handover.domain.refusal import GUESSES, MANY_GUESSES, Refusal, RefusalKind
from handover.storage import refusal_figures, refusals
from handover.storage.refusals import OF_ALL_PER_HOUR, OF_CLIENT_PER_HOUR, RefusalFilter
from handover.storage.store import Store
from handover.storage.tables import refusals as table
from tests.support import NINE_O_CLOCK

ALL = RefusalFilter()
POSTCODE, COMMAND = RefusalKind.WRONG_POSTCODE, RefusalKind.COMMAND_TYPED


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    store = Store(database_url)
    yield store
    await store.close()


def refused(
    kind: RefusalKind = POSTCODE, order: str | None = "BW-104512", client: str | None = "mallory", minutes: float = 0
) -> Refusal:
    return Refusal(NINE_O_CLOCK + timedelta(minutes=minutes), kind, order, client)


async def _add(store: Store, *several: Refusal) -> list[bool]:
    async with store.transaction() as tx:
        return [await refusals.add(tx, one) for one in several]


async def _kinds(store: Store, wanted: RefusalFilter = ALL) -> dict[str, int]:
    async with store.reading() as connection:
        return await refusal_figures.by_kind(connection, wanted)


async def _rows(store: Store) -> int:
    async with store.reading() as connection:
        return (await connection.execute(select(func.count()).select_from(table))).scalar_one()


async def test_a_flood_from_one_address_is_a_few_rows_and_each_attempt_is_counted(store: Store) -> None:
    own = await _add(store, *[refused()] * 1_000)
    assert own == [True] * OF_CLIENT_PER_HOUR + [False] * (1_000 - OF_CLIENT_PER_HOUR)
    assert await _rows(store) == OF_CLIENT_PER_HOUR + 1
    assert await _kinds(store) == {"wrong_postcode": 1_000}
    async with store.reading() as connection:
        [mallory] = await refusal_figures.by_client(connection, ALL)
    assert (mallory["client"], mallory["count"]) == ("mallory", 1_000)


async def test_the_next_hour_begins_anew(store: Store) -> None:
    await _add(store, *[refused(minutes=59)] * (OF_CLIENT_PER_HOUR + 2))
    assert await _add(store, refused(minutes=61)) == [True]
    await _add(store, *[refused(minutes=62)] * (OF_CLIENT_PER_HOUR + 3))
    assert await _rows(store) == 2 * (OF_CLIENT_PER_HOUR + 1)
    assert await _kinds(store) == {"wrong_postcode": 2 * OF_CLIENT_PER_HOUR + 6}


async def test_a_flood_from_ever_new_addresses_is_bounded_too(store: Store) -> None:
    many = [refused(client=f"address {number}") for number in range(OF_ALL_PER_HOUR + 100)]
    await _add(store, *many)
    assert await _rows(store) == OF_ALL_PER_HOUR + 1
    assert await _kinds(store) == {"wrong_postcode": OF_ALL_PER_HOUR + 100}


async def test_many_harmless_attempts_do_not_hide_a_guess(store: Store) -> None:
    await _add(store, *[refused(COMMAND, None)] * (OF_CLIENT_PER_HOUR + 20))
    assert await _add(store, refused()) == [True]
    async with store.reading() as connection:
        [row] = await refusals.page(connection, RefusalFilter(kind=POSTCODE), None)
    assert (row["subject"], row["client"], row["count"]) == ("BW-104512", "mallory", 1)


async def test_whose_address_is_not_known_is_bounded_as_one(store: Store) -> None:
    await _add(store, *[refused(client=None)] * (OF_CLIENT_PER_HOUR + 5))
    assert await _rows(store) == OF_CLIENT_PER_HOUR + 1


async def test_attempts_at_the_same_moment_are_all_counted(store: Store) -> None:
    await _add(store, *[refused()] * OF_CLIENT_PER_HOUR)
    await asyncio.gather(*(_add(store, refused()) for _ in range(20)))
    assert await _kinds(store) == {"wrong_postcode": OF_CLIENT_PER_HOUR + 20}
    assert await _rows(store) == OF_CLIENT_PER_HOUR + 1


async def test_who_guesses_at_one_order_from_many_addresses_stands_out_and_so_does_one_address_at_many_orders(
    store: Store,
) -> None:
    one_order = [refused(client=f"address {number}") for number in range(7)]
    one_address = [refused(RefusalKind.FOREIGN_ORDER, f"BW-10000{number}", "eve") for number in range(6)]
    harmless = [refused(COMMAND, None, "cleo")] * 9 + [refused(order="BW-104513", client="mia")] * 4
    await _add(store, *one_order, *one_address, *harmless)
    async with store.reading() as connection:
        orders = await refusal_figures.by_subject(connection, ALL, GUESSES, MANY_GUESSES)
        clients = await refusal_figures.by_client(connection, ALL, GUESSES, MANY_GUESSES)
        addresses = await refusal_figures.clients(connection, ALL)
    assert orders == [{"subject": "BW-104512", "count": 7, "clients": 7}]
    assert clients == [{"client": "eve", "count": 6, "subjects": 6}]
    assert addresses == 10


async def test_a_list_is_narrowed_by_time_kind_order_and_address(store: Store) -> None:
    await _add(store, refused(), refused(COMMAND, None, minutes=1), refused(order="BW-104513", client="eve", minutes=2))
    moment = NINE_O_CLOCK + timedelta(minutes=1)

    async def found(**wanted: object) -> list[UUID | str | None]:
        async with store.reading() as connection:
            return [row["subject"] for row in await refusals.page(connection, RefusalFilter(**wanted), None)]  # type: ignore[arg-type]

    assert await found() == ["BW-104513", None, "BW-104512"]
    assert await found(since=moment) == ["BW-104513", None]
    assert await found(until=moment) == ["BW-104512"]
    assert await found(kind="command_typed") == [None]
    assert await found(subject="BW-104512") == ["BW-104512"]
    assert await found(client="eve") == ["BW-104513"]
