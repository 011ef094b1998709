from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.nlu.found import OTHER, plain
from bot.nlu.mail_addresses import find_mail_addresses

# The machine may be busy with something else.
UNHURRIED = settings(deadline=None, derandomize=True, database=None)


def read(text: str) -> list[tuple[str, str]]:
    return [(each.entity, each.value) for each in find_mail_addresses(plain(text)) if each.entity != OTHER]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("mia.keller@example.com", "mia.keller@example.com"),
        ("Meine Mail ist Mia@Example.com.", "Mia@example.com"),
        ("(mia@gmx.de)", "mia@gmx.de"),
        ("<mia_k+shop@web.de>,", "mia_k+shop@web.de"),
        ("mailto:mia@web.de", "mia@web.de"),
        ("info@müller.ch!", "info@müller.ch"),
        ("jürgen@müller.de", "jürgen@müller.de"),
        ("it's lea@sub.uni-bern.ch?", "lea@sub.uni-bern.ch"),
        ("mia＠gmx.ch", "mia@gmx.ch"),
    ],
)
def test_an_address_is_read_as_it_was_typed(text, address):
    assert read(text) == [("email", address)]


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("mia (at) example.com", ["mia@example.com"]),
        ("mia[at]gmx[dot]de", ["mia@gmx.de"]),
        ("mia at example dot com", ["mia@example.com"]),
        ("mia ät gmx punkt ch", ["mia@gmx.ch"]),
        ("mia @ gmx.de", ["mia@gmx.de"]),
        ("mia@gmx,de", ["mia@gmx.de"]),
        ("mia@gmial.com", ["mia@gmail.com", "mia@gmial.com"]),
        ("mia@hotmial.de", ["mia@hotmail.de", "mia@hotmial.de"]),
        ("mia@gmail.con", ["mia@gmail.com", "mia@gmail.con"]),
        ("mia@example", ["mia@example"]),
        ("mia..k@web.de", ["mia..k@web.de"]),
    ],
)
def test_an_address_that_is_not_sure_is_only_a_reading(text, readings):
    assert read(text) == [("unclear_email", reading) for reading in readings]


@pytest.mark.parametrize(
    "text",
    [
        "I am at home. Thanks",
        "we meet at 5. de facto",
        "bleibe at hotel, it is fine",
        "@",
        "@service hilfe",
        "see https://example.com/a@b",
        "www.example.com",
        "arrive at Bern",
        "",
    ],
)
def test_other_words_are_no_address(text):
    assert read(text) == []


LETTERS = "abcdefghijklmnopqrstuvwxyz"


@UNHURRIED
@given(
    some.text(LETTERS + "0123456789", min_size=1, max_size=20),
    some.text(LETTERS, min_size=9, max_size=20),
    some.sampled_from(["de", "ch", "at", "com", "example"]),
    some.sampled_from(["{}", "Mail: {}", "{}!", "({})", "bitte an {}, danke", "an {}."]),
)
def test_an_address_is_found_wherever_it_stands(local, domain, ending, around):
    address = f"{local}@{domain}.{ending}"
    assert address in [value for _, value in read(around.format(address))]


@UNHURRIED
@given(some.text() | some.text("ab@.,() atdot-"))
def test_no_text_breaks_the_reader_and_spans_are_right(text):
    text = plain(text)
    for each in find_mail_addresses(text):
        assert 0 <= each.start < each.end <= len(text)
