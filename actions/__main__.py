"""`python -m actions serve` runs the action server, `seed` builds the demo shop's database, `shop` serves its API.

`orders` tells what is in the demo shop, for whoever plays its customers.
"""

import argparse
import json
import logging
import os
import sys
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import structlog

from actions.backend.demo import seed
from actions.backend.demo_orders import known_orders, other_orders
from actions.backend.model import Order
from actions.backend.port import BackendError
from actions.clock import shop_time
from actions.database import Database
from actions.settings import LOOPBACK, SHORTEST_TOKEN, SettingsError, read_settings

if TYPE_CHECKING:
    from sanic import Sanic

SEED_SECONDS = 60
SHOP_API = "http://127.0.0.1:5056"


def serve() -> None:
    """Serve until SIGTERM or SIGINT."""
    settings = read_settings()
    token = settings.token()
    # Sanic and rasa-sdk take seconds to load, which seeding and a wrong setting need not wait for.
    from actions.server import create_app  # noqa: PLC0415
    from actions.wiring import build  # noqa: PLC0415

    _run(create_app(build(settings), token), settings.port, "LOTSE_ACTIONS_URL")


def serve_shop() -> None:
    """Serve the demo shop's REST API until SIGTERM or SIGINT."""
    settings = read_settings()
    address = urlsplit(settings.shop_url or SHOP_API)
    if address.hostname not in LOOPBACK or not address.port:
        raise SettingsError(f"The demo shop's API listens on this machine alone: LOTSE_SHOP_URL={SHOP_API}")
    if len(settings.shop_token.get_secret_value()) < SHORTEST_TOKEN:
        raise SettingsError(f"LOTSE_SHOP_TOKEN has to be set, with at least {SHORTEST_TOKEN} characters.")
    from actions.backend.chosen import sql_shop  # noqa: PLC0415
    from actions.shop_api.app import create_app  # noqa: PLC0415

    shop = sql_shop(settings, settings.shop_token, shop_time).shop
    _run(create_app(shop, settings.shop_token.get_secret_value()), address.port, "LOTSE_SHOP_URL")


def _run(app: "Sanic[Any, Any]", port: int, setting: str) -> None:
    # One process: Sanic's manager does not restart killed workers and leaves orphans on the port.
    try:
        app.run(host="127.0.0.1", port=port, single_process=True, motd=False, access_log=False)
    except OSError as error:
        raise SettingsError(f"Port {port} of {setting} cannot be had: {error.strerror}.") from error
    # A thread that still waits for a database which hangs would keep the process from ending.
    logging.shutdown()
    sys.stderr.flush()
    os._exit(0)


def fill() -> None:
    """Build what is missing of the demo shop."""
    settings = read_settings()
    database = Database(settings.shop_database_url, seconds=SEED_SECONDS, what="shop database")
    try:
        new = seed(database, shop_time().date())
    finally:
        database.close()
    print(f"demo shop: {new.articles} articles and {new.orders} orders added")  # noqa: T201


def tell_orders() -> None:
    """Write the demo shop's orders, as it was built, as JSON."""
    today = shop_time().date()
    print(json.dumps([_told(order, today) for order in (*known_orders(today), *other_orders(today))]))  # noqa: T201


def _told(order: Order, today: date) -> dict[str, object]:
    address = order.address
    return {
        "number": order.number,
        "state": order.state.value,
        "returnable": order.returnable_until is not None and today <= order.returnable_until,
        "email": order.email,
        "name": address.name,
        "postcode": address.postcode,
        "city": address.city,
        "country": address.country,
        "articles": [{"sku": line.sku, "de": line.name.de, "en": line.name.en} for line in order.lines],
    }


COMMANDS = {"serve": serve, "seed": fill, "shop": serve_shop, "orders": tell_orders}


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="actions", description=__doc__)
    parser.add_argument("command", choices=tuple(COMMANDS))
    command = parser.parse_args(arguments).command
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    try:
        COMMANDS[command]()
    except SettingsError as error:
        print(f"The action server cannot start:\n{error}", file=sys.stderr)  # noqa: T201
        return 2
    except BackendError as error:
        print(f"The demo shop cannot be built: {error.detail}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
