"""The examples of `tests/contract/turns`, asked of the real bot: it understands them and answers in their shape."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.bot.talking import Bot

FOLDER = Path(__file__).parents[1] / "contract" / "turns"
EXAMPLES = {path.stem: json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json"))}
# Their names are data: which slots are filled and which orders were proved differs from turn to turn.
FREE = ("slots", "verified", "failed")


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_the_bot_answers_in_the_shape_of_the_example(bot: Bot, example: dict[str, Any]) -> None:
    response = bot.post(**example["request"] | {"conversation": str(uuid4()), "turn": str(uuid4())})
    assert response.status_code == 200, response.text
    _same_shape(response.json(), example["answer"], "answer")


def _same_shape(real: Any, example: Any, where: str) -> None:
    if isinstance(example, dict) and not where.endswith(FREE):
        if where.endswith("signals[]"):  # one of several kinds
            assert set(real) <= {"escalate", "failure", "refused"}, where
            return
        assert set(real) == set(example), where
        for name, value in example.items():
            _same_shape(real[name], value, f"{where}.{name}")
    elif isinstance(example, list):
        assert isinstance(real, list), where
        for each in real if example else ():
            _same_shape(each, example[0], f"{where}[]")
    elif None not in (real, example):
        assert isinstance(real, (int, float) if isinstance(example, (int, float)) else type(example)), where


def test_what_is_answered_is_as_sure_as_the_threshold_says(bot: Bot) -> None:
    for text in ("Wo ist mein Paket?", "Where is my parcel?", "Grüezi"):
        read = bot.conversation().say(text)["understanding"]
        assert not read["fallback"]
        assert 0.5 < read["threshold"] <= read["confidence"]
