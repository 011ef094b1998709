import sys
from collections.abc import Mapping
from pathlib import Path

from handover.launch.child import Part
from handover.launch.layout import Layout
from handover.launch.rasas import bot_urls


def parts(places: Layout, environ: Mapping[str, str], model: Path) -> list[Part]:
    """What runs: the action server, each Rasa with `model`, and the service in one process or several."""
    return [
        Part(
            name="actions",
            title="the action server",
            command=(sys.executable, "-m", "actions", "serve"),
            ready_url=f"{environ['LOTSE_ACTIONS_URL'].rstrip('/')}/health",
            setting="LOTSE_ACTIONS_URL",
        ),
        *(rasa(places, environ, number, model) for number in range(len(bot_urls(environ)) - 1)),
        *(_service(url, number) for number, url in enumerate(service_urls(environ), 1)),
    ]


def rasa(places: Layout, environ: Mapping[str, str], number: int, model: Path) -> Part:
    """Rasa with `model` at the place of this number, from 0 on; see `bot_urls`."""
    url = bot_urls(environ)[number]
    return Part(
        name=f"rasa-{number + 1}" if number else "rasa",
        title=f"Rasa {number + 1}" if number else "Rasa",
        command=(str(places.bot_python), "-m", "bot", "--model", str(model)),
        ready_url=f"{url}/webhooks/service/",
        setting="LOTSE_BOT_URL",
        settings={"LOTSE_BOT_URL": url},
    )


def service_urls(environ: Mapping[str, str]) -> list[str]:
    """Where the service can be reached from this machine, one address for each of its processes."""
    anywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared only
    host = anywhere.get(environ["LOTSE_HOST"], environ["LOTSE_HOST"])
    first = int(environ["LOTSE_PORT"])
    ports = range(first, first + int(environ["LOTSE_SERVICE_PROCESSES"]))
    return [f"http://{f'[{host}]' if ':' in host else host}:{port}" for port in ports]


def service_url(environ: Mapping[str, str]) -> str:
    """Where the service can be reached from this machine; the first of its processes, where there are several."""
    return service_urls(environ)[0]


def _service(url: str, number: int) -> Part:
    return Part(
        name="service" if number == 1 else f"service-{number}",
        title="the service" if number == 1 else f"process {number} of the service",
        command=(sys.executable, "-m", "handover", "serve"),
        ready_url=f"{url}/readyz",
        setting="LOTSE_PORT",
        settings={"LOTSE_PORT": url.rsplit(":", 1)[1]},
    )
