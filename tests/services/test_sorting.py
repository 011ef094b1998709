"""Gaps that owners left alone are sorted anew when there is twice as much to tell them by; all others stay."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

import pytest

from handover.analysis.topics.material import Grouping, Said
from handover.domain.gap import GapState
from handover.services import gaps, sorting
from handover.services.grouper import Grouper
from tests.services.failing import RENTAL, VOUCHER, by_olga, fail, failures_of, listed, one, two_gaps
from tests.support import Support

MORE = [f"{text} bitte" for text in (*VOUCHER, *RENTAL)]
Chosen = Callable[[Said], str | None]


async def _sorted(support: Support, chosen: Chosen, *, topic: UUID | None = None, more: bool = True) -> int:
    """Twice as many failures are there, and the engine puts together what is `chosen` to have the same name.

    Args:
        support: With gaps.
        chosen: The name of the group that a failure belongs to; `None` is none, "topic" the topic.
        topic: A gap that stays.
        more: Whether new failures come first.
    """
    if more:
        await fail(support, *MORE, *MORE)

    async def group(failures: Sequence[Said]) -> Grouping:
        found: dict[str, list[str]] = {}
        for failure in failures:
            if failure.topic is None and (name := chosen(failure)):
                found.setdefault(name, []).append(failure.id)
        joined = dict.fromkeys(found.pop("topic", []), str(topic))
        return Grouping(joined, [*found.values()], {f"new-{at}": {"de": name} for at, name in enumerate(found)})

    return await Grouper(support.store, support.clock, group).now()


def _by_matter(failure: Said) -> str:
    return "voucher" if "utschein" in failure.text else "rental"


def _called(found: Sequence[Mapping[str, Any]]) -> dict[str, tuple[UUID, int]]:
    return {gap["names"]["de"]: (gap["id"], gap["count"]) for gap in found}


async def _history(support: Support, gap_id: UUID) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = (await one(support, gap_id))["history"]
    return [{"kind": each["kind"], **each["data"]} for each in found]


async def test_a_mixed_gap_is_sorted_out_and_goes_on_where_most_of_it_is(support: Support) -> None:
    await fail(support, *VOUCHER, VOUCHER[0], *RENTAL)
    assert await _sorted(support, lambda _failure: "mixed", more=False) == 9
    [mixed] = await listed(support)
    assert await _sorted(support, _by_matter) == 16
    found = _called(await listed(support))
    assert found["voucher"] == (mixed["id"], 13)
    assert found["rental"][1] == 12
    [_, then] = await _history(support, mixed["id"])
    assert then == {"kind": "sorted", "was": 9, "count": 13}
    assert await _history(support, found["rental"][0]) == [{"kind": "created", "count": 12}]
    assert await failures_of(support, "none") == set()


async def test_two_gaps_about_the_same_become_the_larger_one_and_the_address_of_the_other_leads_there(
    support: Support,
) -> None:
    voucher, rental = await two_gaps(support)
    assert await _sorted(support, lambda _failure: "both") == 16
    assert _called(await listed(support)) == {"both": (voucher["id"], 25)}
    gone = await one(support, rental["id"])
    assert gone["merged_into"] == voucher["id"]
    [_, then] = await _history(support, rental["id"])
    assert (then["kind"], then["into"]) == ("sorted", str(voucher["id"]))


async def test_what_belongs_nowhere_any_more_waits_for_others_like_it(support: Support) -> None:
    _, rental = await two_gaps(support)
    await _sorted(support, lambda failure: None if failure.text == RENTAL[0] else _by_matter(failure))
    assert await failures_of(support, "none") == {RENTAL[0]}
    assert _called(await listed(support))["rental"] == (rental["id"], 11)


async def test_a_gap_of_which_nothing_is_grouped_stays(support: Support) -> None:
    voucher, rental = await two_gaps(support)
    await _sorted(support, lambda failure: None if failure.text in RENTAL else _by_matter(failure))
    assert await failures_of(support, rental["id"]) == set(RENTAL)
    assert _called(await listed(support))["voucher"] == (voucher["id"], 13)


async def test_what_stays_as_it_is_has_nothing_in_its_history(support: Support) -> None:
    voucher, _ = await two_gaps(support)
    await _sorted(support, _by_matter)
    assert [each["kind"] for each in await _history(support, voucher["id"])] == ["created"]
    assert await failures_of(support, voucher["id"]) == {*VOUCHER, *MORE[: len(VOUCHER)]}


async def test_nothing_is_sorted_before_there_is_twice_as_much(support: Support) -> None:
    voucher, rental = await two_gaps(support)
    await fail(support, *VOUCHER, *RENTAL)
    await _sorted(support, lambda _failure: "both", more=False)
    counts = {gap["id"]: gap["count"] for gap in await listed(support)}
    assert (counts[voucher["id"]], counts[rental["id"]]) == (5, 4), "17 are not twice 9"
    await fail(support, VOUCHER[0])
    await _sorted(support, lambda _failure: "both", more=False)
    assert [gap["count"] for gap in await listed(support)] == [18]


async def test_gaps_of_very_many_failures_are_not_sorted_any_more(support: Support) -> None:
    voucher, rental = await two_gaps(support)
    assert await sorting.loose(support.store, 9) is None, "9 are not twice 9"
    await fail(support, *MORE, VOUCHER[0])
    assert await sorting.loose(support.store, 17) is None, "18 are too many"
    found = await sorting.loose(support.store, 18)
    assert found is not None
    assert (found.count, found.versions.keys()) == (18, {voucher["id"], rental["id"]})


async def test_what_an_owner_did_something_about_is_never_sorted_anew(support: Support) -> None:
    voucher, rental = await two_gaps(support)
    await gaps.rename(*by_olga(support), voucher["id"], "Gutscheine")
    await _sorted(support, lambda failure: "topic" if failure.text in RENTAL else "new", topic=voucher["id"])
    kept = await one(support, voucher["id"])
    assert (kept["name"], kept["count"]) == ("Gutscheine", 9)
    assert [each["kind"] for each in kept["history"]] == ["created", "renamed"]
    assert (await one(support, rental["id"]))["merged_into"] == voucher["id"]
    assert _called(await listed(support))["new"][1] == 16


@pytest.mark.parametrize("what", ["state", "merge", "split"])
async def test_what_an_owner_does_while_gaps_are_sorted_is_not_undone(support: Support, what: str) -> None:
    voucher, rental = await two_gaps(support)
    [first, *_] = await support.failures(gap=rental["id"])

    async def acts(failures: Sequence[Said]) -> Grouping:
        if what == "state":
            await gaps.set_state(*by_olga(support), rental["id"], GapState.PLANNED)
        elif what == "merge":
            await gaps.merge(*by_olga(support), voucher["id"], rental["id"])
        else:
            await gaps.split(*by_olga(support), rental["id"], [first["id"]], "Eine")
        return Grouping({}, [[each.id for each in failures]], {"new-0": {"de": "all"}})

    await fail(support, *MORE, *MORE)
    await Grouper(support.store, support.clock, acts).now()
    of_rental = {"state": set(RENTAL), "merge": {*VOUCHER, *RENTAL}, "split": set(RENTAL) - {first["text"]}}[what]
    held = voucher["id"] if what == "merge" else rental["id"]
    assert await failures_of(support, held) == of_rental
    counts = sorted(gap["count"] for gap in await listed(support))
    assert counts == {"state": [4, 21], "merge": [9, 16], "split": [1, 3, 21]}[what]
