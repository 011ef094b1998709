"""Whoever tries to get at what is not theirs is answered as ever, and the owner can see it."""

import asyncio
import time
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

import jwt
import pytest

from handover.adapters.bot import Refused, Signal
from handover.adapters.rasa_fake import understood
from handover.domain.refusal import Refusal, RefusalKind
from handover.storage import refusals as rows
from tests.service import IDENTITY_KEY, SECRET, Customer, House, Person, Service
from tests.web.asking import is_error


@pytest.fixture
async def olga(service: Service) -> Person:
    """The owner."""
    return await service.signed_in("olga")


async def _refused(service: Service, olga: Person, **query: str) -> list[dict[str, Any]]:
    await service.lotse.refusals.written()
    response = await olga.http.get("/api/refusals", params=query)
    assert response.status_code == 200, response.text
    items: list[dict[str, Any]] = response.json()["items"]
    return items


async def _in_the_log(service: Service, cleo: Customer) -> list[dict[str, Any]]:
    await service.lotse.refusals.written()
    ann = await service.signed_in("ann")
    events = (await ann.http.get(cleo.path("events"))).json()["events"]
    return [event for event in events if event["name"] == "access_refused"]


async def test_what_the_bot_refused_is_listed_with_order_conversation_and_a_hash_of_the_address(
    service: Service, olga: Person
) -> None:
    signal = Signal(refused=Refused(kind="wrong_postcode", subject="BW-104512"))
    service.bot.script = lambda _turn: understood("track_order", "Dazu finde ich nichts.", signals=[signal])
    cleo = await service.customer()
    message = str(uuid4())
    await cleo.http.post(cleo.path("messages"), json={"id": message, "text": "8005"})
    await service.settled()
    [item] = await _refused(service, olga)
    assert item == {
        "id": item["id"],
        "at": "2026-11-23T09:00:00+00:00",
        "kind": "wrong_postcode",
        "subject": "BW-104512",
        "conversation": cleo.id,
        "client": item["client"],
        "message_id": message,
        "count": 1,
    }
    assert len(item["client"]) == 32
    assert "127.0.0.1" not in item["client"]
    [event] = await _in_the_log(service, cleo)
    assert (event["message_id"], event["kind"], event["subject"]) == (message, "wrong_postcode", "BW-104512")
    assert "refused" not in str(await cleo.events())
    figures = (await olga.http.get("/api/insights/refusals")).json()
    assert (figures["total"], figures["clients"]) == (1, 1)
    assert {"key": "wrong_postcode", "count": 1} in figures["by_kind"]
    assert figures["guessed"] == {"orders": [], "clients": []}


@pytest.mark.parametrize(
    ("identity", "key"),
    [("alg none", None), ("another key", "x" * 40), ("another audience", IDENTITY_KEY), ("run out", IDENTITY_KEY)],
)
async def test_a_forged_identity_opens_nothing_and_is_listed(
    service: Service, olga: Person, identity: str, key: str | None
) -> None:
    claims = {"iss": "s", "aud": "lotse", "sub": "7", "email": "mia@example.com", "exp": time.time() + 600}
    claims |= {"another audience": {"aud": "shop"}, "run out": {"exp": 1}}.get(identity, {})
    forged = jwt.encode(claims, key, "none" if key is None else "HS256", headers={"kid": "2026"})
    mallory = await service.somebody()
    response = await mallory.http.post("/api/conversations", json={"identity": forged})
    assert is_error(response, 401, "identity_not_valid")
    [item] = await _refused(service, olga)
    assert (item["kind"], item["conversation"], item["subject"]) == ("identity_not_valid", None, None)
    assert item["client"]
    assert "mia@example.com" not in str(item)


async def test_a_forged_identity_in_the_middle_of_a_conversation_is_read_of_there(
    service: Service, olga: Person
) -> None:
    cleo = await service.customer()
    response = await cleo.http.put(cleo.path("identity"), json={"identity": "a.b.c"})
    assert is_error(response, 401, "identity_not_valid")
    [event] = await _in_the_log(service, cleo)
    assert event["kind"] == "identity_not_valid"
    assert [item["conversation"] for item in await _refused(service, olga)] == [cleo.id]


@pytest.mark.parametrize("text", ["/cancel_order{}", "  /restart", "／cancel_order"])
async def test_a_typed_command_is_refused_as_ever_and_staff_read_of_it(
    service: Service, olga: Person, text: str
) -> None:
    cleo = await service.customer()
    assert is_error(await cleo.say(text), 422, "not_valid")
    [event] = await _in_the_log(service, cleo)
    assert (event["kind"], event["message_id"], event["floor"]) == ("command_typed", None, "bot")
    [item] = await _refused(service, olga, kind="command_typed")
    assert (item["conversation"], item["message_id"]) == (cleo.id, None)
    assert service.bot.asked == []


async def test_other_texts_that_cannot_be_taken_are_no_attempt(service: Service, olga: Person) -> None:
    cleo = await service.customer()
    for text in ("", "x" * 5_000):
        assert (await cleo.say(text)).status_code == 422
    assert await _refused(service, olga) == []


async def test_a_choice_that_nobody_offered_is_refused_as_ever_and_listed(service: Service, olga: Person) -> None:
    cleo = await service.customer()
    assert is_error(await cleo.say("Ja", choice="BW-104513"), 409, "choice_not_offered")
    [item] = await _refused(service, olga)
    assert (item["kind"], item["subject"], item["conversation"]) == ("choice_not_offered", None, cleo.id)
    [event] = await _in_the_log(service, cleo)
    assert event["kind"] == "choice_not_offered"


async def test_a_token_of_another_conversation_leads_to_whose_token_it_is_and_leaves_the_other_one_alone(
    service: Service, olga: Person
) -> None:
    cleo, mallory = await service.customer(), await service.customer()
    before = (await cleo.events())["last_seq"]
    assert is_error(await mallory.http.get(cleo.path("events")), 404, "conversation_not_found")
    response = await mallory.http.post(cleo.path("messages"), json={"id": str(uuid4()), "text": "Hallo"})
    assert is_error(response, 404, "conversation_not_found")
    async with mallory.socket(f"/api/conversations/{cleo.id}/socket") as socket:
        await socket.send({"type": "hello", "token": mallory.token, "after": 0})
        assert await socket.close_code() == 4404
    found = await _refused(service, olga)
    assert [(item["kind"], item["conversation"]) for item in found] == [("foreign_conversation", mallory.id)] * 3
    assert (await cleo.events())["last_seq"] == before
    assert await _in_the_log(service, mallory) == []


async def test_a_forged_token_is_listed_and_a_missing_one_is_not(service: Service, olga: Person) -> None:
    cleo, mallory = await service.customer(), await service.somebody()
    path = cleo.path("events")
    forged = jwt.encode({"sub": cleo.id, "aud": "customer"}, "y" * 40, "HS256")
    answers = [
        await mallory.http.get(path, headers={"Authorization": f"Bearer {token}"}) for token in (forged, "a.b.c")
    ]
    assert all(is_error(one, 401, "not_signed_in") for one in answers)
    foreign = jwt.encode({"sub": str(uuid4()), "aud": "customer"}, SECRET, "HS256")
    assert (await mallory.http.get(path, headers={"Authorization": f"Bearer {foreign}"})).status_code == 404
    assert (await mallory.http.get(path)).status_code == 401
    kinds = [(item["kind"], item["conversation"]) for item in await _refused(service, olga)]
    assert sorted(kinds) == [("foreign_conversation", None), ("token_not_valid", None), ("token_not_valid", None)]


async def test_what_cannot_be_written_down_changes_no_answer_and_holds_none_up(service: Service, olga: Person) -> None:
    cleo = await service.customer()

    async def slow(*_: object) -> bool:
        await asyncio.sleep(2)
        raise RuntimeError("disk full")

    with patch.object(rows, "add", slow):
        began = time.perf_counter()
        assert is_error(await cleo.say("Ja", choice="x"), 409, "choice_not_offered")
        response = await cleo.http.post("/api/conversations", json={"identity": "a.b.c"})
        assert is_error(response, 401, "identity_not_valid")
        assert time.perf_counter() - began < 1.5
        await service.lotse.refusals.written()
    assert await _refused(service, olga) == []
    assert is_error(await cleo.say("/x"), 422, "not_valid")
    assert len(await _refused(service, olga)) == 1


async def test_all_pages_of_the_list_have_every_attempt_once(service: Service, olga: Person) -> None:
    async with service.lotse.store.transaction() as tx:
        for number in range(120):
            await rows.add(tx, Refusal(service.clock.now(), RefusalKind.LOCKED, "BW-104512", f"address {number}"))
    seen: list[str] = []
    after, pages = "", 0
    while after is not None:
        page = (await olga.http.get("/api/refusals", params={"after": after})).json()
        seen += [item["id"] for item in page["items"]]
        after, pages = page["next"], pages + 1
    assert (len(seen), len(set(seen)), pages) == (120, 120, 3)
    [guessed] = (await olga.http.get("/api/insights/refusals")).json()["guessed"]["orders"]
    assert guessed == {"key": "BW-104512", "count": 120, "clients": 120}


@pytest.mark.parametrize(
    "query", [{"kind": "nothing"}, {"from": "yesterday"}, {"after": "x"}, {"floor": "bot"}, {"client": "x" * 300}]
)
async def test_a_query_that_makes_no_sense_is_refused(service: Service, olga: Person, query: dict[str, str]) -> None:
    assert is_error(await olga.http.get("/api/refusals", params=query), 422, "not_valid")


async def test_metrics_count_every_kind_from_nothing_on(service: Service, olga: Person) -> None:
    async def counted() -> str:
        await service.lotse.refusals.written()
        return (await olga.http.get("/metrics")).text

    assert 'lotse_refusals_total{kind="wrong_postcode"} 0.0' in await counted()
    assert 'lotse_refusals_total{kind="identity_not_valid"} 0.0' in await counted()
    cleo = await service.customer()
    await cleo.say("/restart")
    await cleo.say("/restart")
    assert 'lotse_refusals_total{kind="command_typed"} 2.0' in await counted()


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("path", ["/api/refusals", "/api/insights/refusals"])
async def test_agents_and_customers_do_not_read_it(house: House, path: str) -> None:
    cleo = await house.cleo()
    assert UUID(cleo.id)
    assert is_error(await house.ann.http.get(path), 403, "wrong_role")
    assert is_error(await cleo.http.get(path), 401, "not_signed_in")
    assert is_error(await (await house.service.somebody()).http.get(path), 401, "not_signed_in")
