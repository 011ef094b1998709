from __future__ import annotations

from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.data_reader import DataReader
from bot.nlu.found import OTHER, UNCLEAR
from bot.nlu.readings import read, spans

# The machine may be busy with something else.
UNHURRIED = settings(deadline=None, derandomize=True, database=None)

TODAY = date(2026, 11, 25)
DIGITS = "0123456789"
AROUND = some.sampled_from(
    ["{}", "Hallo, {} bitte", "wo ist das? {}", "it's {}.", "({})", "{}, danke", "ich habe {} da"]
)
ORDER_PREFIXES = some.sampled_from(["BW-", "bw ", "BW", "bw_", "BW: ", "#", "Bestellung ", "order no. ", "Bestellnr:"])
POSTCODES = some.integers(1000, 9999).map(str) | some.integers(1001, 99998).map("{:05}".format)


def digits(length: int) -> some.SearchStrategy[str]:
    return some.text(DIGITS, min_size=length, max_size=length)


def found(text: str, language: str | None = "de") -> dict[str, list[object]]:
    told: dict[str, list[object]] = {}
    for each in read(text, language, TODAY):
        told.setdefault(each.entity, []).append(each.value)
    return told


PHONES = (
    some.builds("+{} {} {} {}".format, some.sampled_from(["41", "49", "43"]), digits(2), digits(3), digits(4))
    | some.builds("0{}/{}".format, some.integers(10, 9999), digits(6))
    | some.builds("0{} {} {} {}".format, some.integers(10, 99), digits(3), digits(2), digits(2))
    | some.builds("00{}{}".format, some.sampled_from(["41", "49", "43"]), digits(9))
    | some.builds("Tel. {}".format, digits(6))
)
IBANS = some.builds("CH{} {} {} {} {} {}".format, *(digits(n) for n in (2, 4, 4, 4, 4, 1))) | some.builds(
    "DE{}".format, digits(20)
)
ARTICLES = some.builds("{} {} {}".format, digits(1), digits(6), digits(6)) | digits(13)
AMOUNTS = some.builds("{} {}".format, some.integers(1, 999_999), some.sampled_from(["€", "EUR", "Euro", "Franken"]))
AMOUNTS |= some.builds("{}{}".format, some.sampled_from(["€", "CHF ", "EUR ", "Fr. "]), some.integers(1, 999_999))
DATES = some.dates(date(2000, 1, 1), date(2030, 1, 1)).map("{:%d.%m.%Y}".format)
DATES |= some.dates(date(2000, 1, 1), date(2030, 1, 1)).map("{:%Y-%m-%d}".format)


@UNHURRIED
@given(PHONES | IBANS | ARTICLES | AMOUNTS | DATES | POSTCODES, AROUND)
def test_no_other_number_is_an_order_number(number, around):
    told = found(around.format(number))
    assert "order_number" not in told
    assert f"{UNCLEAR}order_number" not in told


@UNHURRIED
@given(some.integers(100_000, 199_999), ORDER_PREFIXES, AROUND)
def test_an_order_number_is_read_wherever_it_stands(number, prefix, around):
    assert found(around.format(f"{prefix}{number}")) == {"order_number": [f"BW-{number}"]}


@UNHURRIED
@given(some.integers(100_000, 199_999), POSTCODES)
def test_an_order_number_and_its_postcode_are_told_apart(number, postcode):
    assert found(f"BW-{number}, {postcode}") == {"order_number": [f"BW-{number}"], "postcode": [postcode]}
    assert found(f"Bestellung {number}, PLZ {postcode}") == {"order_number": [f"BW-{number}"], "postcode": [postcode]}


@UNHURRIED
@given(some.integers(100_000, 199_999), some.integers(0, 9))
def test_a_digit_more_or_less_is_never_read_as_a_number(number, digit):
    for typed in (f"BW-{number}{digit}", f"BW-{number // 10}", f"Bestellnummer {number}{digit}"):
        assert "order_number" not in found(typed)
        assert f"{UNCLEAR}order_number" in found(typed)


@UNHURRIED
@given(some.lists(some.integers(100_000, 199_999), min_size=2, max_size=4, unique=True))
def test_of_several_numbers_all_are_readings(numbers):
    told = found("Es geht um " + " und ".join(f"BW-{number}" for number in numbers))
    assert sorted(told[f"{UNCLEAR}order_number"]) == sorted(f"BW-{number}" for number in numbers)
    assert "order_number" not in told


@UNHURRIED
@given(some.text() | some.text(DIGITS + "bw-#. /€@OIl:,'\u2013 "), some.sampled_from(["de", "en", None]))
def test_no_text_breaks_the_readers_and_no_two_readings_overlap(text, language):
    for each in read(text, language, TODAY):
        assert 0 <= each.start < each.end <= len(text)
    covered = [set(range(start, end)) for start, end, _ in spans(text)]
    assert sum(map(len, covered)) == len(set().union(*covered))


@UNHURRIED
@given(some.text())
def test_the_same_text_is_always_read_the_same(text):
    assert read(text, "de", TODAY) == read(text, "de", TODAY)


def test_all_kinds_are_found_in_one_message():
    text = "BW-104512, 8004 Zürich, mia@gmx.ch: am 3.12. wurden 49,90 € abgebucht, Tel. 044 555 01 80"
    assert [(text[start:end], kind) for start, end, kind in spans(text)] == [
        ("BW-104512", "order_number"),
        ("8004", "postcode"),
        ("mia@gmx.ch", "email"),
        ("3.12.", "date"),
        ("49,90 €", "amount"),
        ("044 555 01 80", OTHER),
    ]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("PLZ 8004 oder PLZ 8005", "postcode"),
        ("mia@gmx.de und mia@gmx.ch", "email"),
        ("8004 Zürich, 3011 Bern", "postcode"),
    ],
)
def test_of_two_postcodes_or_addresses_none_is_taken(text, entity):
    told = found(text)
    assert entity not in told
    assert len(told[f"{UNCLEAR}{entity}"]) == 2


HOSTILE = ["1 ", "12-", "a@", "bw-1", "1.", "vor ", "03/", "CHF 1'", "at ", "DE12 1234 ", "0", "1,", "ein und "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_and_hostile_message_is_read_in_no_time(piece):
    began = process_time()
    read(piece * (4_000 // len(piece)), "en", TODAY)
    assert process_time() - began < 0.5


def test_the_component_adds_entities_as_seen_on_the_day_of_the_message():
    message = Message({"text": "BW-104512, CH-8004, morgen", "entities": [{"entity": "language", "value": "de"}]})
    DataReader(lambda: date(2026, 12, 31)).process([message])
    told = {each["entity"]: each for each in message.get("entities")}
    assert told["date"]["value"] == "2027-01-01"
    assert told["postcode"]["value"] == "8004"
    assert told["postcode"]["countries"] == ["CH", "AT"]
    assert told["order_number"] == {
        "entity": "order_number",
        "value": "BW-104512",
        "start": 0,
        "end": 9,
        "extractor": "data",
    }


def test_the_language_of_the_message_decides_on_a_date():
    message = Message({"text": "03/04/2026", "entities": [{"entity": "language", "value": "en"}]})
    DataReader(lambda: TODAY).process([message])
    assert [each["value"] for each in message.get("entities")[1:]] == ["2026-04-03", "2026-03-04"]
    message = Message({"text": "03/04/2026", "entities": [{"entity": "language", "value": "de"}]})
    DataReader(lambda: TODAY).process([message])
    assert [each["value"] for each in message.get("entities")[1:]] == ["2026-04-03"]


def test_other_numbers_are_no_entities():
    message = Message({"text": "Tel. 044 555 01 80"})
    DataReader().process([message])
    assert message.get("entities", []) == []
