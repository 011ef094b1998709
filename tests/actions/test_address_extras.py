"""Parts of an address that there is no room for are never dropped silently: the customer is told which."""

import pytest

from actions.reading.addresses import read_address
from actions.reading.extras import box_in, extras_in, names_another
from tests.actions.test_change_address import BOTH, FORM, INTENT, MIA, NEW, NUMBER, asked_for_a_yes

EXTRAS = [
    ("Anna Meier, c/o Firma Huber, Rosenweg 4, 3. Stock links, 10117 Berlin", ("c/o Firma Huber", "3. Stock links")),
    ("bitte c/o Firma Huber dazu", ("c/o Firma Huber",)),
    ("Hauptstraße 12 Hinterhaus, 04107 Leipzig", ("Hinterhaus",)),
    ("z. Hd. Frau Weber, Bergweg 5, 8005 Zürich", ("z. Hd. Frau Weber",)),
    ("an Firma Huber AG, Bergweg 5, 8005 Zürich", ("Firma Huber AG",)),
    ("Lindenallee 3 04107 Leipzig bitte, Klingel Maier", ("Klingel Maier",)),
    ("Flat 3, 12 High Ridge, 3011 Bern", ("Flat 3",)),
    ("Bergweg 5, Apartment 12, 8005 Zürich", ("Apartment 12",)),
    ("Bergstraße 12/3, Top 5, 1010 Wien", ("Top 5",)),
    ("2nd floor please", ("2nd floor",)),
    ("Rosenweg 4, Postfach 12, 8001 Zürich", ("Postfach 12",)),
    ("Der Empfänger soll aber Anna Meier heißen", ("Empfänger soll aber Anna Meier heißen",)),
    # all of these have room
    ("Bergweg 5, 8005 Zürich", ()),
    ("Stockstraße 5, 79098 Freiburg im Breisgau", ()),
    ("Firmenweg 3, 8005 Zürich", ()),
    ("nein, Hausnummer 6a", ()),
]
BOXES = [
    "Packstation 134, 10117 Berlin",
    "Postfach 1234, 8001 Zürich",
    "P.O. Box 12, 8001 Zürich",
    "an eine Postfiliale",
]


@pytest.mark.parametrize(("said", "parts"), EXTRAS)
def test_what_has_no_room_in_an_address_is_found(said, parts):
    assert extras_in(said, read_address(said, asked=True).street) == parts


@pytest.mark.parametrize("said", BOXES)
def test_a_box_is_no_street(said):
    assert box_in(said)
    assert read_address(said, asked=True).street is None


def test_a_box_that_is_not_wanted_is_none():
    assert box_in("nicht an die Packstation 134, sondern Rosenweg 4") is None


@pytest.mark.parametrize("number", ["Wohnung 5", "3. Stock", "Packstation 134", "Top 5"])
def test_the_number_of_a_door_is_no_house_number(number):
    assert read_address(number, asked=True).street is None


@pytest.mark.parametrize(("told", "part"), [("c/o Firma Huber, {}", "c/o Firma Huber"), ("{}, 3. Stock", "3. Stock")])
@BOTH
async def test_the_customer_is_told_what_is_left_out_before_the_yes(talk, language, told, part):
    customer = talk(language, email=MIA)
    await customer.say("…", INTENT, form=FORM, order_number=NUMBER)
    said = await customer.say(told.format(NEW))
    assert said.asked == "confirmed"
    assert part in said.texts[0]
    assert ("sprechen Sie bitte mit einer Person" if language == "de" else "talk to a person") in said.texts[0]
    assert NEW in said.texts[1]


@pytest.mark.parametrize(
    ("said", "another"),
    [
        (f"Anna Meier, {NEW}", True),
        (f"Anna Keller\n{NEW}", True),
        (f"an Anna Meier, {NEW}", True),
        (f"Mia Keller, {NEW}", False),
        (f"Guten Tag, {NEW}", False),
        (f"Neue Adresse, {NEW}", False),
        (NEW, False),
        ("Anna Meier", False),
    ],
)
def test_another_name_in_front_of_an_address_is_seen(said, another):
    assert names_another(said, read_address(said, asked=True).street, "Mia Keller") is another


@BOTH
async def test_that_the_name_stays_is_said_before_the_yes(talk, language):
    customer = talk(language, email=MIA)
    await customer.say("…", INTENT, form=FORM, order_number=NUMBER)
    said = await customer.say(f"Anna Meier, {NEW}")
    assert said.asked == "confirmed"
    assert ("es bleibt Mia Keller" if language == "de" else "it stays Mia Keller") in said.texts[0]
    assert f"Mia Keller, {NEW}" in said.texts[1]


async def test_what_is_left_out_is_told_at_once_also_before_the_proof(talk):
    said = await talk().say(f"{NUMBER} bitte c/o Huber, {NEW}", INTENT, form=FORM, order_number=NUMBER)
    assert (said.asked, said.person_offered) == ("postcode", "no_result")
    assert "c/o Huber" in said.text


@pytest.mark.parametrize(
    ("said", "intent", "yes"),
    [
        ("Und bitte c/o Firma Huber dazu", "nlu_fallback", None),
        ("Der Empfänger soll aber Anna Meier heißen", INTENT, None),
        ("ja, und c/o Firma Huber dazu", "affirm", True),
        ("please add flat 3", "track_order", None),
    ],
)
async def test_a_part_without_room_at_the_yes_is_no_yes_and_a_person_is_offered(talk, shop, said, intent, yes):
    before = shop.order(NUMBER).address
    customer = await asked_for_a_yes(talk)
    given = {} if yes is None else {"confirmed": yes}
    answer = await customer.say(said, intent, **given)
    assert (answer.asked, answer.person_offered) == ("confirmed", "no_result")
    assert "kann ich hier nicht in eine Adresse schreiben" in answer.text
    assert shop.order(NUMBER).address == before


@pytest.mark.parametrize("box", BOXES)
@BOTH
async def test_a_box_is_not_accepted(talk, shop, language, box):
    before = shop.order(NUMBER).address
    customer = talk(language, email=MIA)
    await customer.say("…", INTENT, form=FORM, order_number=NUMBER)
    said = await customer.say(box)
    assert (said.asked, said.person_offered, customer.slots["new_address"]) == ("new_address", "no_result", None)
    assert shop.order(NUMBER).address == before


async def test_a_box_at_the_yes_takes_the_address_back(talk):
    customer = await asked_for_a_yes(talk)
    said = await customer.say("lieber Packstation 134, 8001 Zürich")
    assert (said.asked, customer.slots["new_address"]) == ("new_address", None)
