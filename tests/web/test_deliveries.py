"""What owners see of webhooks and mails, and how they begin anew with dead ones."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import pytest

from handover.services import outbox
from tests.receiver import Receiver
from tests.service import Person, Service, listening
from tests.web.asking import is_error
from tests.web.test_webhook_settings import SECRET

WANTED = ["conversation_opened", "visited", "rated"]


@pytest.fixture
async def told(database_url: str, receiver: Receiver) -> AsyncIterator[Service]:
    """A service that tells somebody of events."""
    webhooks = [{"name": "shop", "url": receiver.url, "secret": SECRET, "events": WANTED}]
    async with listening(database_url, webhooks=webhooks) as service:
        yield service


async def deliveries(olga: Person, **query: str) -> list[dict[str, Any]]:
    response = await olga.http.get("/api/deliveries", params=query)
    assert response.status_code == 200, response.text
    items: list[dict[str, Any]] = response.json()["items"]
    return items


async def until(olga: Person, state: str, count: int, target: str = "shop") -> list[dict[str, Any]]:
    """Wait until so many are in a state."""
    for _ in range(400):
        if len(found := await deliveries(olga, state=state, target=target)) >= count:
            return found
    raise AssertionError(await deliveries(olga))


async def owe_mail(service: Service, conversation: str) -> None:
    lotse = service.lotse
    async with lotse.store.transaction() as tx:
        taken = await tx.take(UUID(conversation))
        await outbox.mail(tx, taken, "k", "cleo@example.com", "secret-4711", "secret-4711", "de", lotse.clock.now())


async def test_a_customers_request_is_told_on_and_the_owner_sees_that_it_was(told: Service, receiver: Receiver) -> None:
    olga, cleo = await told.signed_in("olga"), await told.customer()
    [sent] = await until(olga, "sent", 1)
    assert receiver.requests[0].id == sent["id"]
    assert sent == {
        "id": sent["id"], "target": "shop", "event": "conversation_opened", "conversation": cleo.id, "state": "sent",
        "attempts": 1, "created_at": "2026-11-23T09:00:00+00:00", "next_at": None,
        "sent_at": "2026-11-23T09:00:00+00:00", "error": None, "to": None, "waits_for": None, "behind": 0,
    }  # fmt: skip


async def test_a_dead_one_shows_what_was_wrong_and_what_waits_behind_it_and_is_sent_again(
    told: Service, receiver: Receiver
) -> None:
    olga = await told.signed_in("olga")
    receiver.answer(410)
    cleo = await told.customer()
    [dead] = await until(olga, "dead", 1)
    for number in range(2):
        await cleo.http.post(cleo.path("visits"), json={"url": f"/{number}", "title": ""})
    [dead] = await deliveries(olga, state="dead")
    assert (dead["error"], dead["attempts"], dead["behind"], dead["next_at"]) == ("http_410", 1, 2, None)
    behind = await deliveries(olga, state="waiting")
    assert [one["waits_for"] for one in behind] == [dead["id"]] * 2
    path, body = f"/api/deliveries/{dead['id']}/attempts", {"id": str(uuid4())}
    first, again = [await olga.http.post(path, json=body) for _ in range(2)]
    assert (first.status_code, first.json()) == (201, {"state": "waiting"})
    assert (again.status_code, again.json()) == (200, {"state": "waiting"})
    await until(olga, "sent", 3)
    assert [one.event["data"]["seq"] for one in receiver.requests] == [1, 1, 2, 3]
    assert is_error(await olga.http.post(path, json={}), 409, "already_sent")


async def test_all_that_are_dead_are_sent_again_with_one_press(told: Service, receiver: Receiver) -> None:
    olga = await told.signed_in("olga")
    receiver.always(410)
    for _ in range(3):
        await told.customer()
    await until(olga, "dead", 3)
    receiver.always(204)
    other = await olga.http.post("/api/deliveries/attempts", json={"target": "crm"})
    assert (other.status_code, other.json()) == (201, {"count": 0})
    assert (await olga.http.post("/api/deliveries/attempts", json={"target": "shop"})).json() == {"count": 3}
    await until(olga, "sent", 3)
    assert (await olga.http.post("/api/deliveries/attempts", json={})).json() == {"count": 0}


async def test_a_mail_is_shown_without_what_it_says_and_its_address_in_part(told: Service) -> None:
    olga, cleo = await told.signed_in("olga"), await told.customer()
    await owe_mail(told, cleo.id)
    response = await olga.http.get("/api/deliveries", params={"target": "mail"})
    [mail] = response.json()["items"]
    assert (mail["to"], mail["event"], mail["conversation"]) == ("c…@example.com", None, cleo.id)
    assert "4711" not in response.text
    assert "cleo@" not in response.text


async def test_no_answer_holds_an_address_or_a_secret_of_a_webhook(told: Service, receiver: Receiver) -> None:
    olga = await told.signed_in("olga")
    receiver.always(410)
    await told.customer()
    await until(olga, "dead", 1)
    for path in ("/api/deliveries", "/api/insights/deliveries", "/metrics", "/readyz", "/api/openapi.json"):
        text = (await olga.http.get(path)).text
        assert "t0k3n" not in text
        assert SECRET not in text


async def test_figures_and_metrics_count_every_target_from_nothing_on(told: Service, receiver: Receiver) -> None:
    olga = await told.signed_in("olga")
    nothing = {"configured": True, "waiting": 0, "sent": 0, "dead": 0}
    figures = (await olga.http.get("/api/insights/deliveries")).json()
    assert figures == {"targets": [{"target": "shop", **nothing}, {"target": "mail", **nothing}]}
    assert 'lotse_deliveries{state="dead",target="shop"} 0.0' in (await olga.http.get("/metrics")).text
    receiver.answer(410)
    await told.customer()
    await until(olga, "dead", 1)
    figures = (await olga.http.get("/api/insights/deliveries")).json()
    assert figures["targets"][0] == {"target": "shop", **nothing, "dead": 1}
    assert 'lotse_deliveries{state="dead",target="shop"} 1.0' in (await olga.http.get("/metrics")).text


async def test_what_is_owed_to_a_webhook_that_is_no_longer_set_is_shown_as_such(
    sqlite_url: str, receiver: Receiver
) -> None:
    receiver.always(410)
    webhooks = [{"name": "old", "url": receiver.url, "secret": SECRET}]
    async with listening(sqlite_url, webhooks=webhooks) as service:
        olga = await service.signed_in("olga")
        await service.customer()
        await until(olga, "dead", 1, "old")
        counted = (await olga.http.get("/api/insights/deliveries")).json()["targets"][0]
        assert (counted["target"], counted["configured"], counted["dead"]) == ("old", True, 1)
        service.app.ctx.lotse.sender._targets.pop("old")  # noqa: SLF001 - a start without it
        counted = (await olga.http.get("/api/insights/deliveries")).json()["targets"][-1]
        assert (counted["target"], counted["configured"], counted["dead"]) == ("old", False, 1)


async def test_all_pages_of_the_list_have_every_delivery_once(told: Service) -> None:
    olga, cleo = await told.signed_in("olga"), await told.customer()
    for number in range(104):
        told.clock.pass_time(seconds=1)
        await cleo.http.post(cleo.path("visits"), json={"url": f"/{number}", "title": ""})
    seen: list[str] = []
    after: str | None = ""
    while after is not None:
        page = (await olga.http.get("/api/deliveries", params={"after": after})).json()
        seen += [item["id"] for item in page["items"]]
        after = page["next"]
    assert len(seen) == len(set(seen)) == 105


@pytest.mark.parametrize("query", [{"state": "lost"}, {"after": "x"}, {"target": "x" * 300}, {"kind": "x"}])
async def test_a_query_that_makes_no_sense_is_refused(told: Service, query: dict[str, str]) -> None:
    olga = await told.signed_in("olga")
    assert is_error(await olga.http.get("/api/deliveries", params=query), 422, "not_valid")
