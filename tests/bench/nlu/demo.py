"""The demo bot's understanding: `python -m tests.bench.nlu.demo OUT`, in Rasa's environment.

Five-fold cross-validation over data/nlu, and the messages kept apart in tests/bot/data. `inform` is left out of the
count: it is decided by what data a message holds.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from ruamel.yaml import YAML

from bot.lean import train_without_unused
from tests.bench.nlu.measures import calibration_error, interval
from tests.bench.nlu.one import quiet
from tests.bench.nlu.picture import draw_confusion

FOLDS, SEED = 5, 20_26
LANGUAGES = ("de", "en")
UNCOUNTED = "inform"
APART = ("unseen", "fresh", "later")
MOST_PAIRS, QUOTES = 15, 2


class Example(NamedTuple):
    """A message, what it means (any of `also` is right, too), and its language."""

    text: str
    intent: str
    language: str
    also: tuple[str, ...] = ()


class Read(NamedTuple):
    """How an example was read, how sure, and whether that is shown as an answer."""

    example: Example
    guess: str
    confidence: float
    shown: bool

    @property
    def right(self) -> bool:
        """Whether it was read as it was meant."""
        return self.guess in (self.example.intent, *self.example.also)


def main(out: Path) -> None:
    """Measure, and write figures.json, report.txt and confusions.png to `out`."""
    quiet()
    config = YAML(typ="safe").load(Path("config.yml"))
    train_without_unused(config)
    settings = next(each for each in config["pipeline"] if each["name"].endswith("IntentClassifier"))
    examples = trained_on()
    read = cross_validated(examples, settings)
    sets = {"cross-validated": read}
    print("reading the messages kept apart", flush=True)
    reader = learnt(examples, settings)
    sets |= {name: read_by(reader, strange_to(examples, kept_apart(name))) for name in APART}
    figures = {
        f"{name} {language}": figures_of([each for each in found if each.example.language == language])
        for name, found in sets.items()
        for language in LANGUAGES
    }
    (out / "figures.json").write_text(json.dumps(figures, indent=2))
    (out / "report.txt").write_text("\n\n".join(report(name, found) for name, found in sets.items()))
    labels, guesses = (np.array(each) for each in zip(*((one.example.intent, one.guess) for one in read), strict=True))
    draw_confusion(labels, guesses, out / "confusions.png", title="demo bot, cross-validated")


def trained_on() -> list[Example]:
    """The training examples; the file's name says the language."""
    from rasa.shared.nlu.training_data.loading import load_data  # noqa: PLC0415  (after what is left out was decided)

    found = []
    for language in LANGUAGES:
        for path in sorted(Path("data/nlu").glob(f"*.{language}.yml")):
            found += [
                Example(each.get("text"), each.get("intent"), language) for each in load_data(str(path)).intent_examples
            ]
    return found


def kept_apart(name: str) -> list[Example]:
    """Messages that nothing is trained on."""
    found = []
    for language in LANGUAGES:
        path = Path(f"tests/bot/data/{name}.{language}.yml")
        rows: list[dict[str, Any]] = YAML(typ="safe").load(path) if path.is_file() else []
        found += [Example(row["text"], row["intent"], language, tuple(row.get("also", ()))) for row in rows]
    return found


def strange_to(examples: list[Example], messages: list[Example]) -> list[Example]:
    """The messages that nobody happened to write as an example as well, as some did with "Passwort vergessen"."""
    known = {plain(each.text) for each in examples}
    return [each for each in messages if plain(each.text) not in known]


def plain(text: str) -> str:
    """What makes two short messages the same."""
    return text.casefold().strip(" .!?")


def cross_validated(examples: list[Example], settings: dict[str, Any]) -> list[Read]:
    """Each example, read by what learnt from the other folds."""
    fold = np.random.default_rng(SEED).permutation(len(examples)) % FOLDS
    found = []
    for number in range(FOLDS):
        print(f"fold {number + 1} of {FOLDS}", flush=True)
        reader = learnt([each for each, own in zip(examples, fold, strict=True) if own != number], settings)
        asked = [each for each, own in zip(examples, fold, strict=True) if own == number]
        found += read_by(reader, [each for each in asked if each.intent != UNCOUNTED])
    return found


def learnt(examples: list[Example], settings: dict[str, Any]) -> Any:
    """A reader as the bot's, of these examples."""
    from bot.nlu.intent_classifier import IntentClassifier  # noqa: PLC0415
    from bot.nlu.intents.reader import Examples, Reader  # noqa: PLC0415

    settings = IntentClassifier.get_default_config() | settings
    texts, intents, languages, _ = zip(*examples, strict=True)
    known = Examples(list(texts), np.array(intents), np.array(languages, dtype=object))
    return Reader(known, settings["out_of_scope"], settings["most_wrong"])


def read_by(reader: Any, examples: list[Example]) -> list[Read]:
    """How `reader` reads the examples."""
    confidences = reader.read([each.text for each in examples])
    guesses = reader.intents[confidences.argmax(axis=1)]
    best = confidences.max(axis=1)
    thresholds = [reader.threshold(each.language) for each in examples]
    return [Read(*each) for each in zip(examples, guesses, best, best >= thresholds, strict=True)]


def figures_of(found: list[Read]) -> dict[str, Any]:
    """Accuracy with its interval, calibration error, what is shown and how much of it wrong, recall per intent."""
    right = np.array([each.right for each in found])
    shown = np.array([each.shown for each in found])
    low, high = interval(right)
    intents = Counter(each.example.intent for each in found)
    hits = Counter(each.example.intent for each in found if each.right)
    return {
        "messages": len(found),
        "accuracy": round(float(right.mean()), 4),
        "interval": [round(low, 4), round(high, 4)],
        "calibration_error": round(calibration_error(np.array([each.confidence for each in found]), right), 4),
        "shown": round(float(shown.mean()), 4),
        "wrong_of_shown": round(float((~right[shown]).mean()), 4),
        "recall": {intent: round(hits[intent] / count, 3) for intent, count in sorted(intents.items())},
    }


def report(name: str, found: list[Read]) -> str:
    """The intents that are read worst, and what is mixed up with what, in words."""
    lines = [f"== {name}"]
    for language in LANGUAGES:
        own = [each for each in found if each.example.language == language]
        recall = sorted(figures_of(own)["recall"].items(), key=lambda pair: pair[1])
        lines += [f"{language}: read worst: " + ", ".join(f"{intent} {share:.0%}" for intent, share in recall[:8])]
        pairs: dict[tuple[str, str], list[str]] = {}
        for each in own:
            if not each.right:
                pairs.setdefault((each.example.intent, each.guess), []).append(each.example.text)
        for (meant, guess), texts in sorted(pairs.items(), key=lambda pair: -len(pair[1]))[:MOST_PAIRS]:
            quotes = " · ".join(f"“{text[:70]}”" for text in texts[:QUOTES])
            lines += [f"  {len(texts):3} × {meant} read as {guess}: {quotes}"]
    return "\n".join(lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
