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
