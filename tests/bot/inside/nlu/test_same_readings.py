"""The bot's side of tests/contract/readings.json; the actions' side is beside it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from bot.nlu.readings import read

EXAMPLES = json.loads((Path(__file__).parents[3] / "contract" / "readings.json").read_text())


@pytest.mark.parametrize("example", EXAMPLES, ids=[each["said"] for each in EXAMPLES])
def test_the_bot_reads_it_so(example):
    told: dict[str, list[str]] = {}
    for each in read(example["said"], "de", date(2026, 11, 25)):
        told.setdefault(each.entity, []).append(each.value)
    assert set(told.get("order_number", [])) == {example["order_number"]} - {None}
    assert told.get("unclear_order_number", []) == example.get("possible", [])
    if "postcode" in example:
        assert told.get("postcode", []) == [example["postcode"]] * (example["postcode"] is not None)
