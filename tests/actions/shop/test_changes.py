"""What every implementation of the shop's port has to do: addresses, returns and money back."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from actions.backend.model import Address, Refund, RefundState, ReturnState
from tests.actions.conftest import TODAY

ZURICH = Address("Mia Keller", "Langstrasse 4", "8005", "Zürich", "CH")


def execute(rows, statement):
    with rows.transaction() as connection:
        connection.execute(text(statement))


def count(rows, table):
    with rows.transaction() as connection:
        return connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def test_an_order_that_is_being_packed_goes_to_another_address_in_its_country(any_shop):
    before = any_shop.order("BW-104855")
    outcome = any_shop.change_address("BW-104855", ZURICH, "turn-1")
    assert outcome.done
    assert any_shop.order("BW-104855") == outcome.order == replace(before, address=ZURICH)


@pytest.mark.parametrize("address", [replace(ZURICH, country="DE", postcode="10115"), replace(ZURICH, country="AT")])
def test_no_order_goes_to_another_country(any_shop, address):
    before = any_shop.order("BW-104855")
    outcome = any_shop.change_address("BW-104855", address, "turn-1")
    assert (outcome.done, outcome.order) == (False, before)
    assert any_shop.order("BW-104855") == before


def test_an_order_that_is_shipped_goes_where_it_goes(any_shop):
    before = any_shop.order("BW-104512")
    outcome = any_shop.change_address("BW-104512", ZURICH, "turn-1")
    assert (outcome.done, outcome.order) == (False, before)


def test_the_same_key_with_another_address_is_refused(any_shop):
    any_shop.change_address("BW-104855", ZURICH, "turn-1")
    with pytest.raises(ValueError, match="idempotency"):
        any_shop.change_address("BW-104855", replace(ZURICH, street="Langstrasse 5"), "turn-1")
    assert any_shop.order("BW-104855").address == ZURICH


def test_a_repeat_does_not_change_the_address_back(any_shop):
    newer = replace(ZURICH, street="Seestrasse 1")
    any_shop.change_address("BW-104855", ZURICH, "turn-1")
    any_shop.change_address("BW-104855", newer, "turn-2")
    again = any_shop.change_address("BW-104855", ZURICH, "turn-1")
    assert again.done
    assert again.order.address == newer


def test_a_delivered_order_comes_back_with_a_label(any_shop):
    outcome = any_shop.start_return("BW-104733", ["BG-3001"], "turn-1")
    assert outcome.done
    (new,) = outcome.order.returns
    assert (new.state, new.started_on, new.skus) == (ReturnState.ANNOUNCED, TODAY, ("BG-3001",))
    assert new.number.startswith("RT-")
    assert len(new.number) == 9
    assert new.parcel.carrier == "DHL"
    assert outcome.order.keeps == ()
    assert any_shop.order("BW-104733") == outcome.order


@pytest.mark.parametrize("skus", [(), ("BG-1001",), ("BG-3001", "BG-1001"), ("' OR 1=1 --",)])
def test_only_what_was_ordered_comes_back(any_shop, skus):
    outcome = any_shop.start_return("BW-104733", skus, "turn-1")
    assert (outcome.done, outcome.order.returns) == (False, ())


def test_what_comes_back_already_does_not_come_back_twice(any_shop):
    first = any_shop.start_return("BW-104733", ["BG-3001"], "turn-1")
    second = any_shop.start_return("BW-104733", ["BG-3001"], "turn-2")
    assert (second.done, second.order) == (False, first.order)


def test_the_rest_of_an_order_may_follow_and_its_return_is_the_last(any_shop, rows):
    execute(rows, "UPDATE orders SET state = 'delivered', returnable_until = '2026-11-22' WHERE number = 'BW-104801'")
    first = any_shop.start_return("BW-104801", ["BG-6003"], "turn-1")
    assert [line.sku for line in first.order.keeps] == ["BG-4005"]
    second = any_shop.start_return("BW-104801", ["BG-4005"], "turn-2")
    assert second.done
    assert [each.skus for each in second.order.returns] == [("BG-6003",), ("BG-4005",)]


def test_after_the_last_day_nothing_comes_back(any_shop, rows):
    execute(rows, "UPDATE orders SET returnable_until = '2026-11-21' WHERE number = 'BW-104733'")
    outcome = any_shop.start_return("BW-104733", ["BG-3001"], "turn-1")
    assert not outcome.done
    assert outcome.order.returnable_until == TODAY - timedelta(1)


@pytest.mark.parametrize("number", ["BW-104512", "BW-104855", "BW-104977", "BW-105020", "BW-105088"])
def test_what_is_not_in_the_customers_hands_cannot_come_back(any_shop, number):
    before = any_shop.order(number)
    outcome = any_shop.start_return(number, [line.sku for line in before.lines], "turn-1")
    assert (outcome.done, outcome.order) == (False, before)


def test_eight_repeats_at_once_announce_one_return(any_shop, rows):
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda _: any_shop.start_return("BW-104733", ["BG-3001"], "turn-1"), range(8)))
    assert all(outcome.done for outcome in outcomes)
    assert len({outcome.order.returns for outcome in outcomes}) == 1
    assert count(rows, "return_lines WHERE order_number = 'BW-104733'") == 1


def test_of_eight_wishes_at_once_one_announces_the_return(any_shop):
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda n: any_shop.start_return("BW-104733", ["BG-3001"], f"turn-{n}"), range(8)))
    assert sum(outcome.done for outcome in outcomes) == 1


def test_one_key_for_eight_orders_at_once_changes_one(any_shop, rows):
    execute(rows, "UPDATE orders SET state = 'placed'")
    numbers = [*(order.number for order in any_shop.orders_of("mia.keller@example.com")), "BW-104733", "BW-104801"]

    def cancel(number):
        try:
            return any_shop.cancel(number, "turn-1").done
        except ValueError:
            return False

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(cancel, numbers)) == 1
    assert count(rows, "orders WHERE state = 'cancelled'") == 1


def test_money_goes_back_for_what_has_arrived(any_shop, rows):
    execute(rows, "DELETE FROM refunds WHERE order_number = 'BW-104977'")
    outcome = any_shop.pay_back("BW-104977", "turn-1")
    assert outcome.done
    # Sunday the 22nd: five working days later it is Friday.
    assert outcome.order.refund == Refund(RefundState.ON_ITS_WAY, 18900, TODAY, TODAY + timedelta(5))
    assert any_shop.pay_back("BW-104977", "turn-1") == outcome
    assert not any_shop.pay_back("BW-104977", "turn-2").done


@pytest.mark.parametrize("number", ["BW-104512", "BW-104733", "BW-104855", "BW-104977", "BW-105020", "BW-105088"])
def test_no_money_goes_back_twice_or_for_nothing(any_shop, number):
    before = any_shop.order(number)
    outcome = any_shop.pay_back(number, "turn-1")
    assert (outcome.done, outcome.order) == (False, before)


def test_no_money_goes_back_before_the_parcel_has_arrived(any_shop, rows):
    execute(rows, "DELETE FROM refunds WHERE order_number = 'BW-104977'")
    execute(rows, "UPDATE returns SET state = 'announced' WHERE order_number = 'BW-104977'")
    assert not any_shop.pay_back("BW-104977", "turn-1").done


def test_eight_wishes_at_once_pay_back_once(any_shop, rows):
    execute(rows, "DELETE FROM refunds WHERE order_number = 'BW-104977'")
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda n: any_shop.pay_back("BW-104977", f"turn-{n}"), range(8)))
    assert sum(outcome.done for outcome in outcomes) == 1
    assert count(rows, "refunds WHERE order_number = 'BW-104977'") == 1


@pytest.mark.parametrize("number", ["BW-199999", "", "' OR 1=1 --", "BW-104855\x00", "x" * 100_000, "../articles"])
def test_an_order_that_does_not_exist_cannot_be_changed(any_shop, number):
    for change in (
        lambda: any_shop.cancel(number, "turn-1"),
        lambda: any_shop.change_address(number, ZURICH, "turn-2"),
        lambda: any_shop.start_return(number, ["BG-3001"], "turn-3"),
        lambda: any_shop.pay_back(number, "turn-4"),
    ):
        with pytest.raises(KeyError):
            change()
    assert any_shop.order(number) is None


@pytest.mark.parametrize("field", ["name", "street", "postcode", "city"])
@pytest.mark.parametrize("value", ["", "   ", "a\x00b", "a\nb", "a\x1b[2Jb", "a\u202eb", "x" * 100_000, "\ud800"])
def test_what_no_label_can_show_is_no_address(any_shop, field, value):
    before = any_shop.order("BW-104855")
    with pytest.raises(ValueError, match=field) as caught:
        any_shop.change_address("BW-104855", replace(ZURICH, **{field: value}), "turn-1")
    assert len(str(caught.value)) < 200
    assert any_shop.order("BW-104855") == before


@pytest.mark.parametrize("text_", ["'; DROP TABLE orders; --", "<script>alert(1)</script>", "{{ 7 * 7 }} ${7} %s {0}"])
def test_text_that_means_something_elsewhere_is_only_text(any_shop, text_):
    address = Address(text_, text_, "8005", text_, "CH")
    assert any_shop.change_address("BW-104855", address, "turn-1").done
    assert any_shop.order("BW-104855").address == address


@pytest.mark.parametrize("key", ["", "x" * 201, "turn\n1", "turn\x001", "x" * 100_000])
def test_what_is_no_key_changes_nothing(any_shop, key):
    with pytest.raises(ValueError, match="key"):
        any_shop.cancel("BW-104855", key)
    assert any_shop.order("BW-104855").state == "packing"
