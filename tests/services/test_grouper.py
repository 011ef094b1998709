"""Failures become gaps by themselves, once, and what owners did is not undone."""

from collections.abc import Sequence
from uuid import UUID

import pytest

from handover.analysis.topics.material import Grouping, Said
from handover.services import gaps
from handover.services.grouper import ENOUGH, Grouper, as_said
from handover.storage import gaps as storage
from handover.storage import groupings
from tests.services.failing import (
    RENTAL,
    VOUCHER,
    by_olga,
    fail,
    failures_of,
    listed,
    two_gaps,
)
from tests.support import Support


async def test_failures_about_the_same_are_a_gap_with_a_name_of_their_words(support: Support) -> None:
    voucher, rental = await two_gaps(support)
    assert (voucher["count"], rental["count"]) == (5, 4)
    assert voucher["names"]["de"].startswith("Gutschein")
    assert set(rental["names"]["de"].split(" · ")) == {"Schneeschuhe", "mieten"}
    assert await failures_of(support, voucher["id"]) == set(VOUCHER)
    assert await failures_of(support, "none") == set()
    assert (voucher["state"], voucher["assignee"], voucher["came_back"]) == ("open", None, False)


async def test_new_failures_come_to_the_gap_that_is_there_and_nobody_moves(support: Support) -> None:
    voucher, rental = await two_gaps(support)
    await fail(support, "Gutschein einlösen bitte", "blubb")
    assert await support.grouper.now() == 1
    assert [(gap["id"], gap["count"]) for gap in await listed(support)] == [(voucher["id"], 6), (rental["id"], 4)]
    assert await failures_of(support, "none") == {"blubb"}


async def test_failures_of_the_technique_make_no_gap(support: Support) -> None:
    support.bot.available = False
    for text in VOUCHER:
        await support.ask(await support.open(), text)
    assert {record["kind"] for record in await support.failures()} == {"bot_unavailable"}
    assert await support.grouper.now() == 0
    assert list(await listed(support)) == []


class Counting:
    """Looks whether it is time, and counts how often it was."""

    def __init__(self, support: Support) -> None:
        self._clock = support.clock
        self._grouper = Grouper(support.store, support.clock, self._group)
        self._groups = 0

    async def after(self, **passed: int) -> int:
        self._clock.pass_time(**passed)
        await self._grouper.once()
        if self._grouper._running:  # noqa: SLF001 - it is nobody's business but the test's when it ends
            await self._grouper._running  # noqa: SLF001
        return self._groups

    async def _group(self, _failures: Sequence[Said]) -> Grouping:
        self._groups += 1
        return Grouping()


async def test_grouping_begins_by_itself_when_enough_is_new_and_not_again_within_the_hour(support: Support) -> None:
    look = Counting(support)
    await fail(support, *(f"{VOUCHER[0]} {number}" for number in range(ENOUGH - 1)))
    assert await look.after(hours=23) == 0
    await fail(support, VOUCHER[1])
    assert await look.after(minutes=1) == 0, "looked a minute ago"
    assert await look.after(minutes=5) == 1
    await fail(support, *(f"{RENTAL[0]} {number}" for number in range(ENOUGH)))
    assert await look.after(minutes=30) == 1, "grouped half an hour ago"
    assert await look.after(minutes=31) == 2
    await fail(support, VOUCHER[2])
    assert await look.after(hours=3) == 2, "one alone can wait"
    assert await look.after(hours=22) == 3
    assert await look.after(days=3) == 3, "nothing new"


async def test_a_small_shop_sees_its_first_gap_a_day_after_its_first_failure(support: Support) -> None:
    look = Counting(support)
    assert await look.after(days=2) == 0, "nothing failed"
    await fail(support, *VOUCHER[:3])
    assert await look.after(hours=23) == 0
    assert await look.after(hours=1) == 1
    assert await look.after(days=2) == 1, "nothing new"


@pytest.mark.parametrize(("failures", "grouped"), [(1, 0), (2, 0), (3, 3)])
async def test_few_failures_are_grouped_from_three_on(support: Support, failures: int, grouped: int) -> None:
    await fail(support, *VOUCHER[:failures])
    assert await support.grouper.now() == grouped


async def test_one_process_groups_at_a_time_and_one_that_died_is_waited_for(support: Support) -> None:
    await fail(support, *VOUCHER)
    now = support.clock.now()
    async with support.store.transaction() as tx:
        assert await groupings.claim(tx, now, now.replace(minute=now.minute + 10))
    assert await support.grouper.now() == 0
    support.clock.pass_time(minutes=10)
    assert await support.grouper.now() == 4


async def test_a_grouping_that_fails_is_begun_again_and_leaves_nothing(support: Support) -> None:
    async def broken(_failures: Sequence[Said]) -> Grouping:
        raise RuntimeError("no memory")

    await fail(support, *VOUCHER)
    with pytest.raises(RuntimeError):
        await Grouper(support.store, support.clock, broken).now()
    assert await support.grouper.now() == 4


async def test_what_an_owner_merged_while_failures_were_grouped_is_not_undone(support: Support) -> None:
    voucher, rental = await two_gaps(support)
    await fail(support, "Gutschein einlösen bitte")

    async def slow(failures: Sequence[Said]) -> Grouping:
        await gaps.merge(*by_olga(support), rental["id"], voucher["id"])
        new = next(one.id for one in failures if one.topic is None)
        return Grouping({new: str(voucher["id"])}, [], {})

    assert await Grouper(support.store, support.clock, slow).now() == 1
    [merged] = await listed(support)
    assert (merged["id"], merged["count"]) == (rental["id"], 10)


async def test_what_would_come_to_a_gap_that_is_merged_at_that_moment_waits_for_the_next_time(
    support: Support, monkeypatch: pytest.MonkeyPatch
) -> None:
    voucher, rental = await two_gaps(support)
    await fail(support, "Gutschein einlösen bitte")

    async def before_the_merge(_connection: object, gap_id: UUID) -> UUID:
        return gap_id

    async def slow(failures: Sequence[Said]) -> Grouping:
        await gaps.merge(*by_olga(support), rental["id"], voucher["id"])
        new = next(one.id for one in failures if one.topic is None)
        return Grouping({new: str(voucher["id"])}, [], {})

    with monkeypatch.context() as looked:
        looked.setattr(storage, "where_it_went", before_the_merge)
        assert await Grouper(support.store, support.clock, slow).now() == 0
    assert await failures_of(support, "none") == {"Gutschein einlösen bitte"}
    assert await support.grouper.now() == 1


async def test_what_was_merged_draws_both_kinds_of_failures(support: Support) -> None:
    voucher, rental = await two_gaps(support)
    await gaps.merge(*by_olga(support), voucher["id"], rental["id"])
    await fail(support, "Gutschein einlösen bitte", "Schneeschuhe mieten bitte")
    assert await support.grouper.now() == 2
    assert [gap["count"] for gap in await listed(support)] == [11]


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Fällt die Hardshelljacke Föhn klein aus?", "Fällt die     klein aus?"),
        ("fällt die hardshelljacken föhn klein aus", "fällt die     klein aus"),
        ("Hardshelljacke Föhn", "Hardshelljacke Föhn"),
        ("Habt ihr das auch grösser?", "Habt ihr das auch grösser?"),
    ],
)
def test_topics_are_what_customers_want_and_not_about_which_article(text: str, without: str) -> None:
    row = {"id": "1", "text": text, "language": "de", "ranking": None, "gap_id": None}
    said = as_said(row | {"entities": [{"entity": "product", "value": "Hardshelljacke Föhn"}]})
    assert said.text.split() == without.split()
    assert as_said(row | {"entities": None}).text == text


def test_who_writes_thousands_of_long_messages_does_not_keep_all_others_from_being_grouped() -> None:
    row = {"id": "1", "text": "Gutschein " * 400, "language": "de", "ranking": None, "entities": None, "gap_id": None}
    assert as_said(row).text == "Gutschein " * 50
