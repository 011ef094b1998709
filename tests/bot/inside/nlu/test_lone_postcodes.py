"""A postcode that stands alone in a message about one order, and what is none."""

from __future__ import annotations

import pytest

from bot.nlu.order_numbers import find


def read(text: str) -> list[tuple[str, str]]:
    return sorted((found.entity, found.value) for found in find(text))


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("Wo ist BW-104512? 04109", "04109"),
        ("Where is BW-104512 please? 04109.", "04109"),
        ("Kann man BW-104512 noch stornieren? 8004", "8004"),
        ("Ich will mein Geld für BW-104512 zurück. 6003", "6003"),
        ("Ich will BW-104512 nicht mehr, Geld zurück, 04109", "04109"),
        ("In BW-104512 war die falsche Größe, 04109", "04109"),
        ("Storniere BW-104512 - es war zu teuer - 8004", "8004"),
        ("8004, wo ist BW-104512", "8004"),
        ("04109. Wo ist Bestellung 104512?", "04109"),
        ("Wo bleibt BW-104512? (8004)", "8004"),
        ("Wo bleibt BW-104512 bitte 04109", "04109"),
        ("Wo bleibt BW-104512? 04109 bitte!", "04109"),
    ],
)
def test_a_postcode_is_read_where_it_stands_alone_in_a_message_about_one_order(text, postcode):
    assert read(text) == [("order_number", "BW-104512"), ("postcode", postcode)]


def test_a_year_beside_a_lone_postcode_is_no_second_one():
    told = read("Ich habe 2025 bestellt, wo ist BW-104512? 8004")
    assert told == [("number", "2025"), ("order_number", "BW-104512"), ("postcode", "8004")]


@pytest.mark.parametrize(
    "text",
    [
        "In BW-104512 war die falsche Größe 4200",
        "Die Größe in BW-104512 war falsch: 4200",
        "BW-104512 kam nie an, im Jahr 2026",
        "Ich warte auf BW-104512 seit 2025",
        "Wann kommt BW-104512 denn? 2026?",
        "Ich habe BW-104512 bezahlt, 1000 Euro",
        "Ich habe BW-104512 bezahlt, 1500.-",
        "BW-104512 hat noch Punkte, ca. 1500",
        "BW-104512 war ein Zelt für 1500 Personen",
        "In BW-104512 fehlt Art. 4711",
        "In BW-104512 fehlt etwas, 3000, 4000 oder 5000",
        "Neue Adresse für BW-104512: Rosenweg 4, 10117",
        "Neue Adresse für BW-104512: Rosenweg 4 a, 10117",
        "Ist BW-104512 da? 8004 oder 6020",
        "Wo ist BW-104512 hin? 0999",
        "Wo ist BW-104512, ich habe 8004 Sachen",
        "Wo ist BW-104512 oder BW-104855? 8004",
        "Wo ist BW-10451? 8004",
        "Wo ist meine Bestellung? 8004",
    ],
)
def test_digits_that_can_be_something_else_are_no_postcode(text):
    assert "postcode" not in dict(read(text))
