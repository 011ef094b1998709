from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.nlu.amounts import find_amounts
from bot.nlu.found import plain

# The machine may be busy with something else.
UNHURRIED = settings(deadline=None, derandomize=True, database=None)


def amounts(text: str) -> list[tuple[str, str, str | None]]:
    return [(each.entity, each.value["amount"], each.value["currency"]) for each in find_amounts(plain(text))]


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("49,90 €", "49.90", "EUR"),
        ("49,90€ bitte", "49.90", "EUR"),
        ("€49.90", "49.90", "EUR"),
        ("EUR 1.299,00", "1299.00", "EUR"),
        ("1.299 €", "1299.00", "EUR"),
        ("1,299.50 euros", "1299.50", "EUR"),
        ("CHF 1'200.–", "1200.00", "CHF"),
        ("Fr. 35.-", "35.00", "CHF"),
        ("20 Franken", "20.00", "CHF"),
        ("20 Fränkli", "20.00", "CHF"),
        ("70 Stutz", "70.00", "CHF"),
        ("$50", "50.00", "USD"),
        ("£ 12.5", "12.50", "GBP"),
        ("20-Euro-Gutschein", "20.00", "EUR"),
        ("1200.-", "1200.00", None),
        ("das kostet 49.90", "49.90", None),
        ("der Betrag von 129,90 wurde abgebucht", "129.90", None),
        ("99 Cent", "0.99", None),
        ("fifty euros", "50.00", "EUR"),
        ("twenty-five francs", "25.00", "CHF"),
        ("two hundred and fifty euros", "250.00", "EUR"),
        ("fünfzig Euro", "50.00", "EUR"),
        ("hundertfünfzig Franken", "150.00", "CHF"),
        ("ein hundert Euro", "100.00", "EUR"),
    ],
)
def test_an_amount_is_read_as_people_type_it(text, amount, currency):
    assert amounts(text) == [("amount", amount, currency)]


def test_what_may_be_two_amounts_is_unclear():
    assert amounts("10-20 €") == [("unclear_amount", "10.00", "EUR"), ("unclear_amount", "20.00", "EUR")]
    assert amounts("2 100 €") == [("unclear_amount", "2100.00", "EUR"), ("unclear_amount", "100.00", "EUR")]


@pytest.mark.parametrize(
    "text",
    [
        "Fr. Müller",
        "ein paar Euro",
        "12.11.2026",
        "1,5 l",
        "10 %",
        "1000 mm",
        "der Franken",
        "BW-104512",
        "3,5 Sterne",
        "",
    ],
)
def test_other_numbers_are_no_amount(text):
    assert amounts(text) == []


@UNHURRIED
@given(some.decimals(1, 9_999_999, places=2), some.sampled_from(["€", "EUR", "Euro", "CHF", "Franken"]))
def test_every_way_to_group_digits_means_the_same(amount, currency):
    code = "EUR" if currency in ("€", "EUR", "Euro") else "CHF"
    for typed in (
        f"{amount:.2f}",
        f"{amount:,.2f}",
        f"{amount:,.2f}".translate(str.maketrans(",.", ".,")),
        f"{amount:,.2f}".replace(",", "'"),
        f"{amount:,.2f}".replace(",", "’"),
    ):
        assert amounts(f"Es waren {typed} {currency}!") == [("amount", f"{Decimal(amount):.2f}", code)], typed


@UNHURRIED
@given(some.text() | some.text("0123456789.,'- €CHFEuro"))
def test_no_text_breaks_the_reader_and_spans_are_right(text):
    text = plain(text)
    for each in find_amounts(text):
        assert 0 <= each.start < each.end <= len(text)
