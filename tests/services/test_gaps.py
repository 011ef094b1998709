"""Failures become gaps by themselves, and owners put these right, say what is done, and see whether it helped."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest

from handover.adapters.rasa_fake import not_understood
from handover.analysis.topics.material import Grouping, Said
from handover.domain.errors import FixNotProvenError, GapMergedError, IdReusedError, NotFoundError, NotValidError
from handover.domain.gap import GapState, Verdict
from handover.services import gap_list, gaps, handovers
from handover.services.grouping import ENOUGH, Grouper
from handover.storage import groupings
from handover.storage.gap_figures import GapFilter
from tests.support import Support, command

VOUCHER = ["Gutschein einlösen", "Gutschein ist abgelaufen", "Wo Gutschein eingeben?", "Gutschein einlösen geht nicht"]
RENTAL = [
    "Schneeschuhe mieten",
    "Kann man Schneeschuhe mieten?",
    "Schneeschuhe für zwei mieten",
    "mieten: Schneeschuhe",
]
CART = {"url": "https://bergwerk.example/shop/cart?voucher=secret", "title": "Warenkorb"}


async def _fail(support: Support, *texts: str, language: str = "de", page: dict[str, str] | None = None) -> None:
    """Customers are not understood, each in a conversation of their own."""
    support.bot.script = lambda _turn: not_understood(language=language)
    for text in texts:
        await support.ask(await support.open(language=language, page=page), text)


async def _gaps(support: Support, **wanted: Any) -> Sequence[Mapping[str, Any]]:
    return (await gap_list.page(support.store, support.clock, GapFilter(**wanted), None))[0]


async def _two(support: Support) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """A gap about vouchers and a smaller one about rental."""
    await _fail(support, *VOUCHER, VOUCHER[0], *RENTAL)
    await support.grouper.now()
    voucher, rental = await _gaps(support)
    return voucher, rental


async def _one(support: Support, gap_id: UUID) -> Mapping[str, Any]:
    return await gap_list.one(support.store, support.clock, gap_id, GapFilter())


def _who(support: Support) -> tuple[Any, ...]:
    return (support.store, support.clock, command(), support.olga)


async def _failures_of(support: Support, gap_id: UUID | str) -> set[str]:
    return {record["text"] for record in await support.failures(gap=gap_id)}


async def _fixed(support: Support, gap_id: UUID, days: int = 20) -> None:
    """The gap was fixed some days ago."""
    await gaps.set_state(*_who(support), gap_id, GapState.FIXED)
    support.clock.pass_time(days=days)


async def _served(support: Support, count: int) -> None:
    """So many customers come, and nothing fails."""
    for _ in range(count):
        await support.open()


async def test_failures_about_the_same_are_a_gap_with_a_name_of_their_words(support: Support) -> None:
    voucher, rental = await _two(support)
    assert (voucher["count"], rental["count"]) == (5, 4)
    assert voucher["names"]["de"].startswith("Gutschein")
    assert set(rental["names"]["de"].split(" · ")) == {"Schneeschuhe", "mieten"}
    assert await _failures_of(support, voucher["id"]) == set(VOUCHER)
    assert await _failures_of(support, "none") == set()
    assert (voucher["state"], voucher["assignee"], voucher["came_back"]) == ("open", None, False)


async def test_new_failures_come_to_the_gap_that_is_there_and_nobody_moves(support: Support) -> None:
    voucher, rental = await _two(support)
    await _fail(support, "Gutschein einlösen bitte", "blubb")
    assert await support.grouper.now() == 1
    assert [(gap["id"], gap["count"]) for gap in await _gaps(support)] == [(voucher["id"], 6), (rental["id"], 4)]
    assert await _failures_of(support, "none") == {"blubb"}


async def test_failures_of_the_technique_make_no_gap(support: Support) -> None:
    support.bot.available = False
    for text in VOUCHER:
        await support.ask(await support.open(), text)
    assert {record["kind"] for record in await support.failures()} == {"bot_unavailable"}
    assert await support.grouper.now() == 0
    assert list(await _gaps(support)) == []


async def test_grouping_begins_by_itself_when_enough_is_new_and_not_again_within_the_hour(support: Support) -> None:
    groups = 0

    async def counting(_failures: Sequence[Said]) -> Grouping:
        nonlocal groups
        groups += 1
        return Grouping()

    grouper = Grouper(support.store, support.clock, counting)

    async def look_after(**passed: int) -> int:
        support.clock.pass_time(**passed)
        await grouper.once()
        if grouper._running:  # noqa: SLF001 - it is nobody's business but the test's when it ends
            await grouper._running  # noqa: SLF001
        return groups

    await _fail(support, *(f"{VOUCHER[0]} {number}" for number in range(ENOUGH - 1)))
    assert await look_after(days=2) == 0
    await _fail(support, VOUCHER[1])
    assert await look_after(minutes=1) == 0, "looked a minute ago"
    assert await look_after(minutes=5) == 1
    await _fail(support, *(f"{RENTAL[0]} {number}" for number in range(ENOUGH)))
    assert await look_after(minutes=30) == 1, "grouped half an hour ago"
    assert await look_after(minutes=31) == 2
    await _fail(support, VOUCHER[2])
    assert await look_after(hours=3) == 2, "one alone can wait"
    assert await look_after(hours=22) == 3
    assert await look_after(days=3) == 3, "nothing new"


async def test_one_process_groups_at_a_time_and_one_that_died_is_waited_for(support: Support) -> None:
    await _fail(support, *VOUCHER)
    now = support.clock.now()
    async with support.store.transaction() as tx:
        assert await groupings.claim(tx, now, now.replace(minute=now.minute + 10))
    assert await support.grouper.now() == 0
    support.clock.pass_time(minutes=10)
    assert await support.grouper.now() == 4


async def test_a_grouping_that_fails_is_begun_again_and_leaves_nothing(support: Support) -> None:
    async def broken(_failures: Sequence[Said]) -> Grouping:
        raise RuntimeError("no memory")

    await _fail(support, *VOUCHER)
    with pytest.raises(RuntimeError):
        await Grouper(support.store, support.clock, broken).now()
    assert await support.grouper.now() == 4


async def test_what_an_owner_merged_while_failures_were_grouped_is_not_undone(support: Support) -> None:
    voucher, rental = await _two(support)
    await _fail(support, "Gutschein einlösen bitte")

    async def slow(failures: Sequence[Said]) -> Grouping:
        await gaps.merge(*_who(support), rental["id"], voucher["id"])
        new = next(one.id for one in failures if one.topic is None)
        return Grouping({new: str(voucher["id"])}, [], {})

    assert await Grouper(support.store, support.clock, slow).now() == 1
    [merged] = await _gaps(support)
    assert (merged["id"], merged["count"]) == (rental["id"], 10)


async def test_a_gap_tells_what_it_counts_costs_and_where(support: Support) -> None:
    await _fail(support, "redeem voucher", language="en")
    await _fail(support, *VOUCHER[:3], page=CART)
    support.clock.pass_time(days=10)
    cleo = await support.open(page=CART)
    await support.ask(cleo, VOUCHER[3])
    await support.ask_for_person(cleo)
    support.clock.pass_time(minutes=3)
    await handovers.accept(support.store, support.clock, cleo, support.ann)
    support.clock.pass_time(minutes=5)
    await handovers.resolve(
        support.store, support.clock, cleo, support.ann, command(), "solved_by_agent", "missing_content", None
    )
    await support.reckoner.catch_up()
    await support.grouper.now()
    since = support.clock.now().replace(hour=0)
    [gap] = await _gaps(support, since=since)
    assert (gap["count"], gap["before"], sum(gap["trend"]), len(gap["trend"])) == (1, 0, 1, 12)
    assert gap["waiting_s"] == pytest.approx(180, abs=5)
    assert gap["agent_s"] == pytest.approx(300, abs=5)
    [gap] = await _gaps(support)
    assert (gap["count"], gap["before"], gap["trend"]) == (4, None, None)
    assert gap["languages"] == [("de", 4)]
    assert gap["touchpoints"] == [("cart", 4)]
    assert [quote["text"] for quote in gap["quotes"]] == [VOUCHER[3], VOUCHER[2], VOUCHER[1]]
    whole = await _one(support, gap["id"])
    assert whole["pages"] == [("https://bergwerk.example/shop/cart", 4)]
    assert whole["kinds"] == [("not_understood", 4)]
    assert await _gaps(support, language="en") == []
    assert len(await _gaps(support, language="de", state="open")) == 1
    assert await _gaps(support, state="fixed") == []
    _, rest = await gap_list.page(support.store, support.clock, GapFilter(), None)
    assert (rest["ungrouped"], rest["grouped_at"]) == (1, support.clock.now())


async def test_an_owner_renames_assigns_and_plans_and_the_history_tells_who_and_when(support: Support) -> None:
    voucher, _ = await _two(support)
    support.clock.pass_time(hours=1)
    await gaps.rename(*_who(support), voucher["id"], "Gutscheine im Warenkorb")
    await gaps.assign(*_who(support), voucher["id"], support.ben.id)
    support.clock.pass_time(hours=1)
    await gaps.set_state(*_who(support), voucher["id"], GapState.PLANNED)
    gap = await _one(support, voucher["id"])
    assert (gap["name"], gap["assignee"], gap["state"]) == ("Gutscheine im Warenkorb", support.ben.name, "planned")
    assert gap["names"] == voucher["names"]
    told = [(change["kind"], change["agent"], change["data"]) for change in gap["history"]]
    assert told[0] == ("created", None, {"count": 5})
    assert sorted(told[1:3], key=str) == [
        ("assigned", support.olga.name, {"to": support.ben.name}),
        ("renamed", support.olga.name, {"was": None, "to": "Gutscheine im Warenkorb"}),
    ]
    assert told[3:] == [("state", support.olga.name, {"was": "open", "to": "planned"})]
    await gaps.rename(*_who(support), voucher["id"], None)
    await gaps.assign(*_who(support), voucher["id"], None)
    gap = await _one(support, voucher["id"])
    assert (gap["name"], gap["assignee"]) == (None, None)


async def test_a_merged_gap_leads_to_the_other_one_and_is_not_touched_again(support: Support) -> None:
    voucher, rental = await _two(support)
    done = await gaps.merge(*_who(support), voucher["id"], rental["id"])
    assert done.answer == {"id": str(voucher["id"]), "count": 4}
    [gap] = await _gaps(support)
    assert (gap["id"], gap["count"]) == (voucher["id"], 9)
    gone = await _one(support, rental["id"])
    assert (gone["merged_into"], gone["count"]) == (voucher["id"], 0)
    with pytest.raises(GapMergedError) as refused:
        await gaps.rename(*_who(support), rental["id"], "x")
    assert refused.value.details == {"into": str(voucher["id"])}
    with pytest.raises(GapMergedError):
        await gaps.merge(*_who(support), rental["id"], voucher["id"])
    with pytest.raises(NotValidError):
        await gaps.merge(*_who(support), voucher["id"], voucher["id"])
    kinds = [
        (change["kind"], change["data"].get("count")) for change in (await _one(support, voucher["id"]))["history"]
    ]
    assert kinds == [("created", 5), ("merged", 4)]


async def test_what_was_merged_draws_both_kinds_of_failures(support: Support) -> None:
    voucher, rental = await _two(support)
    await gaps.merge(*_who(support), voucher["id"], rental["id"])
    await _fail(support, "Gutschein einlösen bitte", "Schneeschuhe mieten bitte")
    assert await support.grouper.now() == 2
    assert [gap["count"] for gap in await _gaps(support)] == [11]


async def test_failures_that_are_split_off_are_a_gap_of_their_own_and_stay_it(support: Support) -> None:
    voucher, rental = await _two(support)
    await gaps.merge(*_who(support), voucher["id"], rental["id"])
    chosen = [record["id"] for record in await support.failures() if record["text"] in RENTAL]
    new = UUID((await gaps.split(*_who(support), voucher["id"], chosen, None)).answer["id"])
    assert {gap["id"]: gap["count"] for gap in await _gaps(support)} == {voucher["id"]: 5, new: 4}
    assert set((await _one(support, new))["names"]["de"].split(" · ")) == {"Schneeschuhe", "mieten"}
    assert [change["kind"] for change in (await _one(support, new))["history"]] == ["split"]
    await support.grouper.now()
    assert await _failures_of(support, new) == set(RENTAL)
    with pytest.raises(NotValidError):
        await gaps.split(*_who(support), voucher["id"], chosen, None)
    with pytest.raises(NotValidError):
        await gaps.split(*_who(support), new, chosen, None)
    assert await _failures_of(support, new) == set(RENTAL), "nothing of what was refused happened"


async def test_a_request_that_comes_twice_splits_once(support: Support) -> None:
    voucher, _ = await _two(support)
    chosen = [record["id"] for record in await support.failures(gap=voucher["id"])][:2]
    asked = command(body="split")
    split = (support.store, support.clock, asked, support.olga, voucher["id"], chosen, None)
    first, again = await gaps.split(*split), await gaps.split(*split)
    assert (first.answer, again.repeated) == (again.answer, True)
    assert len(await _gaps(support)) == 3
    with pytest.raises(IdReusedError):
        await gaps.rename(support.store, support.clock, command(asked.id), support.olga, voucher["id"], "x")


async def test_two_who_merge_the_same_two_at_once_do_it_once(support: Support) -> None:
    voucher, rental = await _two(support)

    async def merge() -> str:
        try:
            await gaps.merge(*_who(support), voucher["id"], rental["id"])
        except GapMergedError:
            return "merged already"
        return "merged"

    assert sorted(await support.at_once(merge, 3)) == ["merged", "merged already", "merged already"]


async def test_a_fix_is_verified_only_when_failures_stayed_away_for_long_enough(support: Support) -> None:
    voucher, _ = await _two(support)
    with pytest.raises(FixNotProvenError):
        await gaps.set_state(*_who(support), voucher["id"], GapState.VERIFIED)
    support.clock.pass_time(minutes=1)
    await _fixed(support, voucher["id"], days=5)
    await _served(support, 60)
    assert (await _one(support, voucher["id"]))["proof"].verdict is Verdict.TOO_EARLY
    with pytest.raises(FixNotProvenError) as refused:
        await gaps.set_state(*_who(support), voucher["id"], GapState.VERIFIED)
    assert refused.value.details == {"verdict": "too_early"}
    support.clock.pass_time(days=10)
    proof = (await _one(support, voucher["id"]))["proof"]
    assert (proof.before.count, proof.before.of, proof.after.count, proof.after.of) == (5, 9, 0, 60)
    assert proof.verdict is Verdict.STAYS_AWAY
    await gaps.set_state(*_who(support), voucher["id"], GapState.VERIFIED)
    verified = await _one(support, voucher["id"])
    assert (verified["state"], verified["came_back"]) == ("verified", False)


async def test_what_comes_back_is_said_to_and_a_gap_that_opens_again_is_fixed_no_more(support: Support) -> None:
    voucher, _ = await _two(support)
    support.clock.pass_time(minutes=1)
    await _fixed(support, voucher["id"])
    await _fail(support, *VOUCHER)
    await support.grouper.now()
    gap = await _one(support, voucher["id"])
    assert (gap["came_back"], gap["proof"].verdict) == (True, Verdict.STILL_THERE)
    await gaps.set_state(*_who(support), voucher["id"], GapState.OPEN)
    gap = await _one(support, voucher["id"])
    assert (gap["came_back"], gap["proof"], gap["fixed_at"]) == (False, None, None)


async def test_there_is_no_such_gap_or_agent(support: Support) -> None:
    voucher, _ = await _two(support)
    with pytest.raises(NotFoundError):
        await _one(support, uuid4())
    with pytest.raises(NotFoundError):
        await gaps.merge(*_who(support), voucher["id"], uuid4())
    with pytest.raises(NotFoundError):
        await gaps.assign(*_who(support), voucher["id"], uuid4())
    assert (await _one(support, voucher["id"]))["assignee"] is None


async def test_all_pages_have_every_gap_once_the_largest_first(support_on_sqlite: Support) -> None:
    support = support_on_sqlite
    await _fail(support, *(f"{VOUCHER[0]} {number}" for number in range(62)))
    records = await support.failures() + await support.failures(until=(await support.failures())[-1]["at"])

    async def apart(_failures: Sequence[Said]) -> Grouping:
        return Grouping({}, [[str(one["id"])] for one in records[:-2]] + [[str(one["id"]) for one in records[-2:]]], {})

    await Grouper(support.store, support.clock, apart).now()
    first, _ = await gap_list.page(support.store, support.clock, GapFilter(), None)
    after = (first[-1]["count"], first[-1]["id"])
    second, _ = await gap_list.page(support.store, support.clock, GapFilter(), after)
    assert (len(first), first[0]["count"]) == (gap_list.PAGE, 2)
    assert len({gap["id"] for gap in [*first, *second]}) == len(first) + len(second) == 61
