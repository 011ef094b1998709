"""Judges that learn at the same time in processes of their own say what they say one after the other."""

from __future__ import annotations

import joblib
import numpy as np
import pytest

from bot.nlu.intents import cross_fitting
from bot.nlu.intents.reader import Examples, Reader

TEXTS = {
    "track_order": ["wo ist mein paket", "wann kommt die bestellung", "wo bleibt die lieferung", "paket verfolgen"],
    "cancel_order": ["bitte stornieren", "bestellung abbrechen", "ich will stornieren", "storno bitte sofort"],
    "return_item": ["how do I return this", "send it back", "i want to return my boots", "return label please"],
}


def learnt(embed=None) -> Reader:
    texts = [text for own in TEXTS.values() for text in own]
    intents = np.array([intent for intent, own in TEXTS.items() for _ in own])
    return Reader(Examples(texts, intents, np.full(len(texts), "de", dtype=object)), None, 0.03, embed)


def letters(texts):
    """Embeddings of a kind: one number per letter of the alphabet."""
    counts = np.array([[text.count(chr(97 + place)) for place in range(26)] for text in texts], np.float32)
    return counts / np.maximum(np.linalg.norm(counts, axis=1, keepdims=True), 1)


@pytest.mark.parametrize("embed", [None, letters], ids=["words", "embeddings"])
def test_several_at_once_learn_what_one_after_the_other_learn(monkeypatch, embed):
    asked = ["wo ist die lieferung", "storno", "return"]
    monkeypatch.setattr(cross_fitting, "_MANY_EXAMPLES", 10)
    at_once = learnt(embed)
    monkeypatch.setattr(joblib, "cpu_count", lambda: 1)
    in_turn = learnt(embed)
    assert np.allclose(at_once.read(asked), in_turn.read(asked))
    assert at_once.threshold("de") == pytest.approx(in_turn.threshold("de"))


def test_too_few_examples_are_told():
    examples = Examples(["hallo", "tschüss"], np.array(["greet", "goodbye"]), np.array(["de", "de"], dtype=object))
    with pytest.raises(ValueError, match="at least two examples"):
        Reader(examples, None, 0.03)
