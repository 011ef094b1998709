"""What a return here cannot do is said before the yes: an exchange, and some of the pieces alone."""

import pytest
from sqlalchemy import update

from actions.backend.model import Line, Name
from actions.backend.tables import order_lines
from actions.reading.return_wishes import takes_part, wants_exchange
from tests.actions.test_return_item import BOTH, FORM, GLOVES, INTENT, ONE, TWO, deliver, going_back

TENTS = Line("BG-4002", Name("Leichtzelt Solo", "Solo ultralight tent"), 2, 34900)
BEANIE = Line("BG-2303", Name("Strickmütze Hüttenabend", "Hüttenabend knitted beanie"), 1, 2990)


@pytest.fixture(autouse=True)
def _delivered(shop_database):
    deliver(shop_database)


@pytest.fixture
def two_pairs(shop_database):
    """Mia ordered two pairs of gloves."""
    with shop_database.transaction() as connection:
        mine = (order_lines.c.order_number == "BW-104855") & (order_lines.c.sku == GLOVES)
        connection.execute(update(order_lines).where(mine).values(quantity=2))


@pytest.mark.parametrize(
    "said",
    [
        *("Ich möchte die Jacke umtauschen in eine andere Größe", "Umtausch bitte", "können wir das tauschen?"),
        *("bitte umzutauschen", "die Schuhe eine Nummer größer", "ich brauche die andere Farbe", "austauschen bitte"),
        *("exchange my boots for size 43", "I'd like an exchange", "swap them for a smaller size", "another size"),
    ],
)
def test_the_wish_for_an_exchange_is_read(said):
    assert wants_exchange(said)


@pytest.mark.parametrize(
    "said",
    [
        *("Ich will die Jacke zurückschicken", "kein Umtausch, nur zurück", "nicht umtauschen", "Ich bin enttäuscht"),
        *("falsche Größe, zurück damit", "wurde vertauscht", "no exchange please", "send it back, wrong size"),
    ],
)
def test_who_just_sends_back_wants_no_exchange(said):
    assert not wants_exchange(said)


@pytest.mark.parametrize(
    "said",
    [
        *(
            "nur 1 Stück",
            "nur eins",
            "1 Stück vom Leichtzelt Solo",
            "nur ein Leichtzelt",
            "eins davon",
            "1x Leichtzelt",
        ),
        *("only one", "just one tent", "one of them", "1 of the tents please"),
    ],
)
def test_some_of_the_pieces_are_read(said):
    assert takes_part(said, (TENTS, BEANIE))


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        *((said, (TENTS,)) for said in ("das Leichtzelt", "beide", "2 Stück", "2 × Leichtzelt Solo", "both", "all")),
        *(
            (said, (TENTS,))
            for said in ("nur eine Woche benutzt", "nur einmal", "nur ein Artikel", "ein Zelt passt nicht")
        ),
        ("nur 1 Stück", (BEANIE,)),
        ("only one", (BEANIE,)),
    ],
)
def test_all_pieces_are_no_part(said, lines):
    assert not takes_part(said, lines)


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("de", "Die Wanderschuhe umtauschen in eine andere Größe", ("Umtauschen", "bestellen Sie", "neu")),
        ("en", "exchange my boots for size 43", ("exchange", "order the other", "anew")),
    ],
)
async def test_that_an_exchange_is_a_return_is_said_once_before_the_yes(talk, shop, language, text, told):
    customer = talk(language)
    assert (await customer.say(text, INTENT, form=FORM, order_number="BW-104733")).asked == "postcode"
    said = await customer.say("04109", postcode="04109")
    assert said.asked == "confirmed"
    for words in told:
        assert words in said.texts[0]
    assert len(said.texts) == 2
    said = await customer.say("hm", "nlu_fallback")
    assert told[-1] not in said.text, "it is said once"
    await customer.say("ja", "affirm", confirmed=True)
    assert len(going_back(shop, "BW-104733")) == 1


async def test_who_wants_an_exchange_is_offered_a_person_with_it(talk):
    customer = talk()
    await customer.say("Umtausch der Schuhe", INTENT, form=FORM, **ONE)
    buttons = [
        button for event in customer.events if event["event"] == "bot" for button in event["data"]["buttons"] or []
    ]
    assert '/contact_human_agent{"reason": "no_result"}' in [button["payload"] for button in buttons]


@BOTH
async def test_how_many_pieces_come_back_is_told(talk, two_pairs, language):
    customer = talk(language)
    gloves = "Fingerhandschuhe Firn" if language == "de" else "Firn gloves"
    said = await customer.say("…", INTENT, form=FORM, **TWO)
    assert f"2 × {gloves}" in said.text
    assert gloves in [label for label, _ in said.choices]
    said = await customer.say(gloves, INTENT)
    assert f"2 × {gloves}" in said.text
    said = await customer.say("ja", "affirm", confirmed=True)
    assert f"2 × {gloves}" in said.text


@BOTH
@pytest.mark.parametrize("asked", ["first", "items", "confirmed"])
async def test_some_of_the_pieces_are_a_persons_matter(talk, shop, two_pairs, language, asked):
    customer = talk(language)
    some = "nur 1 Stück von den Handschuhen" if language == "de" else "only one pair of the gloves"
    told = {"told": {"product": "Handschuhe" if language == "de" else "gloves"}}
    if asked != "first":
        await customer.say("…", INTENT, form=FORM, **TWO)
    if asked == "confirmed":
        await customer.say("die Handschuhe" if language == "de" else "gloves", INTENT)
    said = await customer.say(some, INTENT, form=FORM, **told, **(TWO if asked == "first" else {}))
    assert (said.asked, said.failure, said.person_offered) == (None, "no_result", "no_result")
    assert ("alle Stück" if language == "de" else "all pieces") in said.text
    assert going_back(shop) == []


async def test_a_yes_to_some_of_the_pieces_announces_nothing(talk, shop, two_pairs):
    customer = talk()
    await customer.say("die Handschuhe", INTENT, form=FORM, told={"product": "Handschuhe"}, **TWO)
    said = await customer.say("ja, aber nur ein Paar", "affirm", confirmed=True)
    assert (said.asked, said.person_offered) == (None, "no_result")
    assert going_back(shop) == []
