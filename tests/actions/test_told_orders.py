import json
import subprocess
import sys


def test_the_orders_of_the_demo_shop_are_told_to_whoever_plays_its_customers() -> None:
    # A process of its own: the command sets up the logs of the process that it runs in.
    told = subprocess.run([sys.executable, "-m", "actions", "orders"], capture_output=True, check=True, timeout=60)
    orders = {order["number"]: order for order in json.loads(told.stdout)}

    assert len(orders) > 300
    mine = orders["BW-104512"]
    assert (mine["email"], mine["postcode"], mine["city"], mine["state"]) == (
        "mia.keller@example.com",
        "8004",
        "Zürich",
        "shipped",
    )
    assert mine["articles"][0]["de"] == "Tourenrucksack Säntis 35"
