"""The order data beside a conversation comes from the real action server."""

from collections.abc import Iterator

import httpx
import pytest

from handover.adapters.actions import ActionServer
from tests.stack import Stack, running


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The action server alone."""
    folder = tmp_path_factory.mktemp("shop")
    with running(folder, folder / "no-model", "actions") as stack:
        yield stack


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
