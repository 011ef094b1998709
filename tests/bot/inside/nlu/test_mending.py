"""Typing errors are mended towards words that the examples have."""

from __future__ import annotations

import pytest

from bot.nlu.intents.spelling import Spelling

SPELLING = Spelling(["wo ist mein paket", "bestellung stornieren", "ja", "super", "g g", "zeit"])


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("wo ist mein packet", "wo ist mein paket"),
        ("bestelung stornieern", "bestellung stornieren"),
        ("jaaaaaa", "ja"),
        ("suuuuuper", "super"),
        ("zelt", "zelt"),
        ("gggggggg", "gggggggg"),
        ("104512", "104512"),
    ],
)
def test_a_word_becomes_the_known_one_that_it_nearly_is(typed, mended):
    assert SPELLING.mend(typed) == mended


@pytest.mark.parametrize(
    ("text", "strange"),
    [("wo glorp zindle paket", True), ("glorp zindle", True), ("glorp", False), ("wo ist glorp zindle paket", False)],
)
def test_two_unknown_words_that_are_half_of_all_are_strange(text, strange):
    assert SPELLING.is_strange(text) is strange
