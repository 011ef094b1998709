"""The two readers of numbers: the bot's, of any message, and the actions', of the answer to a question."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from actions.reading.numbers import OrderNumber, read_order_number, read_postcode
from bot.nlu.order_numbers import find

# The machine may be busy with something else.
UNHURRIED = settings(deadline=None, derandomize=True, database=None)

EXAMPLES = json.loads((Path(__file__).parent / "readings.json").read_text())
EACH = pytest.mark.parametrize("example", EXAMPLES, ids=[each["said"] for each in EXAMPLES])
WITH_POSTCODE = [each for each in EXAMPLES if "postcode" in each]

NUMBERS = [
    "BW-104512",
    "bw 104 512",
    "104855",
    "8004",
    "04109",
    "1O4512",
    "104",
    "512",
    "1",
    "0",
    "45",
    "BW-10451",
    "１",
]
BETWEEN = [
    " ",
    "-",
    ".",
    ",",
    "/",
    ":",
    "#",
    "+",
    "\u2013",
    "€",
    "\u200b",
    "l",
    "O",
    "S",
    "BW",
    "CHF ",
    "Nr. ",
    "oder ",
]
WORDS = ["PLZ ", "Zürich ", "CH-", "D-", "nicht ", "Tel. ", "Bestellung ", "Rechnungsnummer ", "am "]
PIECES = some.sampled_from([*NUMBERS, *BETWEEN, *WORDS])


@EACH
def test_the_actions_read_it_so(example: dict[str, Any]) -> None:
    read = read_order_number(example["said"])
    if example["order_number"]:
        assert read == OrderNumber(example["order_number"])
    else:
        assert not isinstance(read, OrderNumber)
        assert read.name == example["why"]


@pytest.mark.parametrize("example", WITH_POSTCODE, ids=[each["said"] for each in WITH_POSTCODE])
def test_the_actions_read_the_postcode_so(example: dict[str, Any]) -> None:
    read = read_postcode(example["said"])
    assert (read if isinstance(read, str) else None) == example["postcode"]


@EACH
def test_what_the_bot_thinks_possible_the_actions_take_or_refuse_for_good(example: dict[str, Any]) -> None:
    for reading in example.get("possible", ()):
        read = read_order_number(reading)
        assert read == OrderNumber(reading) if len(reading) == len("BW-104512") else not isinstance(read, OrderNumber)


@UNHURRIED
@given(some.lists(PIECES, max_size=6).map("".join) | some.text())
def test_both_never_read_two_different_numbers_in_the_same_words(said: str) -> None:
    read = read_order_number(said)
    heard = {each.value for each in find(said) if each.entity == "order_number"}
    if isinstance(read, OrderNumber) and heard:
        assert heard == {read.text}


@UNHURRIED
@given(some.lists(PIECES, max_size=6).map("".join) | some.text())
def test_both_never_read_two_different_postcodes_in_the_same_words(said: str) -> None:
    read = read_postcode(said)
    heard = {each.value for each in find(said) if each.entity == "postcode"}
    if isinstance(read, str) and heard:
        assert heard == {read}
