"""What happened on the customers' way adds up, and each figure has the conversations behind it."""

from collections import Counter
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from handover.adapters.rasa_fake import not_understood, understood
from handover.domain.conversation import Conversation
from handover.domain.reckoning.contact import Contact
from handover.services import conversations, handovers, insights, journey
from handover.storage import contacts as stored
from handover.storage.contact_list import ContactFilter
from handover.storage.figures import Period
from handover.storage.transaction import Transaction
from tests.builders import NOW, opened
from tests.support import JOURNEY, NINE_O_CLOCK, Support, command

CART = {"url": "https://bergwerk.example/shop/cart", "title": ""}
NO_RESULT = {"failure": {"kind": "no_result", "detail": None}}
BLOG = {"url": "https://bergwerk.example/blog", "title": ""}


async def _at(support: Support, page: dict[str, str] | None, *, understands: bool = True) -> UUID:
    """Somebody asks at this page, gets an answer or none, and leaves."""
    support.bot.script = lambda _turn: understood("track_order", "Unterwegs.") if understands else not_understood()
    cleo = await support.open(page=page)
    await support.ask(cleo, f"Wo ist mein Paket {cleo.hex[:4]}?")
    support.clock.pass_time(minutes=31)
    await support.sweep.once()
    return cleo


async def _helped(support: Support, page: dict[str, str]) -> UUID:
    cleo = await support.open(page=page)
    await support.ask_for_person(cleo)
    support.clock.pass_time(minutes=2)
    await handovers.accept(support.store, support.clock, cleo, support.ann)
    await handovers.resolve(
        support.store, support.clock, cleo, support.ann, command(), "solved_by_agent", "misunderstood", None
    )
    return cleo


async def _rate(support: Support, cleo: UUID, stars: int) -> None:
    await conversations.rate(support.store, support.clock, cleo, command(), stars=stars, comment=None)


async def _touchpoints(support: Support, **period: Any) -> dict[str | None, dict[str, Any]]:
    found = await journey.touchpoints(support.store, support.reckoner, Period(**period))
    return {one["touchpoint"]: one for one in found["touchpoints"]}


async def _journey(support: Support, **period: Any) -> dict[str, Any]:
    return await journey.journey(support.store, support.reckoner, Period(**period))


async def _behind(support: Support, **wanted: Any) -> int:
    found = await insights.contacts(support.store, support.reckoner, ContactFilter(Period(), **wanted), None)
    return len(found)


async def test_a_touchpoint_tells_what_happened_there(support: Support) -> None:
    served, failing = await _at(support, CART), await _at(support, CART, understands=False)
    helped, still_open = await _helped(support, CART), await support.open(page=CART)
    await _rate(support, served, 5)
    await _rate(support, failing, 2)
    await _rate(support, helped, 4)
    cart = (await _touchpoints(support))["cart"]
    assert (cart["contacts"], cart["open"], cart["stage"], cart["names"]["de"]) == (4, 1, "buy", "Warenkorb")
    counted = {name: (cart[name]["count"], cart[name]["of"]) for name in ("self_service", "handed_over", "failed")}
    assert counted == {"self_service": (1, 3), "handed_over": (1, 4), "failed": (2, 4)}
    assert cart["failures"] == [{"key": "not_understood", "count": 1}, {"key": "asked_for_person", "count": 1}]
    assert (cart["waiting"]["count"], cart["waiting"]["median_s"]) == (1, 120)
    assert cart["ratings"]["bot"] == {"count": 3, "average": 11 / 3}
    moment = cart["moment"]
    assert (moment["well"], moment["well_count"], moment["badly"], moment["badly_count"]) == (4.5, 2, 2, 1)
    assert (moment["share"], moment["moves"], moment["small"]) == (1, 2.5, True)
    assert cart["moment_of_truth"] is None
    assert still_open


async def test_what_customers_said_where_it_failed_is_redacted_and_leads_to_its_failure(support: Support) -> None:
    support.bot.script = lambda _turn: not_understood()
    cleo = await support.open(page=CART)
    for number in range(5):
        support.clock.pass_time(minutes=1)
        await support.ask(cleo, f"BW-10451{number} kaputt {number}")
    quotes = (await _touchpoints(support))["cart"]["quotes"]
    assert [quote["text"] for quote in quotes] == ["[order] kaputt 4", "[order] kaputt 3", "[order] kaputt 2"]
    failures = {failure["id"]: failure["text"] for failure in await support.failures()}
    assert all(failures[quote["id"]] == quote["text"] for quote in quotes)


async def test_all_touchpoints_of_the_map_are_shown_in_their_order_and_others_after_them(support: Support) -> None:
    for page in (CART, BLOG, None):
        await support.open(page=page)
    found = await _touchpoints(support)
    assert list(found) == [*(one.id for one in JOURNEY.touchpoints), "other", None]
    assert (found["other"]["stage"], found["other"]["names"]) == (None, None)
    stages = (await _journey(support))["stages"]
    assert [stage["stage"] for stage in stages] == [*(stage.id for stage in JOURNEY.stages), None]
    assert stages[-1]["touchpoints"] == ["other", None]
    assert (await _journey(support, until=NINE_O_CLOCK))["stages"][-1]["stage"] == "help"


async def test_pains_16_stages_touchpoints_and_flows_each_add_up_to_all_contacts(support: Support) -> None:
    for page in (CART, BLOG, None):
        await _at(support, page)
        await _at(support, page, understands=False)
    await _helped(support, CART)
    for page in (CART, BLOG, None):
        await support.open(page=page)
    found = await _journey(support)
    assert found["contacts"] == 10
    assert sum(stage["contacts"] for stage in found["stages"]) == 10
    assert sum(one["contacts"] for one in (await _touchpoints(support)).values()) == 10
    assert sum(flow["count"] for flow in found["flows"]) == 10
    still_open = sum(flow["count"] for flow in found["flows"] if flow["outcome"] is None)
    assert (found["open"], still_open) == (3, 3)
    for name in ("self_service", "handed_over", "failed"):
        assert sum(stage[name]["count"] for stage in found["stages"]) == found[name]["count"], name


async def test_each_figure_has_the_conversations_behind_it(support: Support) -> None:
    for page in (CART, BLOG, None):
        await _rate(support, await _at(support, page), 4)
        await _at(support, page, understands=False)
    await _helped(support, CART)
    await support.open(page=CART)
    for name, one in (await _touchpoints(support)).items():
        at = {"touchpoint": name or "none"}
        assert await _behind(support, **at) == one["contacts"]
        assert await _behind(support, **at, outcome="none") == one["open"]
        assert await _behind(support, **at, outcome="any") == one["contacts"] - one["open"]
        assert await _behind(support, **at, outcome="self_served") == one["self_service"]["count"]
        assert await _behind(support, **at, handed_over=True) == one["handed_over"]["count"]
        assert await _behind(support, **at, failure="any") == one["failed"]["count"]
        assert await _behind(support, **at, rated="any") == one["ratings"]["bot"]["count"]
        assert await _behind(support, **at, rated="bot") == one["ratings"]["bot"]["count"]
    for stage in (await _journey(support))["stages"]:
        within = ",".join(name or "none" for name in stage["touchpoints"])
        assert await _behind(support, touchpoint=within) == stage["contacts"]


async def test_a_conversation_behind_a_figure_has_the_words_with_which_it_is_counted_as_failed(
    support: Support,
) -> None:
    await _at(support, CART)
    cleo = await support.open(page=CART)
    no_result = understood("product_availability", "Nein.", signals=[NO_RESULT])
    for text, answer in (
        ("Noch immer kaputt!", not_understood()),
        ("BW-104512 vorrätig?", no_result),
        ("Habt ihr es da?", no_result),
    ):
        support.clock.pass_time(minutes=1)
        support.bot.script = lambda _turn, answer=answer: answer
        await support.ask(cleo, text)
    found = await insights.contacts(support.store, support.reckoner, ContactFilter(Period()), None)
    assert {row["conversation_id"] == cleo: (row["failure"], row["quote"]) for row in found} == {
        True: ("no_result", "[order] vorrätig?"),
        False: (None, None),
    }


async def test_a_flow_goes_from_the_touchpoint_over_matter_and_failure_to_the_outcome(support: Support) -> None:
    await _at(support, CART)
    await _at(support, CART)
    await _at(support, CART, understands=False)
    flows = (await _journey(support))["flows"]
    assert flows == [
        {"touchpoint": "cart", "matter": "track_order", "failure": None, "outcome": "self_served", "count": 2},
        {
            "touchpoint": "cart",
            "matter": None,
            "failure": "not_understood",
            "outcome": "gave_up_with_bot",
            "count": 1,
        },
    ]


async def test_only_the_period_is_counted(support: Support) -> None:
    await _at(support, CART)
    hour = NINE_O_CLOCK + timedelta(hours=1)
    support.clock.pass_time(hours=1)
    await _at(support, CART, understands=False)
    assert (await _touchpoints(support, until=hour))["cart"]["failed"]["count"] == 0
    assert (await _touchpoints(support, since=hour))["cart"]["failed"]["count"] == 1
    assert (await _touchpoints(support, until=hour))["cart"]["quotes"] == []
    assert Counter(flow["outcome"] for flow in (await _journey(support, since=hour))["flows"]) == {
        "gave_up_with_bot": 1
    }


async def test_the_touchpoint_that_most_moves_the_rating_is_the_moment_of_truth(support: Support) -> None:
    async with support.store.transaction() as tx:
        for touchpoint, well, badly in (("cart", 4, 3), ("checkout", 5, 2), ("orders", 3, 3)):
            for number in range(80):
                outcome, stars = ("self_served", well) if number % 2 else ("gave_up_with_bot", badly)
                told = {"outcome": outcome, "touchpoint": touchpoint, "bot_stars": stars - number // 40}
                await _put(tx, Contact(uuid4(), NOW, seq=1, ended_at=NOW, **told))
    found = await _touchpoints(support)
    ranked = {name: one["moment_of_truth"] for name, one in found.items() if one["moment_of_truth"]}
    assert ranked == {"checkout": 1, "cart": 2}
    assert found["orders"]["moment"]["small"] is False
    assert found["orders"]["moment"]["low"] < 0


async def _put(tx: Transaction, contact: Contact) -> None:
    """A contact that is reckoned already, without the trouble of having it."""
    await tx.open(Conversation(contact.conversation_id, NOW), opened())
    await stored.mark(tx, contact.conversation_id, contact.seq)
    day = {"day": NOW.date(), "matter": None, "matters": []}
    await stored.put(tx, asdict(contact) | day, known=False)
