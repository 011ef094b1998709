"""Owners put gaps right, say what is done about them, and see whether it helped."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID, uuid4

import pytest

from handover.adapters.rasa_fake import understood
from handover.analysis.topics.material import Grouping, Said
from handover.domain.errors import FixNotProvenError, GapMergedError, IdReusedError, NotFoundError, NotValidError
from handover.domain.gap import GapState, Verdict
from handover.services import failures, gap_list, gaps, handovers
from handover.services.grouper import Grouper
from handover.storage import failures as failure_log
from handover.storage.gap_figures import GapFilter
from tests.services.failing import (
    CART,
    RENTAL,
    VOUCHER,
    by_olga,
    fail,
    failures_of,
    fixed,
    listed,
    one,
    served,
    two_gaps,
)
from tests.support import Support, command


async def test_a_gap_tells_what_it_counts_costs_and_where(support: Support) -> None:
    await fail(support, "redeem voucher", language="en")
    await fail(support, *VOUCHER[:3], page=CART)
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
    [gap] = await listed(support, since=since)
    assert (gap["count"], gap["before"], sum(gap["trend"]), len(gap["trend"])) == (1, 0, 1, 12)
    assert gap["waiting_s"] == pytest.approx(180, abs=5)
    assert gap["agent_s"] == pytest.approx(300, abs=5)
    [gap] = await listed(support)
    assert (gap["count"], gap["before"], gap["trend"]) == (4, None, None)
    assert gap["languages"] == [("de", 4)]
    assert gap["touchpoints"] == [("cart", 4)]
    assert [quote["text"] for quote in gap["quotes"]] == [VOUCHER[3], VOUCHER[2], VOUCHER[1]]
    whole = await one(support, gap["id"])
    assert whole["pages"] == [("https://bergwerk.example/shop/cart", 4)]
    assert whole["kinds"] == [("not_understood", 4)]
    assert sorted(whole["causes"], key=str) == [("missing_content", 1), (None, 3)]
    assert await listed(support, language="en") == []
    assert len(await listed(support, language="de", state="open")) == 1
    assert await listed(support, state="fixed") == []
    grouped_at = support.clock.now()
    support.bot.script = lambda _turn: understood("greet", "", signals=[{"failure": {"kind": "backend_error"}}])
    await support.ask(await support.open(), "Hallo")
    _, rest = await gap_list.page(support.store, support.clock, GapFilter(), None)
    assert (rest["ungrouped"], rest["grouped_at"]) == (2, grouped_at)
    async with support.store.reading() as connection:
        assert len(await failure_log.page(connection, failure_log.FailureFilter(gap="none"), None)) == 2


async def test_the_languages_of_a_gap_are_told_without_countries(support: Support) -> None:
    await fail(support, *VOUCHER[:2], language="de-CH")
    await fail(support, VOUCHER[2], language="de-AT")
    await fail(support, VOUCHER[3])
    await support.grouper.now()
    [gap] = await listed(support)
    assert gap["languages"] == [("de", 4)]


async def test_what_is_done_about_a_gap_is_done_about_its_failures(support: Support) -> None:
    voucher, rental = await two_gaps(support)
    await fail(support, "blubb")
    await gaps.set_state(*by_olga(support), voucher["id"], GapState.PLANNED)

    async def told(**wanted: str) -> set[tuple[UUID | None, str]]:
        return {(record["gap_id"], record["status"]) for record in await support.failures(**wanted)}

    assert await told() == {(voucher["id"], "planned"), (rental["id"], "open"), (None, "open")}
    assert await told(status="planned") == {(voucher["id"], "planned")}
    assert await told(status="open") == {(rental["id"], "open"), (None, "open")}
    assert await told(status="fixed") == set()
    [record, *_] = await support.failures(status="planned")
    read, _ = await failures.with_turns(support.store, record["id"])
    assert read["status"] == "planned"
    await gaps.merge(*by_olga(support), rental["id"], voucher["id"])
    assert await told() == {(rental["id"], "open"), (None, "open")}


async def test_an_owner_renames_assigns_and_plans_and_the_history_tells_who_and_when(support: Support) -> None:
    voucher, _ = await two_gaps(support)
    support.clock.pass_time(hours=1)
    await gaps.rename(*by_olga(support), voucher["id"], "Gutscheine im Warenkorb")
    await gaps.assign(*by_olga(support), voucher["id"], support.ben.id)
    support.clock.pass_time(hours=1)
    await gaps.set_state(*by_olga(support), voucher["id"], GapState.PLANNED)
    gap = await one(support, voucher["id"])
    assert (gap["name"], gap["assignee"], gap["state"]) == ("Gutscheine im Warenkorb", support.ben.name, "planned")
    assert gap["names"] == voucher["names"]
    told = [(change["kind"], change["agent"], change["data"]) for change in gap["history"]]
    assert told[0] == ("created", None, {"count": 5})
    assert sorted(told[1:3], key=str) == [
        ("assigned", support.olga.name, {"to": support.ben.name}),
        ("renamed", support.olga.name, {"was": None, "to": "Gutscheine im Warenkorb"}),
    ]
    assert told[3:] == [("state", support.olga.name, {"was": "open", "to": "planned"})]
    await gaps.rename(*by_olga(support), voucher["id"], None)
    await gaps.assign(*by_olga(support), voucher["id"], None)
    gap = await one(support, voucher["id"])
    assert (gap["name"], gap["assignee"]) == (None, None)


async def test_a_merged_gap_leads_to_the_other_one_and_is_not_touched_again(support: Support) -> None:
    voucher, rental = await two_gaps(support)
    done = await gaps.merge(*by_olga(support), voucher["id"], rental["id"])
    assert done.answer == {"id": str(voucher["id"]), "count": 4}
    [gap] = await listed(support)
    assert (gap["id"], gap["count"]) == (voucher["id"], 9)
    gone = await one(support, rental["id"])
    assert (gone["merged_into"], gone["count"]) == (voucher["id"], 0)
    with pytest.raises(GapMergedError) as refused:
        await gaps.rename(*by_olga(support), rental["id"], "x")
    assert refused.value.details == {"into": str(voucher["id"])}
    with pytest.raises(GapMergedError):
        await gaps.merge(*by_olga(support), rental["id"], voucher["id"])
    with pytest.raises(NotValidError):
        await gaps.merge(*by_olga(support), voucher["id"], voucher["id"])
    kinds = [(change["kind"], change["data"].get("count")) for change in (await one(support, voucher["id"]))["history"]]
    assert kinds == [("created", 5), ("merged", 4)]


async def test_failures_that_are_split_off_are_a_gap_of_their_own_and_stay_it(support: Support) -> None:
    voucher, rental = await two_gaps(support)
    await gaps.merge(*by_olga(support), voucher["id"], rental["id"])
    chosen = [record["id"] for record in await support.failures() if record["text"] in RENTAL]
    new = UUID((await gaps.split(*by_olga(support), voucher["id"], chosen, None)).answer["id"])
    assert {gap["id"]: gap["count"] for gap in await listed(support)} == {voucher["id"]: 5, new: 4}
    assert set((await one(support, new))["names"]["de"].split(" · ")) == {"Schneeschuhe", "mieten"}
    assert [change["kind"] for change in (await one(support, new))["history"]] == ["split"]
    await support.grouper.now()
    assert await failures_of(support, new) == set(RENTAL)
    with pytest.raises(NotValidError):
        await gaps.split(*by_olga(support), voucher["id"], chosen, None)
    with pytest.raises(NotValidError):
        await gaps.split(*by_olga(support), new, chosen, None)
    assert await failures_of(support, new) == set(RENTAL), "nothing of what was refused happened"


async def test_a_request_that_comes_twice_splits_once(support: Support) -> None:
    voucher, _ = await two_gaps(support)
    chosen = [record["id"] for record in await support.failures(gap=voucher["id"])][:2]
    asked = command(body="split")
    split = (support.store, support.clock, asked, support.olga, voucher["id"], chosen, None)
    first, again = await gaps.split(*split), await gaps.split(*split)
    assert (first.answer, again.repeated) == (again.answer, True)
    assert len(await listed(support)) == 3
    with pytest.raises(IdReusedError):
        await gaps.rename(support.store, support.clock, command(asked.id), support.olga, voucher["id"], "x")


async def test_a_request_that_comes_several_times_at_once_is_answered_alike(support: Support) -> None:
    voucher, rental = await two_gaps(support)
    chosen = [record["id"] for record in await support.failures(gap=voucher["id"])][:2]
    split, merge = (by_olga(support) for _ in range(2))
    for act in (
        partial(gaps.split, *split, voucher["id"], chosen, None),
        partial(gaps.merge, *merge, voucher["id"], rental["id"]),
    ):
        done = await support.at_once(act, 4)
        assert sorted(one.repeated for one in done) == [False, True, True, True]
        assert len({one.answer["id"] for one in done}) == 1


async def test_two_who_merge_the_same_two_at_once_do_it_once(support: Support) -> None:
    voucher, rental = await two_gaps(support)

    async def merge() -> str:
        try:
            await gaps.merge(*by_olga(support), voucher["id"], rental["id"])
        except GapMergedError:
            return "merged already"
        return "merged"

    assert sorted(await support.at_once(merge, 3)) == ["merged", "merged already", "merged already"]


async def test_a_fix_is_verified_only_when_failures_stayed_away_for_long_enough(support: Support) -> None:
    voucher, _ = await two_gaps(support)
    with pytest.raises(FixNotProvenError):
        await gaps.set_state(*by_olga(support), voucher["id"], GapState.VERIFIED)
    support.clock.pass_time(minutes=1)
    await fixed(support, voucher["id"], days=5)
    await served(support, 60)
    assert (await one(support, voucher["id"]))["proof"].verdict is Verdict.TOO_EARLY
    with pytest.raises(FixNotProvenError) as refused:
        await gaps.set_state(*by_olga(support), voucher["id"], GapState.VERIFIED)
    assert refused.value.details == {"verdict": "too_early"}
    support.clock.pass_time(days=10)
    await gaps.set_state(*by_olga(support), voucher["id"], GapState.FIXED)
    proof = (await one(support, voucher["id"]))["proof"]
    assert (proof.before.count, proof.before.of, proof.after.count, proof.after.of) == (5, 9, 0, 60)
    assert proof.verdict is Verdict.STAYS_AWAY
    await gaps.set_state(*by_olga(support), voucher["id"], GapState.VERIFIED)
    verified = await one(support, voucher["id"])
    assert (verified["state"], verified["came_back"]) == ("verified", False)


async def test_what_comes_back_is_said_to_and_a_gap_that_opens_again_is_fixed_no_more(support: Support) -> None:
    voucher, _ = await two_gaps(support)
    support.clock.pass_time(minutes=1)
    await fixed(support, voucher["id"])
    await fail(support, *VOUCHER)
    await support.grouper.now()
    gap = await one(support, voucher["id"])
    assert (gap["came_back"], gap["proof"].verdict) == (True, Verdict.STILL_THERE)
    await gaps.set_state(*by_olga(support), voucher["id"], GapState.OPEN)
    gap = await one(support, voucher["id"])
    assert (gap["came_back"], gap["proof"], gap["fixed_at"]) == (False, None, None)


async def test_there_is_no_such_gap_or_agent(support: Support) -> None:
    voucher, _ = await two_gaps(support)
    with pytest.raises(NotFoundError):
        await one(support, uuid4())
    with pytest.raises(NotFoundError):
        await gaps.merge(*by_olga(support), voucher["id"], uuid4())
    with pytest.raises(NotFoundError):
        await gaps.assign(*by_olga(support), voucher["id"], uuid4())
    assert (await one(support, voucher["id"]))["assignee"] is None


async def test_all_pages_have_every_gap_once_the_largest_first(support_on_sqlite: Support) -> None:
    support = support_on_sqlite
    await fail(support, *(f"{VOUCHER[0]} {number}" for number in range(62)))
    records = await support.failures() + await support.failures(until=(await support.failures())[-1]["at"])

    async def apart(_failures: Sequence[Said]) -> Grouping:
        return Grouping({}, [[str(one["id"])] for one in records[:-2]] + [[str(one["id"]) for one in records[-2:]]], {})

    await Grouper(support.store, support.clock, apart).now()
    first, _ = await gap_list.page(support.store, support.clock, GapFilter(), None)
    after = (first[-1]["count"], first[-1]["id"])
    second, _ = await gap_list.page(support.store, support.clock, GapFilter(), after)
    assert (len(first), first[0]["count"]) == (gap_list.PAGE, 2)
    assert len({gap["id"] for gap in [*first, *second]}) == len(first) + len(second) == 61
