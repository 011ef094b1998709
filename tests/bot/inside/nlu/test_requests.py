from __future__ import annotations

import pytest

from bot.nlu.requests import asks


@pytest.mark.parametrize(
    "text",
    [
        "Wo ist meine Bestellung",
        "wie kann ich was zurückschicken?",
        "Cancel my order BW-104855.",
        "Also do you ship to Austria?",
        "ich möchte die Adresse ändern",
        "I need a copy of the invoice",
        "Newsletter abbestellen",
        "Konto löschen bitte",
        "die Rechnung schicken, PLZ 04109",
        "die BW-104855 stornieren, 8004",
        "Und das kostet nichts?",
    ],
)
def test_a_question_an_order_and_a_wish_ask_for_something(text):
    assert asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "Die Lieferung dauert zu lange",
        "My order is still being packed.",
        "Das Zelt ist kaputt",
        "Das Zelt für 2 Personen ist kaputt, 04109",
        "I don't want a voucher",
        "wo?",
    ],
)
def test_what_is_told_asks_for_nothing(text):
    assert not asks(text)
