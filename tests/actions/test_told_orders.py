import json

import pytest

from actions.__main__ import main


def test_the_orders_of_the_demo_shop_are_told_to_whoever_plays_its_customers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["orders"]) == 0
    orders = {order["number"]: order for order in json.loads(capsys.readouterr().out)}

    assert len(orders) > 300
    mine = orders["BW-104512"]
    assert (mine["email"], mine["postcode"], mine["city"], mine["state"]) == (
        "mia.keller@example.com",
        "8004",
        "Zürich",
        "shipped",
    )
    assert mine["articles"][0]["de"] == "Tourenrucksack Säntis 35"
