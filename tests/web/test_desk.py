"""The order data beside a conversation comes from the real action server."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest

from handover.adapters.actions import ActionServer
from handover.adapters.rasa_fake import understood
from tests.identities import signed
from tests.service import Customer, Person, Service, listening
from tests.stack import Stack, running


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The action server alone."""
    folder = tmp_path_factory.mktemp("shop")
    with running(folder, folder / "no-model", "actions") as stack:
        yield stack


@pytest.fixture
async def service(shop: Stack, sqlite_url: str) -> AsyncIterator[Service]:
    """A service beside that action server."""
    async with listening(sqlite_url, actions_url=shop.actions, bot_token=shop.token) as service:
        yield service


async def asks_about(service: Service, order: str | None, **body: Any) -> Customer:
    """Cleo, whose conversation is about an order."""
    context = {"slots": {}, "order": order, "verified": {}}
    service.bot.script = lambda _turn: understood("track_order", "Sie ist unterwegs.", context=context)
    cleo = await service.customer(**body)
    await cleo.say("Wo ist meine Bestellung?")
    await service.settled()
    return cleo


async def read(agent: Person, cleo: Customer) -> dict[str, Any]:
    """Her conversation as an agent gets it."""
    found: dict[str, Any] = (await agent.http.get(f"/api/conversations/{cleo.id}")).json()
    return found


async def test_an_agent_sees_the_orders_and_the_account_of_a_customer_whom_the_shop_vouches_for(
    service: Service,
) -> None:
    ann = await service.signed_in("ann")
    cleo = await asks_about(service, "BW-104733", identity=signed(email="mia.keller@example.com"))
    found = await read(ann, cleo)
    assert {"BW-104512", "BW-104733", "BW-104855"} <= {order["number"] for order in found["orders"]}
    assert found["account"]["name"] == "Mia Keller"


async def test_of_a_stranger_an_agent_sees_the_order_that_was_named_and_no_account(service: Service) -> None:
    ann = await service.signed_in("ann")
    found = await read(ann, await asks_about(service, "BW-104512"))
    assert [order["number"] for order in found["orders"]] == ["BW-104512"]
    assert found["account"] is None
    assert (await read(ann, await asks_about(service, None)))["orders"] == []


async def test_staff_save_invoices_and_labels_of_the_orders_they_see_and_of_no_others(service: Service) -> None:
    ann = await service.signed_in("ann")
    cleo = await asks_about(service, None, identity=signed(email="mia.keller@example.com"), language="de-CH")
    orders = {order["number"]: order for order in (await read(ann, cleo))["orders"]}
    path = f"/api/conversations/{cleo.id}/orders"
    saved = await ann.http.get(f"{path}/BW-104512/invoice.pdf")
    assert (saved.status_code, saved.headers["content-type"]) == (200, "application/pdf"), saved.text
    assert saved.content.startswith(b"%PDF-")
    assert orders["BW-104512"]["invoice"]["number"] + ".pdf" in saved.headers["content-disposition"]
    assert orders["BW-104855"]["invoice"] is None, "it is not shipped yet"
    refused = ["BW-104855/invoice.pdf", "BW-104733/invoice.pdf", "BW-104512/returns/RT-000000.pdf"]
    for document in [*refused, "BW-104512/returns/x", "../invoice.pdf", "..%2f..%2fhealth/invoice.pdf"]:
        answered = await ann.http.get(f"{path}/{document}")
        assert (answered.status_code, answered.json()["error"]["code"]) == (404, "not_found"), document


async def test_the_label_of_a_return_can_be_saved(service: Service) -> None:
    ann = await service.signed_in("ann")
    cleo = await asks_about(service, "BW-104977")
    [order] = (await read(ann, cleo))["orders"]
    number = order["returns"][0]["number"]
    saved = await ann.http.get(f"/api/conversations/{cleo.id}/orders/BW-104977/returns/{number}.pdf")
    assert (saved.status_code, saved.content[:5]) == (200, b"%PDF-")
    assert f"{number}.pdf" in saved.headers["content-disposition"]


async def test_a_document_that_cannot_be_had_now_is_said_to_be_so(sqlite_url: str) -> None:
    async with listening(sqlite_url) as alone:
        ann = await alone.signed_in("ann")
        cleo = await asks_about(alone, "BW-104512")
        answered = await ann.http.get(f"/api/conversations/{cleo.id}/orders/BW-104512/invoice.pdf")
        assert (answered.status_code, answered.json()["error"]["code"]) == (503, "unavailable")
        assert answered.headers["retry-after"] == "5"
        assert (await read(ann, cleo))["orders"] is None


async def test_the_desk_shows_the_orders_of_the_customer_and_of_the_conversation(shop: Stack) -> None:
    server = ActionServer(shop.actions, shop.token, seconds=5)
    orders = await server.orders("mia.keller@example.com", "BW-104733")
    assert orders is not None
    numbers = [order["number"] for order in orders]
    assert numbers[0] == "BW-104733"
    assert {"BW-104512", "BW-104855"} <= set(numbers)
    assert await server.orders(None, "BW-199998") == []
    assert await server.orders(None, "../health") == []
    await server.close()


async def test_the_desk_gets_the_account_of_the_customer(shop: Stack) -> None:
    server = ActionServer(shop.actions, shop.token, seconds=5)
    account = await server.account("Mia.Keller@example.com")
    assert account is not None
    assert (account["email"], account["name"]) == ("mia.keller@example.com", "Mia Keller")
    assert set(account) == {"email", "name", "address", "move", "newsletter"}
    assert await server.account("nobody@example.com") is None
    assert await server.account("x" * 300) is None
    await server.close()


async def test_a_desk_without_the_token_gets_nothing(shop: Stack) -> None:
    async with httpx.AsyncClient(base_url=shop.actions, trust_env=False) as mallory:
        for path in ("/desk/orders/BW-104512", "/desk/accounts?email=mia.keller@example.com"):
            assert (await mallory.get(path)).status_code == 401
    server = ActionServer(shop.actions, "not the token at all", seconds=5)
    assert await server.orders(None, "BW-104512") is None
    await server.close()


async def test_orders_that_cannot_be_looked_up_are_null_and_never_an_error() -> None:
    server = ActionServer("http://127.0.0.1:9", "token", seconds=1)
    assert await server.orders(None, "BW-104512") is None
    assert await server.account("mia.keller@example.com") is None
    assert not await server.alive()
    await server.close()
