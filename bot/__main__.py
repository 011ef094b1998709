"""`python -m bot --model FILE`, from the project's root: Rasa with our channel, on loopback."""

from __future__ import annotations

import argparse
import logging
import os
import tarfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import structlog

from bot.lean import serve_without_unused
from bot.model_file import ModelFile

_STARTED = time.monotonic()
_DEFAULTS = {
    "LOTSE_BOT_URL": "http://127.0.0.1:5005",
    "LOTSE_ACTIONS_URL": "http://127.0.0.1:5055",
    "LOTSE_BOT_DATABASE_URL": "sqlite:///var/bot.db",
    "LOTSE_ACTION_SECONDS": "4",
    "LOTSE_CHANNEL_SECONDS": "6",
    "LOTSE_REDIS_URL": "",
    # Rasa's libraries read these while they are imported. One message is too little to share it out among threads.
    "OPENBLAS_NUM_THREADS": "1",
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}

logger = logging.getLogger("bot")


def main() -> None:
    """Load the model and serve until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="the trained model, a .tar.gz file")
    arguments = parser.parse_args()
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logger.setLevel(logging.INFO)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    logging.captureWarnings(capture=True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)  # Rasa's libraries are old and say so at every start
    address = urlsplit(os.environ["LOTSE_BOT_URL"])
    if not arguments.model.is_file():
        parser.error(f"there is no model {arguments.model}; train one first")
    if not os.environ.get("LOTSE_BOT_TOKEN"):
        parser.error("LOTSE_BOT_TOKEN is not set, so the bot would not know who may speak to it")

    try:
        model = ModelFile(arguments.model)
    except (OSError, tarfile.TarError, KeyError, ValueError):
        parser.error(f"{arguments.model} is no model of Rasa")
    lean = serve_without_unused(model.components)
    logger.info("loading %s%s", arguments.model.name, "" if lean else " and TensorFlow, which it may need")
    from rasa.shared.exceptions import RasaException  # noqa: PLC0415  (Rasa reads the environment)

    from bot.server import serve  # noqa: PLC0415

    try:
        serve(model, port=address.port or 5005, started=_STARTED)
    except RasaException as error:
        model.discard()
        parser.exit(1, f"{parser.prog}: {error}\n")


if __name__ == "__main__":
    main()
