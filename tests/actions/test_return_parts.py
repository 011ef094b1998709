"""An order of which a part comes back already, and words that leave something out."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from actions.backend.model import OrderState
from actions.backend.port import BackendDownError
from actions.backend.tables import orders
from actions.reading.items import leaves_out, wants_label
from tests.actions.conftest import TODAY
from tests.actions.repeating import repeated
from tests.actions.test_return_item import BOTH, CRAMPONS, FORM, GLOVES, INTENT, ONE, TWO, deliver, going_back


@pytest.fixture(autouse=True)
def _delivered(shop_database):
    deliver(shop_database)


@pytest.fixture
def announced(shop):
    """The number of the return that the crampons are in already."""
    return shop.start_return("BW-104855", [CRAMPONS], "before").order.returns[0].number


@BOTH
async def test_the_only_article_is_not_taken_for_another_that_was_named(talk, shop, language):
    customer = talk(language)
    tent = "Zelt" if language == "de" else "tent"
    said = await customer.say(f"{tent} BW-104733", INTENT, form=FORM, told={"product": tent}, **ONE)
    assert said.asked == "items"
    assert len(said.choices) == 1, "everything is no choice where there is one"
    said = await customer.say(said.choices[0][0], INTENT)
    assert said.asked == "confirmed"
    assert going_back(shop, "BW-104733") == []


@BOTH
@pytest.mark.parametrize(
    ("words", "named"),
    [(("die Steigeisen", "the crampons"), True), (("Etikett nochmal bitte", "the label again please"), False)],
    ids=["named", "label"],
)
async def test_what_is_announced_gets_its_label_again_and_the_rest_is_offered(
    talk, shop, inbox, announced, language, words, named
):
    customer = talk(language)
    word = words[language == "en"]
    told = {"told": {"product": word.split()[-1]}} if named else {}
    said = await repeated(customer, word, INTENT, form=FORM, **TWO, **told)
    assert (said.asked, said.failure) == (None, None)
    assert announced in said.text
    assert announced in said.attachments[0]["source"]
    label = "Den Rest zurückschicken" if language == "de" else "Send the rest back"
    assert said.choices == [(label, '/return_item{"order_number": "BW-104855"}')]
    assert going_back(shop) == [{CRAMPONS}]
    said = await customer.say(label, INTENT, form=FORM, order_number="BW-104855")
    assert said.asked == "confirmed"
    assert ("Fingerhandschuhe" if language == "de" else "gloves") in said.text
    await customer.say("ja", "affirm", confirmed=True)
    assert going_back(shop) == [{CRAMPONS}, {GLOVES}]


async def test_a_label_that_was_asked_for_before_the_proof_is_given_after_it(talk, announced):
    customer = talk()
    await customer.say("Etikett nochmal", INTENT, form=FORM, order_number="BW-104855")
    said = await customer.say("8004", postcode="8004")
    assert announced in said.attachments[0]["source"]


async def test_a_label_is_given_after_the_last_day_too(talk, shop_database, announced):
    with shop_database.transaction() as connection:
        late = {"returnable_until": TODAY - timedelta(days=1)}
        connection.execute(update(orders).where(orders.c.number == "BW-104855").values(late))
    said = await talk().say("Etikett nochmal", INTENT, form=FORM, **TWO)
    assert announced in said.attachments[0]["source"]
    assert said.choices == []


async def test_a_label_of_a_return_that_is_not_announced_begins_one(talk):
    said = await talk().say("Ich brauche ein Etikett für eine Rücksendung", INTENT, form=FORM, **ONE)
    assert said.asked == "confirmed"


async def test_everything_is_what_is_left(talk, shop, announced):
    customer = talk()
    assert (await customer.say("alles zurück", INTENT, form=FORM, **TWO)).asked == "confirmed"
    await customer.say("ja", "affirm", confirmed=True)
    assert going_back(shop) == [{CRAMPONS}, {GLOVES}]


@pytest.mark.parametrize(
    ("language", "answer", "named"),
    [
        ("de", "alles außer den Handschuhen", "Handschuhen"),
        ("de", "alles ausser Handschuhe", None),
        ("de", "beide, nur nicht die Handschuhe", "Handschuhe"),
        ("de", "alles bis auf die Steigeisen", "Steigeisen"),
        ("en", "everything but the gloves", "gloves"),
        ("en", "all except the crampons", None),
        ("en", "both, not the gloves", "gloves"),
    ],
)
@pytest.mark.parametrize("told_when", ["first", "before the proof", "asked"])
async def test_of_all_but_what_is_left_out_the_rest_comes_back(talk, shop, language, answer, named, told_when):
    told = {"told": {"product": named}} if named else {}
    kept = CRAMPONS if {"Steigeisen", "crampons"}.intersection(answer.split()) else GLOVES
    customer = talk(language)
    if told_when == "first":
        said = await customer.say(answer, INTENT, form=FORM, **TWO, **told)
    elif told_when == "before the proof":
        await customer.say(answer, INTENT, form=FORM, order_number="BW-104855", **told)
        said = await customer.say("8004", postcode="8004")
    else:
        await customer.say("…", INTENT, form=FORM, **TWO)
        said = await customer.say(answer, INTENT, **told)
    assert said.asked == "confirmed"
    await customer.say("ja", "affirm", confirmed=True)
    assert going_back(shop) == [{CRAMPONS, GLOVES} - {kept}]


@pytest.mark.parametrize(
    ("language", "answer", "named"),
    [
        ("de", "alles außer dem Dings", None),
        ("de", "alles außer Firn", None),  # which is in the names of both
        ("de", "alles außer den Handschuhen und dem Dings", "Handschuhen"),
        ("de", "die Steigeisen, aber nicht die Handschuhe", "Steigeisen"),
        ("de", "alles außer den Handschuhen und den Steigeisen", "Handschuhen"),
        ("en", "everything but the gloves and that thing", "gloves"),
        ("en", "the crampons but not the gloves", "crampons"),
    ],
)
async def test_what_is_left_out_and_not_certain_is_asked_about(talk, shop, language, answer, named):
    told = {"told": {"product": named}} if named else {}
    customer = talk(language)
    assert (await customer.say(answer, INTENT, form=FORM, **TWO, **told)).asked == "items"
    said = await customer.say(answer, INTENT, **told)
    assert said.asked == "items"
    assert said.text.startswith("Nennen Sie mir bitte nur" if language == "de" else "Please name just the items")
    assert going_back(shop) == []


@pytest.mark.parametrize("answer", ["alles außer den Handschuhen", "beide, nur nicht die Handschuhe"])
async def test_a_yes_that_leaves_something_out_is_none(talk, shop, answer):
    customer = talk()
    await customer.say("Steigeisen", INTENT, form=FORM, told={"product": "Steigeisen"}, **TWO)
    said = await customer.say(f"ja, {answer}", INTENT, told={"product": "Handschuhe"})
    assert said.asked == "items"
    assert going_back(shop) == []


@pytest.mark.parametrize(
    "answer",
    [
        "alles aus BW-104855 außer den Handschuhen zurück, PLZ 8004",
        "Ich möchte alles zurückschicken, aber nicht die Handschuhe, die behalte ich",
        "everything from BW-104855 except the gloves please, postcode 8004",
    ],
)
async def test_a_whole_sentence_that_leaves_something_out_is_read(talk, answer):
    said = await talk().say(answer, INTENT, form=FORM, **TWO)
    assert said.asked == "confirmed"
    assert "Steigeisen Firn 12" in said.text
    assert "Fingerhandschuhe" not in said.text


@pytest.mark.parametrize(
    ("answer", "taken"),
    [
        ("alles außer Fingerhandschuhe Firn", True),
        ("Everything except the gloves.", True),
        ("alles außer den Handschuhen ist kaputt", False),
        ("alles außer den Handschuhen fehlt", False),
        ("everything but the gloves arrived broken", False),
    ],
)
async def test_the_answer_is_taken_as_one_whatever_it_sounds_like_and_damage_is_damage(talk, answer, taken):
    customer = talk()
    await customer.say("…", INTENT, form=FORM, **TWO)
    said = await customer.say(answer, "report_damaged_item")
    assert said.rejected is not taken
    assert said.asked == ("confirmed" if taken else "items")


async def test_of_what_is_announced_already_nothing_is_left_out(talk, shop, announced):
    customer = talk()
    said = await customer.say("alles außer den Steigeisen", INTENT, form=FORM, **TWO)
    assert said.asked == "items", "they are not there any more"
    assert going_back(shop) == [{CRAMPONS}]


@pytest.mark.parametrize("said", ["Die Jacke gefällt mir nicht", "it is too small but I like it", "alles zurück", ""])
def test_a_not_about_something_else_leaves_nothing_out(said):
    assert not leaves_out(said)
    assert not wants_label(said)


@BOTH
async def test_what_is_kept_of_an_order_that_came_back_is_a_persons_matter(
    talk, shop, shop_database, announced, language
):
    with shop_database.transaction() as connection:
        connection.execute(update(orders).where(orders.c.number == "BW-104855").values(state="returned"))
    said = await talk(language).say("die Handschuhe", INTENT, form=FORM, **TWO)
    assert ("schon etwas zurückgekommen" if language == "de" else "has already come back") in said.text
    assert ("Fingerhandschuhe Firn" if language == "de" else "gloves") in said.text
    assert (said.failure, said.person_offered) == ("no_result", "no_result")
    assert ("nichts mehr" if language == "de" else "nothing left") not in said.text
    assert shop.order("BW-104855").state is OrderState.RETURNED


async def test_what_was_announced_between_question_and_yes_gets_that_label(talk, shop):
    customer = talk()
    await customer.say("Steigeisen", INTENT, form=FORM, **TWO)
    number = shop.start_return("BW-104855", [CRAMPONS], "another tab").order.returns[0].number
    said = await customer.say("ja", "affirm", confirmed=True)
    assert number in said.attachments[0]["source"]
    assert said.failure is None


async def test_without_a_word_from_the_gate_about_the_mail_the_label_is_in_the_chat(talk, access, monkeypatch, shop):
    customer = talk()
    await customer.say("…", INTENT, form=FORM, **ONE)

    def away(*_args):
        raise BackendDownError("gate database: away")

    monkeypatch.setattr(access.gate, "mail_label", away)
    said = await customer.say("ja", "affirm", confirmed=True)
    assert said.text.startswith("Erledigt")
    assert (said.failure, len(said.attachments)) == (None, 1)
    assert len(going_back(shop, "BW-104733")) == 1
