"""Swiss customers read Swiss German spelling, in one place on the way out."""

from __future__ import annotations

import pytest

from bot.replies import reply_of
from bot.spelling import in_spelling_of, swiss
from bot.turn_request import country_in


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Größe, weiß und außen", "Grösse, weiss und aussen"),
        ("STRAẞE", "STRASSE"),
        ("unter „Mein Konto“ (/shop/account)", "unter «Mein Konto» (/shop/account)"),
        ("die ‚Daunenjacke‘", "die ‹Daunenjacke›"),
        ("CHF 1’249.50", "CHF 1’249.50"),
        ("https://paket.example/größe?a=„b“ ist groß", "https://paket.example/größe?a=„b“ ist gross"),
        ("an groß@bergwerk.example, Straße", "an groß@bergwerk.example, Strasse"),
        ("siehe /shop/größe oder weiß/groß", "siehe /shop/größe oder weiss/gross"),
    ],
)
def test_german_is_written_as_in_switzerland_and_addresses_stay(written, shown):
    assert swiss(written) == shown


def reply():
    return reply_of(
        {
            "text": "Welche Größe?",
            "buttons": [{"title": "Groß", "payload": '/product_availability{"product": "Größe L"}'}],
        },
        ["product_availability"],
    )


def test_texts_and_labels_change_and_what_a_choice_means_does_not():
    (shown,) = in_spelling_of([reply()], "de", "CH")
    assert (shown["text"], shown["choices"][0]["label"]) == ("Welche Grösse?", "Gross")
    assert shown["choices"][0]["entities"] == [{"entity": "product", "value": "Größe L"}]


@pytest.mark.parametrize(
    ("language", "country"), [("de", "DE"), ("de", "AT"), ("de", None), ("en", "CH"), (None, "CH")]
)
def test_nobody_else_reads_it(language, country):
    assert in_spelling_of([reply()], language, country) == [reply()]


def test_liechtenstein_writes_so_too():
    assert in_spelling_of([reply()], "de", "LI")[0]["text"] == "Welche Grösse?"


@pytest.mark.parametrize(
    ("locale", "country"),
    [("de-CH", "CH"), ("en-CH", "CH"), ("de-ch", "CH"), ("de", None), ("fr-CH", None), (None, None), ("", None)],
)
def test_the_country_is_read_off_the_locale(locale, country):
    assert country_in(locale) == country
