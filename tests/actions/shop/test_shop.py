"""What every implementation of the shop's port has to do: finding and cancelling."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from actions.backend.model import OrderState
from tests.actions.conftest import TODAY


def test_an_order_is_found_by_its_number(any_shop):
    assert any_shop.order("BW-104512").email == "mia.keller@example.com"
    assert any_shop.order("BW-199999") is None
    assert any_shop.order("' OR 1=1 --") is None


def test_the_orders_of_a_customer_are_hers_alone_and_the_newest_comes_first(any_shop):
    found = any_shop.orders_of("MIA.keller@example.com")
    assert [order.number for order in found] == ["BW-104855", "BW-104512"]
    assert any_shop.orders_of("%@example.com") == ()


def test_an_order_that_is_being_packed_is_cancelled(any_shop):
    outcome = any_shop.cancel("BW-104855", "turn-1")
    assert outcome.done
    assert outcome.order.state is OrderState.CANCELLED
    assert outcome.order.state_since == TODAY
    assert any_shop.order("BW-104855") == outcome.order


@pytest.mark.parametrize(
    "number", ["BW-104512", "BW-104733", "BW-104801", "BW-104903", "BW-104977", "BW-105020", "BW-105088"]
)
def test_an_order_that_is_past_packing_stays_as_it_is(any_shop, number):
    before = any_shop.order(number)
    outcome = any_shop.cancel(number, "turn-1")
    assert not outcome.done
    assert outcome.order == any_shop.order(number) == before


def test_the_same_wish_gives_the_same_answer_and_does_nothing_twice(any_shop):
    first = any_shop.cancel("BW-104855", "turn-1")
    assert any_shop.cancel("BW-104855", "turn-1") == first
    assert not any_shop.cancel("BW-104855", "turn-2").done, "another wish finds it cancelled already"


def test_a_key_that_was_used_changes_nothing_else(any_shop, rows):
    any_shop.cancel("BW-104855", "turn-1")
    with rows.transaction() as connection:
        connection.execute(text("UPDATE orders SET state = 'placed' WHERE number = 'BW-104903'"))
    with pytest.raises(ValueError, match="idempotency"):
        any_shop.cancel("BW-104903", "turn-1")
    assert any_shop.order("BW-104903").state is OrderState.PLACED


def test_a_repeat_does_not_cancel_again_what_was_reinstated(any_shop, rows):
    any_shop.cancel("BW-104855", "turn-1")
    with rows.transaction() as connection:
        connection.execute(text("UPDATE orders SET state = 'packing' WHERE number = 'BW-104855'"))
    assert any_shop.cancel("BW-104855", "turn-1").done
    assert any_shop.order("BW-104855").state is OrderState.PACKING


def test_eight_repeats_at_once_cancel_once(any_shop, rows):
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda _: any_shop.cancel("BW-104855", "turn-1"), range(8)))
    assert all(outcome.done for outcome in outcomes)
    with rows.transaction() as connection:
        assert connection.execute(text("SELECT count(*) FROM changes")).scalar_one() == 1


def test_of_eight_wishes_at_once_one_cancels(any_shop, rows):
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda turn: any_shop.cancel("BW-104855", f"turn-{turn}"), range(8)))
    assert sum(outcome.done for outcome in outcomes) == 1
    assert all(outcome.order.state is OrderState.CANCELLED for outcome in outcomes)


def test_an_order_that_does_not_exist_cannot_be_cancelled(any_shop):
    with pytest.raises(KeyError):
        any_shop.cancel("BW-199999", "turn-1")
