import sys
from collections.abc import Mapping
from pathlib import Path

from handover.launch.child import Part
from handover.launch.layout import Layout


def parts(places: Layout, environ: Mapping[str, str], model: Path) -> list[Part]:
    """What runs: the action server, Rasa with `model`, and the service."""
    actions, bot = environ["LOTSE_ACTIONS_URL"].rstrip("/"), environ["LOTSE_BOT_URL"].rstrip("/")
    return [
        Part(
            name="actions",
            title="the action server",
            command=(sys.executable, "-m", "actions", "serve"),
            ready_url=f"{actions}/health",
            setting="LOTSE_ACTIONS_URL",
        ),
        Part(
            name="rasa",
            title="Rasa",
            command=(str(places.bot_python), "-m", "bot", "--model", str(model)),
            ready_url=f"{bot}/webhooks/service/",
            setting="LOTSE_BOT_URL",
        ),
        Part(
            name="service",
            title="the service",
            command=(sys.executable, "-m", "handover", "serve"),
            ready_url=f"{service_url(environ)}/readyz",
            setting="LOTSE_PORT",
        ),
    ]


def service_url(environ: Mapping[str, str]) -> str:
    """Where the service can be reached from this machine."""
    anywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared only
    host = anywhere.get(environ["LOTSE_HOST"], environ["LOTSE_HOST"])
    return f"http://{f'[{host}]' if ':' in host else host}:{environ['LOTSE_PORT']}"
