from __future__ import annotations

import pytest

from bot.nlu.found import plain
from bot.nlu.postcodes import countries, find_postcodes


def read(text: str) -> list[tuple[str, str]]:
    return [(each.entity, each.value) for each in find_postcodes(plain(text))]


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("CH-8004", "8004"),
        ("CH 8004", "8004"),
        ("ch-8004 Zürich", "8004"),
        ("D-04109 Leipzig", "04109"),
        ("DE 04109", "04109"),
        ("A-6020", "6020"),
        ("AT-6020 Innsbruck", "6020"),
        ("postcode 8004", "8004"),
        ("zip code: 04109", "04109"),
        ("PLZ8004", "8004"),
        ("plz ist 04109", "04109"),
        ("Postleitzahl meine 6020", "6020"),
        ("8004 is the postcode", "8004"),
        ("04109 ist meine PLZ", "04109"),
        ("8004 Zürich", "8004"),
        ("8004 zuerich", "8004"),
        ("8004, Zürich", "8004"),
        ("04109 Leipzig", "04109"),
        ("9000 St. Gallen", "9000"),
        ("Leipzig 04109", "04109"),
        ("ＰＬＺ ８００４", "8004"),
        ("PLZ CH-8004", "8004"),
    ],
)
def test_a_postcode_is_read_where_something_says_that_it_is_one(text, postcode):
    assert read(text) == [("postcode", postcode)]


@pytest.mark.parametrize(
    ("text", "value"),
    [("D-4109", "04109"), ("CH-80041", "80041"), ("A-04109", "04109"), ("PLZ 800", "800"), ("PLZ 0999", "0999")],
)
def test_one_that_cannot_be_is_unclear_with_its_lost_zero_back(text, value):
    assert read(text) == [("unclear_postcode", value)]


@pytest.mark.parametrize(
    "text",
    ["8004", "1500 Euro", "ich habe 2024 Bestellungen", "Bern 2024", "1000 Dank", "a 6020", "at 6020 m", "de 100", ""],
)
def test_other_numbers_are_no_postcode(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("digits", "possible"),
    [
        ("8004", ("CH", "AT")),
        ("1000", ("CH",)),
        ("9999", ("CH",)),
        ("1010", ("CH", "AT")),
        ("04109", ("DE",)),
        ("01001", ("DE",)),
        ("99998", ("DE",)),
        ("00999", ()),
        ("99999", ()),
        ("0999", ()),
        ("800", ()),
        ("104512", ()),
    ],
)
def test_digits_tell_in_which_countries_they_can_be_a_postcode(digits, possible):
    assert countries(digits) == possible
