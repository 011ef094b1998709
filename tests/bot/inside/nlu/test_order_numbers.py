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
        "b.w. 104512",
        "BW Nr. 104512",
        "BW 104 512",
        "BW 104-512",
        "BW-104'512",
        "BW-104,512",
        "bw 10 45 12",
        "BW 1 0 4 5 1 2",
        "ＢＷ－１０４５１２",
        "BW-１０４５１２",
        "BW\u00a0104512",
        "BW-104\u200b512",
        "1O4512",
        "bwI04512",
        "bw lO4512",
        "#104512",
        "order#104512",
        "104 512",
        "1 0 4 5 1 2",
        "Nr.104512",
        "Bestellnr:104512",
        "Bestellnr.104512",
        "Best.-Nr. 104512",
        "Bestell-Nr 104512",
        "Auftragsnummer lautet 104512",
        "Bestellung mit der Nummer 104512",
        "Order ID 104512",
        "bw104512.",
        "(BW-104512)",
        "meine Nummer ist 104512.",
        "Bestellung 104512",
        "my order number is 104512!",
        "wo bleibt 104512?",
        "storniere 104512 bitte",
        "BW-104512 ... nochmal: bw104512",
        "oh, BW-104512, nicht 104521",
        "not BW-104521 but BW-104512",
    ],
)
def test_an_order_number_is_read_as_people_type_it(text):
    assert set(read(text)) == {("order_number", "BW-104512")}


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("BW-104512, 8004", "8004"),
        ("8004 / BW104512", "8004"),
        ("8004 104512", "8004"),
        ("BW-104512/8004", "8004"),
        ("Bestellung BW104512|8004", "8004"),
        ("104512 8004", "8004"),
        ("BW-104512 und 04109", "04109"),
        ("BW 104512 für 8004 Zürich", "8004"),
        ("BW 104 512 8004", "8004"),
        ("it's BW-104512 and the zip is 8004", "8004"),
        ("Wo ist BW-104512? PLZ: 04109", "04109"),
    ],
)
def test_a_postcode_is_read_beside_an_order_number(text, postcode):
    assert read(text) == [("order_number", "BW-104512"), ("postcode", postcode)]


@pytest.mark.parametrize("text", ["8004", "12345", "ich hab 2024 bestellt", "Bestellung 2024", "250000", "098098"])
def test_digits_alone_mean_something_only_where_they_were_asked_for(text):
    assert [entity for entity, _ in read(text)] == ["number"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("BW-1045", "BW-1045"),
        ("BW-12", "BW-12"),
        ("BW-1045123", "BW-1045123"),
        ("BW-10451234567", "BW-10451234567"),
        ("Bestellnummer 10451", "10451"),
        ("order no. 1045123", "1045123"),
        ("#14254", "#14254"),
    ],
)
def test_a_try_that_is_no_order_number_is_told_as_typed_and_unclear(text, value):
    assert read(text) == [("unclear_order_number", value)]


@pytest.mark.parametrize(
    "text",
    ["BW-10451 2 Pakete", "BW-104S12", "BW 1045 12", "BW-1 04512", "bw-l045Z2", "WB-104512", "VW104512", "B104512"],
)
def test_a_number_that_can_be_guessed_is_only_a_reading(text):
    [(entity, value)] = read(text)
    assert entity == "unclear_order_number"
    assert value in ("BW-104512", "BW-104522")


def test_an_impossible_number_is_told_as_the_number_that_it_is():
    assert read("BW-250000") == [("order_number", "BW-250000")]


@pytest.mark.parametrize(
    "text",
    [
        "+41 44 555 01 80",
        "+49 30 104512",
        "0445550180",
        "030 104512",
        "030/104512",
        "0176-104512",
        "Tel. 104512",
        "you can call me on 104512",
        "CH93 0076 2011 6238 5295 7",
        "DE89370400440532013000",
        "gb29 nwbk 6016 1331 9268 19",
        "4 006381 333931",
        "4006381333931",
        "4111 1111 1111 1111",
        "99.34.104512.12345678",
        "Sendungsnummer 104512",
        "Kundennummer: 104512",
        "Rechnungsnummer 104512",
        "voucher code 104512",
        "my customer number is 104512",
        "20.11.2026",
        "am 12.11. bestellt",
        "100000 Euro",
        "CHF 104512",
        "€104512",
        "104512.50",
        "100000 yen",
        "um 10:45:12",
        "hält der 1000 mm Wassersäule?",
        "ordered 3 tents",
        "#lol",
        "order lol",
        "Piz 40",
        "",
    ],
)
def test_other_numbers_are_no_order_number(text):
    assert not [each for each in read(text) if each[0] != "number"]


def test_of_two_order_numbers_none_is_taken():
    both = [("unclear_order_number", "BW-104855"), ("unclear_order_number", "BW-104903")]
    assert read("BW-104855 und BW-104903") == both
    assert read("104855, 104903") == both


def test_spans_point_at_what_was_read():
    text = "bitte bw 104512, PLZ 8004"
    assert {text[found.start : found.end] for found in find(text)} == {"bw 104512", "PLZ 8004"}


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("Wo ist meine Bestellung BW-104733, PLZ 04109?", "Wo ist meine Bestellung  _ ,  ?"),
        ("order 104512 please", "order  _  please"),
        ("BW-104855 oder BW-104903", "_  oder  _"),
        ("BW-104512", "_"),
        ("PLZ 8004", ""),
        ("Zelt für 2 Personen", "Zelt für 2 Personen"),
    ],
)
def test_what_is_left_without_numbers_is_the_wish(text, wish):
    assert without_numbers(text) == wish
