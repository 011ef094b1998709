"""Words are found however they are typed, and by their beginning."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from handover.domain.search import words_of


@pytest.mark.parametrize(
    ("typed", "otherwise"),
    [
        ("Grüße", "GRUESSE"),
        ("Größe", "grosse"),
        ("Zürich", "zurich"),
        ("café", "CAFE"),
        ("Rücksendung?", "rücksendung"),
        ("BG-2001", "bg 2001"),
        ("𝐍𝐎𝐓", "not"),
    ],
)
def test_case_accents_umlauts_and_signs_make_no_difference(typed: str, otherwise: str) -> None:
    assert words_of(typed) == words_of(otherwise)


def test_what_redaction_put_in_is_no_word() -> None:
    assert words_of("wo ist [order], [name]? order weg") == ["wo", "ist", "order", "weg"]


def test_of_signs_alone_there_is_no_word() -> None:
    assert words_of(" ?! 🏔 _ % * \" ' ") == []


@given(some.text("aeouäöüßsxné1日я", min_size=1, max_size=60))
def test_a_word_is_ascii_and_what_begins_it_still_does(word: str) -> None:
    [stored] = words_of(word)
    assert stored.isascii()
    assert stored.isalnum()
    for end in range(1, len(word)):
        assert stored.startswith(words_of(word[:end])[0])
