import pytest
from sqlalchemy import text, update

from actions.backend.model import OrderState
from actions.backend.tables import changes, orders
from actions.cancel_order import CancelOrder, ValidateCancelOrderForm
from actions.track_order import ValidateTrackOrderForm

FORM = ValidateCancelOrderForm
MIAS = {"order_number": "BW-104855", "postcode": "8004"}


async def asked_for_a_yes(talk, language="de", **given):
    customer = talk(language)
    said = await customer.say("…", "cancel_order", form=FORM, **(given or MIAS))
    assert said.asked == "confirmed"
    return customer


@pytest.mark.parametrize(
    ("language", "done"),
    [
        ("de", "Erledigt: Ihre Bestellung BW-104855 ist storniert. Das kostet Sie nichts."),
        ("en", "Done: your order BW-104855 is cancelled. This costs you nothing."),
    ],
)
async def test_an_order_is_cancelled_after_a_yes(talk, shop, language, done):
    customer = await asked_for_a_yes(talk, language)
    assert shop.order("BW-104855").state is OrderState.PACKING, "nothing changes before the yes"

    said = await customer.say("ja", "affirm", confirmed=True)
    assert said.text.startswith(done)
    assert said.failure is None
    assert shop.order("BW-104855").state is OrderState.CANCELLED
    assert customer.slots["confirmed"] is None, "a yes is good for one change"


async def test_the_order_is_repeated_back_before_the_question(talk):
    said = await talk().say("…", "cancel_order", form=FORM, **MIAS)
    assert said.text == (
        "Es geht um Ihre Bestellung BW-104855 vom 21. November 2026. Darin: 1 × Steigeisen Firn 12, "
        "1 × Fingerhandschuhe Firn. Zusammen CHF 223.90 mit Versand. Sie ist noch nicht verschickt, "
        "und das Stornieren kostet nichts."
    )


async def test_who_pays_by_invoice_is_told_not_to_pay(talk, shop_database):
    with shop_database.transaction() as connection:
        connection.execute(update(orders).where(orders.c.number == "BW-104855").values(payment="invoice"))
    customer = await asked_for_a_yes(talk, "en")
    said = await customer.say("yes", "affirm", confirmed=True)
    assert said.text.endswith("You do not have to pay the invoice.")


@pytest.mark.parametrize(
    ("language", "kept"), [("de", "Gut, ich habe nichts geändert."), ("en", "All right, I have not")]
)
async def test_a_no_changes_nothing(talk, shop, language, kept):
    customer = await asked_for_a_yes(talk, language)
    said = await customer.say("nein", "deny", confirmed=False)
    assert said.text.startswith(kept)
    assert said.failure is None
    assert shop.order("BW-104855").state is OrderState.PACKING


@pytest.mark.parametrize(
    ("number", "postcode", "german", "english"),
    [
        ("BW-104903", "04109", "seit dem 21. November 2026 unterwegs", "has been on its way since 21 November 2026"),
        ("BW-104512", "8004", "Annahme des Pakets verweigern", "You can refuse the parcel"),
        ("BW-104801", "6020", "Nehmen Sie das Paket einfach nicht an", "Simply refuse the parcel"),
        ("BW-104733", "04109", "innerhalb von 30 Tagen nach der Zustellung", "within 30 days of delivery"),
        ("BW-104977", "6020", "Die Erstattung ist auf dem Weg", "your refund is on its way"),
        ("BW-104253", "6003", "die Erstattung ist noch nicht veranlasst", "the refund has not been started yet"),
        ("BW-105020", "3011", "seit dem 14. November 2026 erstattet", "was refunded on 14 November 2026"),
    ],
)
@pytest.mark.parametrize("language", ["de", "en"])
async def test_when_it_is_too_late_the_customer_hears_what_is_so_and_what_can_be_done(
    talk, shop, language, number, postcode, german, english
):
    before = shop.order(number)
    said = await talk(language).say("…", "cancel_order", form=FORM, order_number=number, postcode=postcode)
    assert said.asked is None, "nobody is asked for a yes that would be good for nothing"
    assert (german if language == "de" else english) in said.text
    assert (said.failure, said.person_offered) == ("no_result", "no_result")
    assert shop.order(number) == before


async def test_an_order_that_is_cancelled_already_is_no_failure(talk):
    said = await talk("en").say("…", "cancel_order", form=FORM, order_number="BW-105088", postcode="3011")
    assert said.text.startswith("Your order BW-105088 is cancelled already, since 19 November 2026.")
    assert said.failure is None
    assert said.choices == []


async def test_an_order_that_is_shipped_between_question_and_yes_stays_shipped(talk, shop, shop_database):
    customer = await asked_for_a_yes(talk)
    with shop_database.transaction() as connection:
        connection.execute(text("UPDATE orders SET state = 'shipped' WHERE number = 'BW-104855'"))
    said = await customer.say("ja", "affirm", confirmed=True)
    assert "lässt sich nicht mehr stornieren" in said.text
    assert said.failure == "no_result"
    assert shop.order("BW-104855").state is OrderState.SHIPPED


async def test_a_turn_that_is_repeated_gives_the_same_answer_and_cancels_once(talk, shop_database):
    said = []
    for _ in range(3):  # each time with the tracker from before the turn, as after a crash
        customer = talk(conversation="c1")
        await customer.say("…", "cancel_order", form=FORM, turn="turn-1", **MIAS)
        customer.slots["requested_slot"] = "confirmed"
        customer.form = FORM
        customer.slots["verified"] = "BW-104855"
        said.append((await customer.say("ja", "affirm", turn="turn-2", confirmed=True)).texts[-1])
    assert said[0].startswith("Erledigt")
    assert said == said[:1] * 3
    with shop_database.transaction() as connection:
        assert [row.key for row in connection.execute(changes.select())] == ["turn-2/cancel"]


async def test_a_yes_to_one_order_does_not_cancel_another(talk, shop, shop_database):
    with shop_database.transaction() as connection:
        connection.execute(text("UPDATE orders SET state = 'placed' WHERE number = 'BW-104512'"))
    customer = await asked_for_a_yes(talk)
    said = await customer.say("ja, BW-104512", "affirm", order_number="BW-104512", confirmed=True)
    assert said.asked == "postcode"
    said = await customer.say("8004", postcode="8004")
    assert said.asked == "confirmed"
    assert "BW-104512" in said.text
    assert shop.order("BW-104512").state is OrderState.PLACED
    assert shop.order("BW-104855").state is OrderState.PACKING


async def test_a_yes_from_elsewhere_is_not_taken(talk, shop):
    customer = talk()
    customer.slots["confirmed"] = True
    said = await customer.say("…", "cancel_order", form=FORM, **MIAS)
    assert said.asked == "confirmed"
    assert customer.slots["confirmed"] is None
    assert shop.order("BW-104855").state is OrderState.PACKING


@pytest.mark.parametrize("language", ["de", "en"])
async def test_an_unclear_answer_is_no_yes_and_is_asked_for_only_so_often(talk, shop, language):
    customer = await asked_for_a_yes(talk, language)
    for _ in range(2):
        said = await customer.say("hm", "nlu_fallback")
        assert said.asked == "confirmed"
        assert said.failure == "not_understood"
    said = await customer.say("hm", "nlu_fallback")
    assert said.asked is None
    assert (said.failure, said.person_offered) == ("not_understood", "not_understood")
    assert len(said.texts) == 1
    assert shop.order("BW-104855").state is OrderState.PACKING


@pytest.mark.parametrize("answer", ["Ja, bitte stornieren!", "yes please cancel it", "JA"])
@pytest.mark.parametrize("intent", ["cancel_order", "nlu_fallback", "inform"])
async def test_a_yes_that_was_understood_as_the_wish_itself_is_a_yes(talk, shop, answer, intent):
    customer = await asked_for_a_yes(talk)
    assert (await customer.say(answer, intent)).failure is None
    assert shop.order("BW-104855").state is OrderState.CANCELLED


@pytest.mark.parametrize("answer", ["ja, aber erst morgen", "yes, no, wait", "stornieren", "ja oder nein?", "8004"])
async def test_a_yes_that_is_taken_back_is_none(talk, shop, answer):
    customer = await asked_for_a_yes(talk)
    assert (await customer.say(answer, "cancel_order")).asked == "confirmed"
    assert shop.order("BW-104855").state is OrderState.PACKING


@pytest.mark.parametrize(
    "answer",
    [
        *(
            "Ja, aber nicht die ganze Bestellung",
            "Ja, aber erst morgen",
            "Ja, oder lieber doch nicht",
            "ja, nur die Hose",
        ),
        *("yes, but only one of them", "yes, except the gloves", "Yes – wait!"),
    ],
)
async def test_a_yes_with_a_but_is_none_although_it_is_understood_as_one(talk, shop, answer):
    customer = await asked_for_a_yes(talk)
    said = await customer.say(answer, "affirm", confirmed=True)
    assert said.asked == "confirmed"
    assert customer.slots["confirmed"] is None
    assert shop.order("BW-104855").state is OrderState.PACKING


async def test_a_signed_in_owner_needs_no_postcode_but_a_yes(talk, shop):
    customer = talk(email="mia.keller@example.com")
    assert (await customer.say("…", "cancel_order", form=FORM, order_number="BW-104855")).asked == "confirmed"
    await customer.say("ja", "affirm", confirmed=True)
    assert shop.order("BW-104855").state is OrderState.CANCELLED


async def test_the_order_that_was_just_looked_up_is_the_one_that_is_meant(talk):
    customer = talk()
    await customer.say("…", "track_order", form=ValidateTrackOrderForm, **MIAS)
    said = await customer.say("dann stornieren Sie sie bitte", "cancel_order", form=FORM)
    assert said.asked == "confirmed"
    assert "BW-104855" in said.text


async def test_a_change_of_mind_from_looking_up_to_cancelling_is_followed(talk):
    customer = talk()
    await customer.say("…", "track_order", form=ValidateTrackOrderForm, order_number="BW-104855")
    said = await customer.say("stornieren Sie sie lieber", "cancel_order", form=FORM)
    assert said.asked == "postcode"
    assert said.text == "", "the question that was open is not taken for the one that was answered"
    assert (await customer.say("8004", postcode="8004")).asked == "confirmed"


@pytest.mark.parametrize("language", ["de", "en"])
async def test_the_action_alone_changes_nothing_without_proof(talk, shop, language):
    customer = talk(language)
    customer.hear("…", "cancel_order", verified="BW-104855", confirmed=True, **MIAS)
    said = await customer.run(CancelOrder)
    assert said.failure == "no_result"
    assert shop.order("BW-104855").state is OrderState.PACKING
