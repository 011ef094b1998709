"""What every implementation of the shop's port has to do."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from actions.backend.model import OrderState
from actions.backend.port import BackendDownError, BackendSlowError, Shop
from actions.backend.sql import SqlShop
from actions.database import Database
from tests.actions.conftest import NOW, TODAY


@pytest.fixture
def any_shop(any_shop_database: Database) -> Shop:
    return SqlShop(any_shop_database, lambda: NOW)


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


def test_a_key_that_was_used_changes_nothing_else(any_shop, any_shop_database):
    any_shop.cancel("BW-104855", "turn-1")
    with any_shop_database.transaction() as connection:
        connection.execute(text("UPDATE orders SET state = 'placed' WHERE number = 'BW-104903'"))
    with pytest.raises(ValueError, match="idempotency"):
        any_shop.cancel("BW-104903", "turn-1")
    assert any_shop.order("BW-104903").state is OrderState.PLACED


def test_a_repeat_does_not_cancel_again_what_was_reinstated(any_shop, any_shop_database):
    any_shop.cancel("BW-104855", "turn-1")
    with any_shop_database.transaction() as connection:
        connection.execute(text("UPDATE orders SET state = 'packing' WHERE number = 'BW-104855'"))
    assert any_shop.cancel("BW-104855", "turn-1").done
    assert any_shop.order("BW-104855").state is OrderState.PACKING


def test_eight_repeats_at_once_cancel_once(any_shop, any_shop_database):
    any_shop_database.seconds = 10
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda _: any_shop.cancel("BW-104855", "turn-1"), range(8)))
    assert all(outcome.done for outcome in outcomes)
    with any_shop_database.transaction() as connection:
        assert connection.execute(text("SELECT count(*) FROM changes")).scalar_one() == 1


def test_of_eight_wishes_at_once_one_cancels(any_shop, any_shop_database):
    any_shop_database.seconds = 10
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda turn: any_shop.cancel("BW-104855", f"turn-{turn}"), range(8)))
    assert sum(outcome.done for outcome in outcomes) == 1
    assert all(outcome.order.state is OrderState.CANCELLED for outcome in outcomes)


def test_an_order_that_does_not_exist_cannot_be_cancelled(any_shop):
    with pytest.raises(KeyError):
        any_shop.cancel("BW-199999", "turn-1")


def test_a_missing_database_is_down_and_is_not_made_anew_by_asking(shop, shop_file):
    kept = shop_file.rename(shop_file.with_name("kept.db"))
    with pytest.raises(BackendDownError) as caught:
        shop.order("BW-104512")
    assert str(shop_file) not in caught.value.detail
    assert not shop_file.exists()

    kept.rename(shop_file)
    assert shop.order("BW-104512")


def test_a_database_without_tables_is_down(tmp_path):
    path = tmp_path / "empty.db"
    path.touch()
    shop = SqlShop(Database(f"sqlite:///{path}", seconds=1, what="shop database"), lambda: NOW)
    with pytest.raises(BackendDownError):
        shop.articles()


def test_a_server_that_is_not_there_is_down():
    database = Database("postgresql+psycopg://nobody:secret@127.0.0.1:9/none", seconds=1, what="shop database")
    with pytest.raises(BackendDownError) as caught:
        SqlShop(database, lambda: NOW).order("BW-104512")
    assert caught.value.detail == "shop database: OperationalError"


def test_a_row_that_somebody_holds_is_slow(shop_in_postgres):
    impatient = Database(shop_in_postgres.url.render_as_string(hide_password=False), seconds=0.3, what="shop database")
    with shop_in_postgres.transaction() as other:
        other.execute(text("SELECT * FROM orders WHERE number = 'BW-104855' FOR UPDATE"))
        with pytest.raises(BackendSlowError):
            SqlShop(impatient, lambda: NOW).cancel("BW-104855", "turn-1")
    impatient.close()
    assert SqlShop(shop_in_postgres, lambda: NOW).order("BW-104855").state is OrderState.PACKING


def test_a_transaction_that_took_too_long_is_undone(any_shop_database):
    any_shop_database.seconds = 0
    with pytest.raises(BackendSlowError), any_shop_database.transaction() as connection:
        connection.execute(text("UPDATE orders SET state = 'cancelled'"))
    any_shop_database.seconds = 5
    assert SqlShop(any_shop_database, lambda: NOW).order("BW-104855").state is OrderState.PACKING
