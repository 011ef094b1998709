"""What the bot makes of our own labelled messages: `python -m tests.bench.topics.rankings OUT`, in Rasa's environment.

Gaps are about what the bot does not know. So besides the ranking of a bot that knows every intent, each message gets
that of a bot that has never heard of what it means: intents are left out in turns, a third at a time.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.lean import train_without_unused
from tests.bench.nlu.demo import APART, Example, kept_apart, learnt, strange_to, trained_on
from tests.bench.nlu.one import quiet

PARTS = 3
# Without these the bot cannot be: they are how it knows that it does not know.
NEVER_LEFT_OUT = ("out_of_scope", "nlu_fallback", "inform")
SHOWN = 10


def main(out: Path) -> None:
    """Write each message with its label and both rankings to `out`."""
    quiet()
    config = YAML(typ="safe").load(Path("config.yml"))
    train_without_unused(config)
    settings = next(each for each in config["pipeline"] if each["name"].endswith("IntentClassifier"))
    examples = trained_on()
    messages = strange_to(examples, [each for name in APART for each in kept_apart(name)])
    print("learning every intent", flush=True)
    known = rankings(learnt(examples, settings), messages)
    unknown: dict[int, list[dict[str, Any]]] = {}
    intents = sorted({each.intent for each in messages} - set(NEVER_LEFT_OUT))
    for part in range(PARTS):
        print(f"learning without a third, {part + 1} of {PARTS}", flush=True)
        left_out = set(intents[part::PARTS])
        asked = [number for number, each in enumerate(messages) if each.intent in left_out]
        reader = learnt([each for each in examples if each.intent not in left_out], settings)
        unknown |= dict(zip(asked, rankings(reader, [messages[number] for number in asked]), strict=True))
    rows = [
        {"text": each.text, "language": each.language, "intent": each.intent, "known": known[number]}
        | {"unknown": unknown.get(number)}
        for number, each in enumerate(messages)
    ]
    out.write_text(json.dumps(rows, ensure_ascii=False))


def rankings(reader: Any, messages: list[Example]) -> list[list[dict[str, Any]]]:
    """The ranking of each message, as the failure log keeps it."""
    found = []
    for row in reader.read([each.text for each in messages]):
        best = row.argsort()[::-1][:SHOWN]
        found.append([{"intent": str(reader.intents[one]), "confidence": round(float(row[one]), 4)} for one in best])
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
