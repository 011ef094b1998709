from __future__ import annotations

import pytest

from bot.nlu.corrections import taken_back


@pytest.mark.parametrize(
    "text",
    [
        "nein, die andere Bestellung",
        "nein die andere",
        "falsche Nummer",
        "das war die falsche Bestellung",
        "die Bestellnummer war falsch",
        "not that one, the other one",
        "sorry wrong number",
        "I meant the other order",
    ],
)
def test_an_order_is_taken_back(text):
    assert taken_back(text, with_number=False) == "order_number"


@pytest.mark.parametrize("text", ["die PLZ war falsch", "wrong postcode, it is 8004", "falsche Postleitzahl"])
def test_a_postcode_is_taken_back(text):
    assert taken_back(text, with_number=False) == "postcode"


@pytest.mark.parametrize("text", ["ich meinte BW-104801", "I meant BW-104801", "vertippt: BW-104801"])
def test_with_a_number_less_is_needed(text):
    assert taken_back(text, with_number=True) == "order_number"
    assert taken_back("BW-104801", with_number=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "ich habe die falsche Ware bekommen",
        "I received the wrong item",
        "In meiner Bestellung ist die falsche Größe",
        "kann ich eine andere Adresse angeben",
        "nein",
        "Ich habe letzte Woche im Laden in Bern etwas anderes gesehen als das, was die Bestellnummer falsch sagt",
    ],
)
def test_what_is_wrong_with_the_goods_is_no_correction(text):
    assert taken_back(text, with_number=False) is None
