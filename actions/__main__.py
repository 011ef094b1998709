"""`python -m actions serve` runs the action server, `python -m actions seed` builds the demo shop's database."""

import argparse
import logging
import os
import sys

import structlog

from actions.backend.demo import seed
from actions.backend.port import BackendError
from actions.clock import shop_time
from actions.database import Database
from actions.settings import SettingsError, read_settings

SEED_SECONDS = 60


def serve() -> None:
    """Serve until SIGTERM or SIGINT."""
    settings = read_settings()
    token = settings.token()
    # Sanic and rasa-sdk take seconds to load, which seeding and a wrong setting need not wait for.
    from actions.server import create_app  # noqa: PLC0415
    from actions.wiring import build  # noqa: PLC0415

    app = create_app(build(settings), token)
    # One process: Sanic's manager does not restart killed workers and leaves orphans on the port.
    try:
        app.run(host="127.0.0.1", port=settings.port, single_process=True, motd=False, access_log=False)
    except OSError as error:
        raise SettingsError(f"Port {settings.port} of LOTSE_ACTIONS_URL cannot be had: {error.strerror}.") from error
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


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="actions", description=__doc__)
    parser.add_argument("command", choices=("serve", "seed"))
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
        {"serve": serve, "seed": fill}[command]()
    except SettingsError as error:
        print(f"The action server cannot start:\n{error}", file=sys.stderr)  # noqa: T201
        return 2
    except BackendError as error:
        print(f"The demo shop cannot be built: {error.detail}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
