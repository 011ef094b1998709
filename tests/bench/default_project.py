"""A bot as Rasa makes it by default, on a small part of our data.

Its pipeline and policies are Rasa's own default file. Only the epochs are few: how large the model is, how long it
takes to load and to answer hardly depend on them, while training it whole would take many minutes.
"""

import hashlib
import os
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from handover.launch.environment import KEEP_COMPILED
from handover.launch.layout import Layout

Yaml = dict[str, Any]

DEFAULT_CONFIG = "rasa/engine/recipes/config_files/default_config.yml"
# Topics that are answered by a text, in our bot too.
TOPICS = ("account", "delivery", "invoice", "payment")
EXAMPLES_PER_INTENT = 12
# Enough to recognise what it was trained on; with less the default would not answer, which is quicker.
DIET_EPOCHS = 30
ENVIRON = {
    **os.environ,
    **KEEP_COMPILED,
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}


def ensure_default_model(places: Layout) -> Path:
    """Write the project into the data folder and train it, unless that was done for the present data."""
    folder = places.data / "bench" / "default"
    (folder / "data").mkdir(parents=True, exist_ok=True)
    files = _files(places)
    for name, content in files.items():
        (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False))
    digest = hashlib.sha256(repr(files).encode()).hexdigest()[:12]
    model = folder / f"default-{digest}.tar.gz"
    if not model.exists():
        command = [places.bot_python, "-m", "rasa", "train", "--skip-validation", "--out", ".", "--fixed-model-name"]
        with (folder / "training.log").open("wb") as log:
            subprocess.run([*command, f"default-{digest}"], cwd=folder, env=ENVIRON, stdout=log, stderr=log, check=True)
    return model


def questions(places: Layout, number: int) -> list[str]:
    """Questions in German that each have one answer, one topic after the other; both bots were trained on them."""
    asked = [texts for topic in TOPICS for texts in _intents(places, topic).values()]
    return [asked[at % len(asked)][at // len(asked) % EXAMPLES_PER_INTENT] for at in range(number)]


def _files(places: Layout) -> dict[str, Yaml]:
    intents = _intents(places)
    answers = _answers(places)
    nlu = [{"intent": name, "examples": "".join(f"- {text}\n" for text in texts)} for name, texts in intents.items()]
    steps = {name: [{"intent": name}, {"action": f"utter_{name}"}] for name in intents}
    names = list(intents)
    stories = [
        {"story": f"{first} {second}", "steps": steps[first] + steps[second]} for first, second in pairwise(names)
    ]
    return {
        "config.yml": _config(places),
        "domain.yml": {
            "version": "3.1",
            "intents": names,
            "responses": {f"utter_{name}": [{"text": answers[name]}] for name in names},
        },
        "data/nlu.yml": {"version": "3.1", "nlu": nlu},
        "data/rules.yml": {
            "version": "3.1",
            "rules": [{"rule": name, "steps": steps[name]} for name in names],
            "stories": stories,
        },
        "credentials.yml": {"rest": None},
    }


def _config(places: Layout) -> Yaml:
    packages = next(places.bot_python.parents[1].glob("lib/python3.*/site-packages"))
    config: Yaml = yaml.safe_load((packages / DEFAULT_CONFIG).read_text())
    for each in [*config["pipeline"], *config["policies"]]:
        if "epochs" in each:
            each["epochs"] = DIET_EPOCHS if each["name"] == "DIETClassifier" else 1
    return {**config, "assistant_id": "default"}


def _intents(places: Layout, topic: str = "*") -> dict[str, list[str]]:
    """The first examples of each intent that has an answer."""
    answers = _answers(places)
    found = {}
    for path in sorted((places.root / "data/nlu").glob(f"{topic}.de.yml")):
        for each in yaml.safe_load(path.read_text())["nlu"]:
            lines = [line[2:] for line in str(each.get("examples", "")).splitlines() if line.startswith("- ")]
            plain = [line for line in lines if "[" not in line and "{" not in line]
            if each.get("intent") in answers and len(plain) >= EXAMPLES_PER_INTENT:
                found[each["intent"]] = plain[:EXAMPLES_PER_INTENT]
    return found


def _answers(places: Layout) -> dict[str, str]:
    found = {}
    for path in sorted((places.root / "data/answers").glob("*.yml")):
        for name, answer in yaml.safe_load(path.read_text()).items():
            if isinstance(answer, dict) and answer.get("de"):
                found[name] = answer["de"][0]
    return found
