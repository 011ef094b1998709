"""One pipeline on one data set: `python -m tests.bench.nlu.one PIPELINE FOLDER OUT`, in Rasa's environment."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import resource
import sys
import tarfile
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import structlog
from ruamel.yaml import YAML

from bot.lean import train_without_unused
from tests.bench.nlu.data import Labelled, read, write_for_rasa
from tests.bench.nlu.measures import OUT_OF_SCOPE, Readings, measure
from tests.bench.nlu.picture import draw_confusion

# Of our pipeline, what is not about this one shop.
GENERAL = ("WhitespaceTokenizer", "bot.nlu.language.LanguageRecogniser", "bot.nlu.intent_classifier.IntentClassifier")
# What `rasa init` writes (Rasa 3.6), without what only conversations need.
DIET: list[dict[str, Any]] = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
]
# Rasa's default; it looks at no data.
DIET_THRESHOLD = 0.3
_TIMED, _UNTIMED = 500, 20


def main(pipeline: str, folder: Path, out: Path) -> None:
    """Train, read the test messages, and write the figures to `out`/`pipeline`.json."""
    quiet()
    train, test = read(folder / "train.csv"), read(folder / "test.csv")
    names = sorted(set(train.intents))
    config = {"recipe": "default.v1", "language": "en", "pipeline": DIET, "policies": [{"name": "RulePolicy"}]}
    if pipeline == "ours":
        config["pipeline"] = our_pipeline(names)
        train_without_unused(config)
    with tempfile.TemporaryDirectory() as scratch:
        model, *seconds = trained(config, train, names, Path(scratch))
        print("reading the test messages", flush=True)
        readings, milliseconds = asyncio.run(read_all(model, test, names))
        points = operating_points(model)
    figures = measure(readings, *(points or (DIET_THRESHOLD, None)))
    figures |= {"train_s": seconds[0], "train_cpu_s": seconds[1], "message_ms": milliseconds}
    figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures |= {"train": len(train.texts), "test": len(test.texts), "intents": len(names)}
    (out / f"{pipeline}.json").write_text(json.dumps(figures, indent=2))
    draw_confusion(readings.labels, readings.guess, out / f"{pipeline}.png", title=f"{folder.name}, {pipeline}")


def quiet() -> None:
    """No word but ours and the progress of the training."""
    os.environ |= {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "RASA_MAX_CACHE_SIZE": "0"}
    os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
    warnings.filterwarnings("ignore")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))


def our_pipeline(names: list[str]) -> list[dict[str, Any]]:
    """The general part of the pipeline in config.yml, told which intent is out of scope."""
    pipeline = YAML(typ="safe").load(Path("config.yml"))["pipeline"]
    general = [dict(each) for each in pipeline if each["name"] in GENERAL]
    if OUT_OF_SCOPE in names:
        general[-1]["out_of_scope"] = f"intent_{names.index(OUT_OF_SCOPE)}"
    return general


def trained(config: dict[str, Any], train: Labelled, names: list[str], scratch: Path) -> tuple[Path, float, float]:
    """The model, and the seconds that training took (by the clock, of the processors), without importing Rasa."""
    from rasa.model_training import train_nlu  # noqa: PLC0415  (after what is left out of it was decided)

    write_for_rasa(train, names, scratch / "nlu.yml")
    with (scratch / "config.yml").open("w") as file:
        YAML().dump(config, file)
    print("training", flush=True)
    began, worked = time.perf_counter(), processor_seconds()
    model = train_nlu(str(scratch / "config.yml"), str(scratch / "nlu.yml"), str(scratch), fixed_model_name="model")
    return Path(model), time.perf_counter() - began, processor_seconds() - worked


def processor_seconds() -> float:
    """What this process and those that it started and that have ended used of the processors."""
    return sum(os.times()[:4])


async def read_all(model: Path, test: Labelled, names: list[str]) -> tuple[Readings, float]:
    """How each test message is read, and the median milliseconds of a message."""
    from rasa.core.agent import Agent  # noqa: PLC0415

    agent = Agent.load(str(model))
    found, times = [], []
    for number, text in enumerate(test.texts):
        began = time.perf_counter()
        parsed = await agent.parse_message(text)
        if _UNTIMED <= number < _UNTIMED + _TIMED:
            times.append(time.perf_counter() - began)
        ranking = [(names[int(each["name"].rsplit("_", 1)[1])], each["confidence"]) for each in ranked(parsed)]
        found.append((next(pair for pair in ranking if pair[0] != OUT_OF_SCOPE), ranking[0]))
    (best, confidence), (guess, guess_confidence) = (zip(*each, strict=True) for each in zip(*found, strict=False))
    readings = Readings(*map(np.array, (test.intents, best, confidence, guess, guess_confidence)))
    return readings, float(np.median(times)) * 1000


def ranked(parsed: dict[str, Any]) -> list[dict[str, Any]]:
    """The intents that a message was read as, the best first; a message of which nothing is known has none."""
    return parsed["intent_ranking"] or [
        {"name": "intent_0", "confidence": 0.0},
        {"name": "intent_1", "confidence": 0.0},
    ]


def operating_points(model: Path) -> tuple[float, float] | None:
    """The balanced threshold and the owner's, which our classifier stores with the model."""
    with tarfile.open(model) as archive:
        for member in archive.getmembers():
            if member.name.endswith("operating_point.json"):
                file = archive.extractfile(member)
                point = json.load(file)["any"] if file else {}
                return point["balanced"]["threshold"], point["chosen"]["threshold"]
    return None


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
