"""`python -m bot.train`, from the project's root: `rasa train` without what the pipeline in config.yml does not use."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path

import structlog
from ruamel.yaml import YAML

from bot.lean import train_without_unused

# Rasa's libraries read these while they are imported.
_DEFAULTS = {"RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}


def main() -> int:
    """Train a model; returns the exit code. The arguments are those of `rasa train` that this project uses."""
    parser = argparse.ArgumentParser(prog="python -m bot.train", description=__doc__)
    parser.add_argument("--config", default="config.yml")
    parser.add_argument("--domain", default="domain.yml")
    parser.add_argument("--data", default="data")
    parser.add_argument("--out", default="models", help="the folder for the model")
    parser.add_argument("--fixed-model-name", help="the name of the model, without .tar.gz")
    arguments = parser.parse_args()
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))

    train_without_unused(YAML(typ="safe").load(Path(arguments.config)) or {})
    from rasa.model_training import train  # noqa: PLC0415  (imports what is left of Rasa)

    from bot.training_shortcuts import take_training_shortcuts  # noqa: PLC0415

    take_training_shortcuts()
    return train(
        domain=arguments.domain,
        config=arguments.config,
        training_files=[arguments.data],
        output=arguments.out,
        fixed_model_name=arguments.fixed_model_name,
        force_training=True,
    ).code


if __name__ == "__main__":
    sys.exit(main())
