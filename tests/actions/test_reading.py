import pytest

from actions.reading.numbers import OrderNumber, Unreadable, read_order_number, read_postcode


@pytest.mark.parametrize(
    "typed",
    [
        "BW-104512",
        "bw 104512",
        "BW104512",
        "1O4512",
        "1o45l2",
        "bw-1O45I2",
        "BW–104512",
        "BW‑104512",
        "B W 104512",
        "BW: 104512",
        "BW 104 512",
        "bw 10 45 12",
        "#104512",
        "Meine Bestellnummer ist 104512.",
        "order no. bw104512, please",
        "BW-104512 8004",
        "104512 / 8004",
        "BW-104512, ich wiederhole: bw 104512",
        "ＢＷ－１０４５１２",
        "  BW-104512\n",
    ],
)
def test_an_order_number_is_read_as_people_type_it(typed):
    assert read_order_number(typed) == OrderNumber("BW-104512")


@pytest.mark.parametrize(
    "typed",
    [
        "BW-10451",
        "BW-1045123",
        "10451",
        "1045123",
        "BW-1O45S2",
        "BW-10451Z",
        "+49 30 104512",
        "104512.50",
        "am 10.45.12",
        "AB-104512",
        "OOlOOl 1",
        "x104512",
    ],
)
def test_what_cannot_be_read_safely_is_not_guessed(typed):
    assert read_order_number(typed) is Unreadable.UNSAFE


def test_two_order_numbers_are_not_one():
    assert read_order_number("BW-104512 oder BW-104855?") is Unreadable.SEVERAL


def test_a_number_that_the_shop_never_gave_out_is_not_ours():
    assert read_order_number("BW-200000") is Unreadable.NOT_OURS
    assert read_order_number("BW-199999") == OrderNumber("BW-199999")


@pytest.mark.parametrize("typed", ["", "weiß ich nicht", "blwiol", "Ollioo"])
def test_words_are_no_order_number(typed):
    assert read_order_number(typed) is Unreadable.NOTHING


@pytest.mark.parametrize(
    ("typed", "postcode"),
    [
        ("8004", "8004"),
        ("CH-8004", "8004"),
        ("ch 8004", "8004"),
        ("D-04109", "04109"),
        ("A-6020 Innsbruck", "6020"),
        ("04109 Leipzig", "04109"),
        ("PLZ: 8004.", "8004"),
        ("Bestellung BW-104512, Postleitzahl 8004", "8004"),
        ("104512 8004", "8004"),
        ("８００４", "8004"),
        ("die 8004, also 8004 Zürich", "8004"),
    ],
)
def test_a_postcode_is_read_as_people_type_it(typed, postcode):
    assert read_postcode(typed) == postcode


@pytest.mark.parametrize("typed", ["800", "800412", "CH-80041", "D-4109", "DE 4109", "8004.50", "12/8004/3"])
def test_what_cannot_be_a_postcode_is_none(typed):
    assert read_postcode(typed) is Unreadable.UNSAFE


def test_several_postcodes_in_one_message_are_not_tried_one_by_one():
    assert read_postcode("8001 8002 8003 8004") is Unreadable.SEVERAL


def test_reading_a_long_message_takes_no_time():
    hostile = ("bw-" * 20_000) + ("1" * 50_000)
    assert read_order_number(hostile) is Unreadable.UNSAFE
    assert read_postcode("CH-" * 30_000) is Unreadable.NOTHING
