"""The shop's database when it is not there, not whole, or held by somebody else."""

import pytest
from sqlalchemy import text

from actions.backend.model import OrderState
from actions.backend.port import BackendDownError, BackendSlowError
from actions.backend.sql import SqlShop
from actions.database import Database
from tests.actions.conftest import NOW


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
