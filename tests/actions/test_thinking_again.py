"""A day or a country that is told after the address was told back."""

import pytest

from actions.reading.addresses import denied_countries, read_address
from tests.actions.test_change_address import BOTH, FORM, INTENT, MIA, NEW, TOM


async def told_back(talk, language="de", email=MIA):
    customer = talk(language, email=email)
    await customer.say("umgezogen" if language == "de" else "I have moved", INTENT, form=FORM)
    assert (await customer.say(NEW)).asked == "confirmed"
    return customer


@BOTH
@pytest.mark.parametrize(
    ("intent", "filled"),
    [("inform", {}), ("affirm", {"confirmed": True}), ("deny", {"confirmed": False}), ("delivery_period", {})],
    ids=["inform", "affirm", "deny", "another matter"],
)
async def test_another_day_is_told_back_before_a_yes_counts(talk, shop, language, intent, filled):
    customer = await told_back(talk, language)
    wish = "ja, aber erst ab 1. Dezember" if language == "de" else "yes, but from 1 December"
    said = await customer.say(wish, intent, told={"date": "2026-12-01"}, **filled)
    assert said.asked == "confirmed"
    assert ("1. Dezember 2026" if language == "de" else "1 December 2026") in said.text
    assert shop.account(MIA).move is None
    await customer.say("ja", "affirm", confirmed=True)
    assert shop.account(MIA).move.from_on.isoformat() == "2026-12-01"


@BOTH
async def test_a_day_that_cannot_be_read_is_asked_for_and_is_no_yes(talk, shop, language):
    customer = await told_back(talk, language)
    wish = "ja, ab Dezember" if language == "de" else "yes, starting in December"
    said = await customer.say(wish, "affirm", confirmed=True)
    assert said.asked == "confirmed"
    assert ("bitte als Datum" if language == "de" else "please give me a date") in said.text
    assert ("22. November 2026" if language == "de" else "22 November 2026") in said.text
    assert shop.account(MIA).move is None


@pytest.mark.parametrize("yes", ["ja, ab sofort", "ja, ab heute bitte", "yes, from now on"])
async def test_from_now_on_is_a_yes(talk, shop, yes):
    customer = await told_back(talk)
    await customer.say(yes, "affirm", confirmed=True)
    assert shop.account(MIA).move is not None


async def test_a_question_with_a_day_is_another_matter(talk):
    customer = await told_back(talk)
    told = {"date": "2026-12-01"}
    assert (await customer.say("Habt ihr ab 1. Dezember geschlossen?", "opening_hours", told=told)).rejected


@pytest.mark.parametrize(
    ("said", "country", "denied"),
    [
        ("nicht in Österreich, in der Schweiz", "CH", {"AT"}),
        ("in der Schweiz, nicht in Österreich", "CH", {"AT"}),
        ("not in Austria but in Switzerland", "CH", {"AT"}),
        ("Schweiz statt Deutschland", "CH", {"DE"}),
        ("nicht in der Schweiz", None, {"CH"}),
        ("Österreich oder Schweiz", None, set()),
        ("in Österreich", "AT", set()),
    ],
)
def test_a_country_that_is_denied_or_one_of_two_is_not_told(said, country, denied):
    assert read_address(said, asked=True).country == country
    assert denied_countries(said) == denied


def test_a_denied_country_is_no_part_of_the_town():
    read = read_address("Bergweg 5, 6020 Zell nicht in Österreich, in der Schweiz", asked=True)
    assert (read.city, read.country) == ("Zell", "CH")


@BOTH
async def test_a_denied_country_is_asked_for_again(talk, shop, language):
    customer = talk(language, email=TOM)
    await customer.say("Adresse im Konto: Bergweg 5, A-6020 Hall", INTENT, form=FORM)
    said = await customer.say("nicht in Österreich" if language == "de" else "not in Austria")
    assert said.asked == "new_address"
    assert ("In welchem Land" if language == "de" else "Which country") in said.text
    said = await customer.say("Schweiz" if language == "de" else "Switzerland")
    assert "CH-6020 Hall" in said.text
    assert said.asked == "confirmed"
    assert shop.account(TOM).move is None


async def test_the_country_of_the_address_before_does_not_win_where_it_is_denied(talk, shop):
    customer = await told_back(talk)
    said = await customer.say("das ist nicht in der Schweiz", "inform")
    assert said.asked == "new_address"
    assert "In welchem Land" in said.text
    assert shop.account(MIA).move is None
