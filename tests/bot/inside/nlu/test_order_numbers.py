from __future__ import annotations

import pytest

from bot.nlu.order_numbers import find, without_numbers


def read(text: str) -> list[tuple[str, str]]:
    return sorted((found.entity, found.value) for found in find(text))


@pytest.mark.parametrize(
    "text",
    [
        "BW-104512",
        "bw 104512",
        "BW104512",
        "bw_104512",
        "bw:104512",
        "BW–104512",
        "b w 104512",
        "BW 104 512",
        "bw 10 45 12",
        "1O4512",
        "bwI04512",
        "bw lO4512",
        "#104512",
        "104 512",
        "Nr.104512",
        "meine Nummer ist 104512.",
        "Bestellung 104512",
        "my order number is 104512!",
        "wo bleibt 104512?",
        "storniere 104512 bitte",
        "BW-104512 ... nochmal: bw104512",
    ],
)
def test_an_order_number_is_read_as_people_type_it(text):
    assert set(read(text)) == {("order_number", "BW-104512")}


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("BW-104512, 8004", "8004"),
        ("8004 / BW104512", "8004"),
        ("BW-104512 und 04109", "04109"),
        ("BW 104512 für 8004 Zürich", "8004"),
        ("it's BW-104512 and the zip is 8004", "8004"),
        ("Wo ist BW-104512? PLZ: 04109", "04109"),
    ],
)
def test_a_postcode_is_read_beside_an_order_number(text, postcode):
    assert read(text) == [("order_number", "BW-104512"), ("postcode", postcode)]


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("CH-8004", "8004"),
        ("D-04109 Leipzig", "04109"),
        ("A-6020", "6020"),
        ("postcode 8004", "8004"),
        ("plz ist 04109", "04109"),
    ],
)
def test_a_postcode_is_read_where_it_says_so(text, postcode):
    assert read(text) == [("postcode", postcode)]


@pytest.mark.parametrize("text", ["8004", "8004 Zürich", "12345", "ich hab 2024 bestellt"])
def test_digits_alone_mean_something_only_where_they_were_asked_for(text):
    assert [entity for entity, _ in read(text)] == ["number"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("BW-1045", "BW-1045"),
        ("BW-12", "BW-12"),
        ("BW-1045123", "BW-1045123"),
        ("Bestellnummer 10451", "10451"),
        ("order no. 1045123", "1045123"),
    ],
)
def test_a_try_that_is_no_order_number_is_told_as_typed(text, value):
    assert read(text) == [("order_number", value)]


@pytest.mark.parametrize(
    "text",
    [
        "+41 44 555 01 80",
        "0445550180",
        "20.11.2026",
        "am 12.11. bestellt",
        "100000 Euro",
        "hält der 1000 mm Wassersäule?",
        "ordered 3 tents",
        "#lol",
        "order lol",
        "Piz 40",
        "",
    ],
)
def test_other_numbers_are_no_data(text):
    assert read(text) == []


def test_of_two_order_numbers_none_is_taken():
    assert read("BW-104855 und BW-104903") == []


def test_spans_point_at_what_was_read():
    text = "bitte bw 104512, PLZ 8004"
    assert {text[found.start : found.end] for found in find(text)} == {"bw 104512", "PLZ 8004"}


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("Wo ist meine Bestellung BW-104733, PLZ 04109?", "Wo ist meine Bestellung  ,  ?"),
        ("order 104512 please", "order   please"),
        ("BW-104855 oder BW-104903", "oder"),
        ("BW-104512", ""),
        ("Zelt für 2 Personen", "Zelt für 2 Personen"),
    ],
)
def test_what_is_left_without_numbers_is_the_wish(text, wish):
    assert without_numbers(text) == wish
