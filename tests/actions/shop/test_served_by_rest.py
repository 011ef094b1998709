"""The action server with a shop behind HTTP: the same desk, and 503 when the shop is down."""

import signal

import httpx
import pytest

from tests.actions.serving import SIGNED, free_port, started
from tests.actions.shop.serving import TOKEN


@pytest.fixture
def settings(monkeypatch):
    def choose(port):
        monkeypatch.setenv("LOTSE_SHOP_URL", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("LOTSE_SHOP_TOKEN", TOKEN)

    return choose


def desk(folder, path):
    port = free_port()
    process = started(folder, port)
    try:
        return httpx.get(f"http://127.0.0.1:{port}{path}", headers=SIGNED, timeout=30)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def test_the_desk_shows_orders_that_came_over_rest(tmp_path, served, served_database, settings):
    settings(served.port)
    said = desk(tmp_path, "/desk/orders?email=mia.keller@example.com")
    assert [order["number"] for order in said.json()["items"]] == ["BW-104855", "BW-104512"]
    assert not (tmp_path / "shop.db").exists(), "no database of its own was asked"


def test_a_shop_that_is_down_is_said_and_told_nobody_why(tmp_path, settings):
    settings(free_port())
    said = desk(tmp_path, "/desk/orders/BW-104512")
    assert said.status_code == 503
    assert "127.0.0.1" not in said.text
    assert "detail='shop API: ConnectionError'" in (tmp_path / "log").read_text()
