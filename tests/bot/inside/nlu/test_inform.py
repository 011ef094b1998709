from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.data_reader import DataReader
from bot.nlu.inform import InformClassifier


def classified(text: str, ranking: dict[str, float]) -> Message:
    ranked = [{"name": name, "confidence": confidence} for name, confidence in ranking.items()]
    message = Message({"text": text, "intent": ranked[0], "intent_ranking": ranked})
    DataReader().process([message])
    return InformClassifier().process([message])[0]


@pytest.mark.parametrize(
    "text",
    [
        "BW-104512",
        "8004",
        "8004 Zürich",
        "die Nummer ist bw 104512",
        "it's BW-104512 and the postcode is 8004",
        "PLZ 04109, danke",
        "and BW-104733?",
        "BW-1045",
        "BW-104855 und BW-104903",
        "D-4109",
        "Leipzig 04109",
        "mia@gmx.de",
        "mia (at) gmx.de bitte",
        "am 3.12.",
        "49,90 €",
        "03/04/2026",
        "+49 30 104512",
        "PLZ 8004 oder PLZ 8005",
        "nicht 104512, sondern 104521",
    ],
)
def test_bare_data_is_inform_whatever_the_classifier_says(text):
    message = classified(text, {"cancel_order": 0.9, "inform": 0.1})
    assert message.get("intent") == {"name": "inform", "confidence": 1.0}
    assert [each["name"] for each in message.get("intent_ranking")] == ["inform", "cancel_order"]


def test_a_wish_that_comes_with_a_number_is_left_to_the_classifier():
    message = classified("where is my parcel BW-104512 zip 8004", {"track_order": 0.8, "inform": 0.2})
    assert message.get("intent") == {"name": "track_order", "confidence": 0.8}


@pytest.mark.parametrize("text", ["no thanks, not today", "Montag", "heute"])
def test_a_day_in_words_is_no_bare_data(text):
    message = classified(text, {"deny": 0.6, "inform": 0.4})
    assert message.get("intent") == {"name": "deny", "confidence": 0.6}


def test_without_a_number_the_classifier_decides():
    message = classified("wo ist meine bestellung", {"inform": 0.6, "track_order": 0.4})
    assert message.get("intent") == {"name": "inform", "confidence": 0.6}
