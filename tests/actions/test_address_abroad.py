"""Nothing is sent to a country that the shop does not deliver to, also not under the name of another one."""

import pytest

from actions.reading.abroad import abroad_in
from actions.reading.addresses import read_address
from tests.actions.test_change_address import BOTH, FORM, INTENT, MIA, NEW, NUMBER, asked_for_a_yes

ABROAD = [
    ("12 Rue de Rivoli, 75001 Paris, Frankreich", "Frankreich"),
    ("10 Downing Street, 12345 London, UK", "UK"),
    ("10 Downing Street, 12345 London", "London"),
    ("Via Roma 5, 39100 Bozen, Italien", "Italien"),
    ("Kirchstrasse 3, 9490 Vaduz", "Vaduz"),
    ("Kirchstrasse 3, 9494 Irgendwo", "9494"),
    ("Aeulestrasse 5, FL-9490 Vaduz", "FL-9490"),
    ("5 Main Street, 12345 Springfield, United States", "United States"),
    ("nach Polen bitte", "Polen"),
]
NOT_ABROAD = [
    "Rosa-Luxemburg-Straße 5, 10117 Berlin",
    "Rosa Luxemburg Straße 5, 10117 Berlin",
    "Ich bin noch in Italien, bitte an Bergweg 5, 8005 Zürich",
    "nicht nach Frankreich",
    "Ich ziehe aus Polen nach Leipzig",
    "Hollandstraße 3, 1020 Wien",
    "Bergweg 5, 6020 Innsbruck, Österreich",
    "Annaberger Straße 5, 09487 Schlettau",
    "Hauptplatz 1, 9341 Straßburg",
]


@pytest.mark.parametrize(("said", "place"), ABROAD)
def test_a_place_abroad_is_known_by_its_country_its_town_or_its_postcode(said, place):
    assert abroad_in(said, read_address(said, asked=True)) == place


@pytest.mark.parametrize("said", NOT_ABROAD)
def test_a_country_in_a_street_or_one_that_is_left_is_no_place_abroad(said):
    assert abroad_in(said, read_address(said, asked=True)) is None


@pytest.mark.parametrize(("address", "place"), ABROAD)
@BOTH
async def test_an_order_is_not_sent_abroad_and_a_person_is_offered(talk, shop, language, address, place):
    before = shop.order(NUMBER).address
    customer = talk(language, email=MIA)
    await customer.say("…", INTENT, form=FORM, order_number=NUMBER)
    said = await customer.say(address)
    assert (said.asked, said.person_offered, customer.slots["new_address"]) == ("new_address", "no_result", None)
    assert ("Wir liefern nur nach" if language == "de" else "We deliver to") in said.text
    assert place in said.text
    said = await customer.say(NEW)
    assert said.asked == "confirmed"
    assert NEW in said.text
    assert shop.order(NUMBER).address == before


async def test_an_address_abroad_that_is_told_at_first_is_not_kept_until_the_proof(talk):
    customer = talk()
    said = await customer.say("an Via Roma 5, 39100 Bozen, Italien", INTENT, form=FORM, order_number=NUMBER)
    assert "Wir liefern nur nach" in said.text
    assert (said.asked, customer.slots["new_address"]) == ("postcode", None)
    assert (await customer.say("8004", postcode="8004")).asked == "new_address"


async def test_a_yes_to_an_address_abroad_counts_for_nothing(talk, shop):
    before = shop.order(NUMBER).address
    customer = await asked_for_a_yes(talk)
    said = await customer.say("ja, aber nach Frankreich", "affirm", confirmed=True)
    assert (said.asked, customer.slots["confirmed"]) == ("new_address", None)
    assert shop.order(NUMBER).address == before


async def test_an_account_does_not_move_abroad_either(talk, shop):
    customer = talk(email=MIA)
    said = await customer.say("Ich bin umgezogen: Kirchstrasse 3, 9490 Vaduz", INTENT, form=FORM)
    assert (said.asked, said.person_offered) == ("new_address", "no_result")
    assert shop.account(MIA).move is None
