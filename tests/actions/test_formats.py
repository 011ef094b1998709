from datetime import date

import pytest

from actions.replies.formats import day, price
from actions.words.sentence import Sentence


def test_days_are_written_out_in_each_language():
    assert day(date(2026, 3, 1), "de") == "1. März 2026"
    assert day(date(2026, 11, 22), "en") == "22 November 2026"


@pytest.mark.parametrize(
    ("cents", "currency", "language", "written"),
    [
        (4990, "EUR", "de", "49,90 €"),
        (4990, "EUR", "en", "€49.90"),
        (4990, "CHF", "de", "CHF 49.90"),
        (4990, "CHF", "en", "CHF 49.90"),
        (124905, "EUR", "de", "1.249,05 €"),
        (124905, "EUR", "en", "€1,249.05"),
        (124905, "CHF", "de", "CHF 1’249.05"),
        (0, "EUR", "de", "0,00 €"),
    ],
)
def test_prices_are_written_as_in_the_shop(cents, currency, language, written):
    assert price(cents, currency, language) == written


def test_braces_in_a_value_stay_what_they_are():
    sentence = Sentence(de="Hallo {name}", en="Hello {name}")
    assert sentence.in_("de", name="{number} {0} %s") == "Hallo {number} {0} %s"
