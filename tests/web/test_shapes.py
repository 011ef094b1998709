"""What comes back, field by field: independent clients are written against it."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from handover.adapters.bot import BotChoice
from handover.adapters.rasa_fake import understood
from handover.domain.events import Event
from tests.service import House

pytestmark = pytest.mark.asyncio(loop_scope="session")

CART = {"url": "https://bergwerk.example/shop/cart", "title": "Warenkorb"}
SUMMARY = {
    "id", "floor", "language", "channel", "customer", "page", "touchpoint", "reason", "task", "order",
    "opened_at", "floor_since", "waiting_since", "agent", "wanted_agent", "last_message", "last_seq", "outcome",
    "position", "team", "skills", "priority", "at_front", "offer", "promise",
}  # fmt: skip


async def _summary(house: House, conversation_id: str) -> dict[str, Any]:
    found: dict[str, Any] = (await house.ann.http.get(f"/api/conversations/{conversation_id}")).json()
    return found


async def test_an_opened_conversation(house: House) -> None:
    nobody = await house.service.somebody()
    request_id = uuid4()
    body = {"id": str(request_id), "language": "de-CH", "page": CART}
    opened = (await nobody.http.post("/api/conversations", json=body)).json()
    assert opened == {"id": opened["id"], "token": opened["token"], "floor": "bot", "language": "de-CH"}
    assert UUID(opened["id"]) != request_id, "whoever knows the request's id does not know the conversation's"


@pytest.mark.parametrize("language", ["fr", "", "de_CH", "de-ch", "de\n", "DE", "deutsch"])
async def test_only_german_and_english_can_be_asked_for(house: House, language: str) -> None:
    nobody = await house.service.somebody()
    response = await nobody.http.post("/api/conversations", json={"language": language})
    assert (response.status_code, response.json()["error"]["details"][0]["field"]) == (422, "language")


async def test_the_page_of_a_customer_may_be_any_address(house: House) -> None:
    for url in ("http://[", "javascript:alert(1)", "about:srcdoc", "x", "/shop/cart", "file:///home"):
        cleo = await house.cleo(page={"url": url, "title": ""})
        assert (await _summary(house, cleo.id))["page"]["url"] == url


async def test_the_events_of_a_turn_as_a_customer_reads_them(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    offer = BotChoice(label="Ja", intent="affirm", entities=[{"entity": "order_number", "value": "BW-104512"}])
    monkeypatch.setattr(house.service.bot, "script", lambda _turn: understood("x", "Stornieren?", choices=[offer]))
    cleo = await house.cleo(page=CART)
    message = str(uuid4())
    said = await cleo.http.post(cleo.path("messages"), json={"id": message, "text": " Hallo "})
    assert said.json() == {"seq": 2}
    await house.service.settled()
    page = await cleo.events()
    assert {name: page[name] for name in page if name != "events"} == {
        "last_seq": 4, "more": False, "floor": "bot", "queue": None,
    }  # fmt: skip
    opened, asked, answered = page["events"]
    head = {"type": "event", "at": house.service.clock.now().isoformat(), "floor": "bot"}
    assert [one["seq"] for one in page["events"]] == [1, 2, 4]
    assert opened == head | {"seq": 1, "name": "conversation_opened", "language": "de", "page": CART, "channel": "web"}
    assert asked == head | {
        "seq": 2,
        "name": "message_posted",
        "id": message,
        "author": {"kind": "customer", "name": None},
        "text": "Hallo",
        "choices": [],
        "attachments": [],
        "audience": "everyone",
    }
    [choice] = answered["choices"]
    assert answered == head | {
        "seq": 4,
        "name": "message_posted",
        "id": answered["id"],
        "author": {"kind": "bot", "name": "Lotse"},
        "text": "Stornieren?",
        "choices": [{"label": "Ja", "value": choice["value"]}],
        "attachments": [],
        "audience": "everyone",
        "reply_to": message,
    }
    assert "affirm" not in str(page)
    assert "BW-104512" not in str(page)
    assert await cleo.events(after=3) == page | {"events": [answered]}
    assert await cleo.events(after=99) == page | {"events": []}


async def test_a_long_log_is_read_in_pages_and_nothing_is_lost_between_them(house: House) -> None:
    cleo = await house.cleo()
    at = house.service.clock.now()
    visits = [Event("visited", at, {"url": f"/{number}", "title": ""}) for number in range(105)]
    dropped = [Event("reply_dropped", at, {"message_id": None, "text": ""}) for _ in range(105)]
    both = [event for pair in zip(visits, dropped, strict=True) for event in pair]
    async with house.service.lotse.store.transaction() as tx:
        await tx.record(await tx.take(UUID(cleo.id)), *both)
    for client, expected in ((house.ann.http, 211), (cleo.http, 106)):
        seen, after, more = [], 0, True
        while more:
            page = (await client.get(cleo.path("events"), params={"after": after})).json()
            seen += [one["seq"] for one in page["events"]]
            after, more = page["last_seq"], page["more"]
        assert len(seen) == expected
        assert seen == sorted(set(seen))
        assert after == 211


async def test_who_asks_for_a_person_learns_their_place(house: House) -> None:
    house.service.clock.pass_time(seconds=1)
    cleo = await house.cleo()
    waiting = len((await house.ann.http.get("/api/conversations", params={"floor": "queue"})).json()["items"])
    asked = (await cleo.http.post(cleo.path("escalation"), json={})).json()
    assert set(asked) == {"position", "wait_s", "wait_range_s", "staffed", "opens_at", "answer_by"}
    assert asked["opens_at"] is None, "this team is always open"
    assert asked["position"] >= min(waiting, 50)
    assert (await cleo.events())["queue"] == asked


async def test_a_waiting_conversation_as_an_agent_finds_it(house: House) -> None:
    cleo = await house.cleo("queue", page=CART, language="en")
    found = await _summary(house, cleo.id)
    assert set(found) == SUMMARY | {"context", "orders", "account", "earlier", "handover", "rating"}
    assert {name: found[name] for name in ("floor", "language", "channel", "touchpoint", "reason", "outcome")} == {
        "floor": "queue", "language": "en", "channel": "web", "touchpoint": "cart", "reason": "asked_for_person",
        "outcome": None,
    }  # fmt: skip
    assert found["handover"]["reason"] == "asked_for_person"
    assert found["handover"]["accepted_at"] is None
    assert found["waiting_since"] == found["handover"]["escalated_at"] == found["floor_since"]
    assert found["position"] >= 1
    assert (found["agent"], found["customer"], found["rating"]) == (None, None, None)


async def test_the_list_says_which_matter_and_which_order_it_is(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    context = {"slots": {"product": "Steigeisen"}, "order": "BW-104512", "task": "report_damaged_item"}
    monkeypatch.setattr(house.service.bot, "script", lambda _turn: understood("x", "Oh.", context=context))
    cleo = await house.cleo("answered")
    [found] = (await house.ann.http.get("/api/conversations", params={"q": "BW-104512"})).json()["items"]
    assert (found["id"], found["task"], found["order"]) == (cleo.id, "report_damaged_item", "BW-104512")
    assert "slots" not in found


async def test_an_accepted_conversation_and_its_end(house: House) -> None:
    cleo = await house.cleo("queue")
    accepted = (await house.ann.http.put(cleo.path("assignment"), json={})).json()
    assert set(accepted) == SUMMARY
    assert (accepted["floor"], accepted["agent"]["name"], accepted["position"]) == ("agent", "Ann", None)
    await cleo.http.post(cleo.path("rating"), json={"stars": 5, "comment": "danke"})
    body = {"outcome": "unsolved_by_agent", "cause": "technical_error"}
    resolved = (await house.ann.http.post(cleo.path("resolution"), json=body)).json()
    ended = await _summary(house, cleo.id)
    assert (ended["floor"], ended["outcome"], ended["agent"]) == ("closed", "unsolved_by_agent", None)
    assert ended["rating"] == {"stars": 5, "comment": "danke"}
    assert ended["last_seq"] == resolved["seq"]


async def test_a_conversation_meant_for_a_colleague(house: House) -> None:
    cleo = await house.cleo("agent")
    ben = (await house.ben.http.get("/api/me")).json()
    body = {"reason": "transferred", "to": {"agent": ben["id"]}}
    assert (await house.ann.http.request("DELETE", cleo.path("assignment"), json=body)).status_code == 204
    found = await _summary(house, cleo.id)
    assert (found["floor"], found["wanted_agent"], found["agent"]) == ("queue", ben["id"], None)
    for to in ({}, {"team": "default", "agent": ben["id"]}, {"agent": "ben"}, {"team": ""}):
        response = await house.ann.http.request(
            "DELETE", cleo.path("assignment"), json={"reason": "given_back", "to": to}
        )
        assert response.status_code == 422


async def test_a_list_of_conversations(house: House) -> None:
    cleo = await house.cleo(page=CART)
    await cleo.say(f"Suchwort {cleo.id[:8]} Größe")
    for query in (
        {"q": f"suchwort {cleo.id[:8]}"},
        {"q": cleo.id},
        {"q": cleo.id[:13]},
        {"q": "Größe", "floor": "bot"},
    ):
        found = (await house.olga.http.get("/api/conversations", params=query)).json()
        assert set(found) == {"items", "next"}
        assert cleo.id in [one["id"] for one in found["items"]]
        assert set(found["items"][0]) == SUMMARY
    nothing = (await house.olga.http.get("/api/conversations", params={"q": cleo.id, "floor": "queue"})).json()
    assert nothing == {"items": [], "next": None}


async def test_a_judgement_a_rating_and_a_visit_are_in_the_log_as_they_were_given(house: House) -> None:
    cleo = await house.cleo("answered")
    judged = await cleo.http.post(cleo.path("judgements"), json={"seq": 4, "helpful": False, "comment": " nein "})
    rated = await cleo.http.post(cleo.path("rating"), json={"stars": 2})
    visited = await cleo.http.post(cleo.path("visits"), json=CART)
    by_seq = {one["seq"]: one for one in (await cleo.events())["events"]}
    assert by_seq[judged.json()["seq"]]["name"] == "judged"
    assert by_seq[judged.json()["seq"]]["message_seq"] == 4
    assert by_seq[judged.json()["seq"]]["comment"] == "nein"
    assert (by_seq[rated.json()["seq"]]["stars"], by_seq[rated.json()["seq"]]["comment"]) == (2, None)
    assert by_seq[visited.json()["seq"]]["url"] == CART["url"]


@pytest.mark.parametrize("body", [{"stars": 0}, {"stars": 6}, {"stars": 4.5}, {"stars": "5"}, {"stars": True}, {}])
async def test_one_to_five_stars_are_possible(house: House, body: dict[str, Any]) -> None:
    cleo = await house.cleo()
    assert (await cleo.http.post(cleo.path("rating"), json=body)).status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        {"seq": 4, "helpful": "yes"},
        {"seq": 4, "helpful": 1},
        {"seq": "4", "helpful": True},
        {"seq": 0, "helpful": True},
        {"seq": 2**31, "helpful": True},
        {"seq": 3, "helpful": True},
        {"seq": 4, "helpful": True, "comment": "x" * 1_001},
    ],
)
async def test_a_judgement_names_a_message_of_the_bot_and_says_yes_or_no(house: House, body: dict[str, Any]) -> None:
    cleo = await house.cleo("answered")
    assert (await cleo.http.post(cleo.path("judgements"), json=body)).status_code == 422


async def test_of_an_agent_a_customer_learns_the_name_and_nothing_else(house: House) -> None:
    cleo = await house.cleo("agent")
    for body in (
        {"id": str(uuid4()), "text": "Guten Tag", "audience": "everyone"},
        {"id": str(uuid4()), "text": "schwieriger Fall", "audience": "staff"},
    ):
        await house.ann.http.post(cleo.path("messages"), json=body)
    await house.ann.http.post(cleo.path("return"), json={"summary": "sehr schwierig", "slots": {"product": "Seil"}})
    read = await cleo.events()
    accepted = next(one for one in read["events"] if one["name"] == "accepted")
    assert accepted["agent"] == {"name": "Ann"}
    returned = next(one for one in read["events"] if one["name"] == "returned_to_bot")
    assert set(returned) == {"type", "seq", "at", "name", "floor"}
    for secret in ("schwierig", "Seil", "bergwerk.example", house.service.staff.ann.email, "asked_for_person"):
        assert secret not in str(read)
