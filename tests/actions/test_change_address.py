from datetime import timedelta

import pytest
from sqlalchemy import text

from actions.address_form import ValidateChangeShippingAddressForm
from actions.backend.model import Address
from actions.backend.port import BackendDownError
from actions.change_address import ChangeShippingAddress
from tests.actions.conftest import TODAY
from tests.actions.repeating import repeated
from tests.actions.test_locked import locked
from tests.actions.test_newsletter import code_in

FORM, INTENT = ValidateChangeShippingAddressForm, "change_shipping_address"
NUMBER, MIA, TOM, NOBODY = "BW-104855", "mia.keller@example.com", "tom.brunner@example.com", "nobody@example.org"
MIAS = {"order_number": NUMBER, "postcode": "8004"}
NEW = "Bergweg 5, 8005 Zürich"
MOVED = Address("Mia Keller", "Bergweg 5", "8005", "Zürich", "CH")
BOTH = pytest.mark.parametrize("language", ["de", "en"])


def refusals(said):
    return [signal["refused"]["kind"] for signal in said.signals if "refused" in signal]


@pytest.fixture
def before(shop):
    return shop.order(NUMBER).address


async def asked_for_a_yes(talk, language="de"):
    customer = talk(language, email=MIA)
    await customer.say("Adresse der Bestellung ändern", INTENT, form=FORM, order_number=NUMBER)
    said = await customer.say(NEW)
    assert said.asked == "confirmed"
    return customer


@pytest.mark.parametrize(
    ("language", "summary", "done"),
    [
        (
            "de",
            "Ihre Bestellung BW-104855 ginge dann an: Mia Keller, Bergweg 5, 8005 Zürich.",
            "Erledigt: Ihre Bestellung",
        ),
        ("en", "Your order BW-104855 would then go to: Mia Keller, Bergweg 5, 8005 Zürich.", "Done: your order"),
    ],
)
async def test_an_order_goes_elsewhere_after_a_yes(talk, shop, shop_database, before, language, summary, done):
    customer = talk(language)
    said = await customer.say("…", INTENT, form=FORM, **MIAS)
    assert (said.asked, said.text) == ("new_address", "")
    said = await customer.say(NEW, "inform", postcode="8005")
    assert (said.asked, said.text, refusals(said)) == ("confirmed", summary, [])
    assert shop.order(NUMBER).address == before
    said = await repeated(customer, "ja", "affirm", confirmed=True)
    assert said.text.startswith(done)
    assert said.failure is None
    assert shop.order(NUMBER).address == MOVED
    assert customer.slots["confirmed"] is None
    with shop_database.transaction() as connection:
        keys = connection.execute(text("SELECT key FROM changes WHERE kind = 'change_address'")).scalars().all()
    assert keys == ["a-repeated-turn/address"]


@pytest.mark.parametrize(
    "said",
    [
        f"Bitte BW-104855 an {NEW}, PLZ 8004",
        f"BW-104855, Postleitzahl 8004, neue Adresse: {NEW}",
        f"please send order BW-104855 (postcode 8004) to {NEW}",
        f"8004, BW-104855, neu ist {NEW}",
    ],
)
async def test_everything_in_one_message_is_taken_and_the_proof_is_told_from_the_new_postcode(talk, said):
    answer = await talk().say(said, INTENT, form=FORM, order_number=NUMBER, postcode="8005")
    assert (answer.asked, refusals(answer)) == ("confirmed", [])
    assert NEW in answer.text


@pytest.mark.parametrize("new", [NEW, "Bergweg 5, 8005", "Mariahilfer Straße 77, 8005 Zürich"])
async def test_a_new_postcode_is_never_a_wrong_answer(talk, new):
    customer = talk()
    said = await customer.say(f"{NUMBER} an {new}", INTENT, form=FORM, order_number=NUMBER, postcode="8005")
    assert (said.asked, said.text, refusals(said)) == ("postcode", "", [])
    said = await customer.say("8004", postcode="8004")
    assert refusals(said) == []
    assert new.split(",")[0] in said.text


async def test_a_proof_with_its_town_is_a_proof_and_no_new_address(talk):
    customer = talk()
    await customer.say("…", INTENT, form=FORM, order_number=NUMBER)
    said = await customer.say("8004 Zürich", postcode="8004")
    assert (said.asked, said.text) == ("new_address", "")
    assert customer.slots["new_address"] is None


async def test_a_wrong_proof_is_one(talk):
    said = await talk().say(f"{NEW}, PLZ 8001", INTENT, form=FORM, order_number=NUMBER, postcode="8001")
    assert (said.asked, refusals(said)) == ("postcode", ["wrong_postcode"])


@BOTH
async def test_an_address_is_taken_piece_by_piece(talk, shop, language):
    customer = talk(language, email=MIA)
    await customer.say("…", INTENT, form=FORM, order_number=NUMBER)
    said = await customer.say("Bergweg 5")
    assert said.asked == "new_address"
    assert "Bergweg 5" in said.text
    assert (await customer.say("8005")).asked == "new_address"
    said = await customer.say("Zürich", "nlu_fallback")
    assert said.asked == "confirmed"
    await customer.say("ja", "affirm", confirmed=True)
    assert shop.order(NUMBER).address == MOVED


@pytest.mark.parametrize(
    "pieces", [["Bergweg 5, 8005", "Zürich"], ["8005 Zürich", "Bergweg 5"], ["Bergweg 5", "Zürich 8005"]]
)
async def test_the_pieces_come_in_any_order(talk, pieces):
    customer = talk(email=MIA)
    await customer.say("…", INTENT, form=FORM, order_number=NUMBER)
    for piece in pieces:
        said = await customer.say(piece)
    assert said.asked == "confirmed"
    assert NEW in said.text


async def test_what_was_told_of_the_address_first_is_not_asked_for_again(talk):
    customer = talk()
    assert (await customer.say(f"neue Adresse: {NEW}", INTENT, form=FORM)).asked == "address_of"
    assert (await customer.say("Für eine Bestellung", INTENT)).asked == "order_number"
    assert (await customer.say(NUMBER, order_number=NUMBER)).asked == "postcode"
    said = await customer.say("8004", postcode="8004")
    assert said.asked == "confirmed"
    assert NEW in said.text


@pytest.mark.parametrize(
    ("correction", "line"),
    [
        ("nein, Hausnummer 7", "Bergweg 7, 8005 Zürich"),
        ("nein, Talstrasse 1", "Talstrasse 1, 8005 Zürich"),
        ("nein, die Postleitzahl ist 8006", "Bergweg 5, 8006 Zürich"),
        ("no, 8006", "Bergweg 5, 8006 Zürich"),
        ("nein, 3011 Bern", "Bergweg 5, 3011 Bern"),
        ("nein, der Ort ist Bern", "Bergweg 5, 8005 Bern"),
        ("Talstrasse 1, 3011 Bern", "Talstrasse 1, 3011 Bern"),
    ],
)
@pytest.mark.parametrize(("intent", "answer"), [("deny", False), ("affirm", True), ("inform", None)])
async def test_an_address_is_corrected_at_the_yes(talk, shop, before, correction, line, intent, answer):
    customer = await asked_for_a_yes(talk)
    given = {} if answer is None else {"confirmed": answer}
    said = await customer.say(correction, intent, **given)
    assert said.asked == "confirmed", "a yes to another address counts for nothing"
    assert line in said.text
    assert shop.order(NUMBER).address == before


async def test_a_yes_to_one_order_is_none_to_another(talk, shop, before, shop_database):
    with shop_database.transaction() as connection:
        connection.execute(text("UPDATE orders SET state = 'placed' WHERE number = 'BW-104512'"))
    customer = await asked_for_a_yes(talk)
    said = await customer.say("ja, BW-104512", "affirm", confirmed=True, order_number="BW-104512")
    assert said.asked == "confirmed"
    assert "BW-104512" in said.text
    assert shop.order(NUMBER).address == before


@BOTH
async def test_a_no_changes_nothing(talk, shop, before, language):
    customer = await asked_for_a_yes(talk, language)
    said = await customer.say("nein", "deny", confirmed=False)
    assert said.text.startswith("Gut, die Adresse bleibt" if language == "de" else "All right, the address stays")
    assert shop.order(NUMBER).address == before


@pytest.mark.parametrize(
    "other", ["Bergweg 5, 80331 München", "Bergweg 5, D-80331 München", "Bergweg 5, A-6020 Innsbruck"]
)
@BOTH
async def test_an_order_does_not_go_to_another_country(talk, shop, before, language, other):
    customer = talk(language, email=MIA)
    await customer.say("…", INTENT, form=FORM, order_number=NUMBER)
    said = await customer.say(other)
    assert said.asked == "new_address"
    assert ("desselben Landes" if language == "de" else "within the same country") in said.text
    assert said.person_offered == "no_result"
    said = await customer.say("8005 Zürich")
    assert said.asked == "confirmed", "the street was told already"
    assert NEW in said.text


@pytest.mark.parametrize(
    ("number", "email", "german", "english"),
    [
        ("BW-104512", MIA, "beim Zusteller umleiten", "carrier can still redirect"),
        ("BW-104801", "lea.huber@example.com", "beim Zusteller umleiten", "carrier can still redirect"),
        ("BW-104733", "jonas.weber@example.com", "kann ich nicht mehr ändern", "I can no longer change"),
        ("BW-105088", TOM, "kann ich nicht mehr ändern", "I can no longer change"),
    ],
)
@BOTH
async def test_when_it_is_too_late_nothing_more_is_asked(talk, shop, language, number, email, german, english):
    was = shop.order(number)
    said = await talk(language, email=email).say(NEW, INTENT, form=FORM, order_number=number)
    assert (german if language == "de" else english) in said.text
    assert (said.asked, said.failure, said.person_offered) == (None, "no_result", "no_result")
    assert shop.order(number) == was


async def test_an_order_that_is_shipped_between_question_and_yes_goes_where_it_went(talk, shop, shop_database, before):
    customer = await asked_for_a_yes(talk)
    with shop_database.transaction() as connection:
        connection.execute(text(f"UPDATE orders SET state = 'shipped' WHERE number = '{NUMBER}'"))
    said = await customer.say("ja", "affirm", confirmed=True)
    assert said.failure == "no_result"
    assert shop.order(NUMBER).address == before


@pytest.mark.parametrize(
    ("language", "wish", "summary", "done"),
    [
        ("de", "Ich bin umgezogen", "Ab dem 22. November 2026 wäre", "Erledigt: Ab dem 22. November 2026"),
        ("en", "I have moved", "From 22 November 2026 the delivery address", "Done: from 22 November 2026"),
    ],
)
async def test_the_address_of_an_account_changes_for_who_is_signed_in(talk, shop, language, wish, summary, done):
    customer = talk(language, email=MIA)
    assert (await customer.say(wish, INTENT, form=FORM)).asked == "new_address"
    said = await customer.say(NEW)
    assert said.asked == "confirmed"
    assert said.text.startswith(summary)
    assert shop.account(MIA).move is None
    said = await repeated(customer, "ja", "affirm", confirmed=True)
    assert said.text.startswith(done)
    assert (shop.account(MIA).move.address, shop.account(MIA).move.from_on) == (MOVED, TODAY)


@BOTH
async def test_the_address_of_an_account_changes_with_a_code_from_its_mailbox(talk, shop, inbox, language):
    customer = talk(language)
    said = await customer.say(f"Adresse im Konto ändern: {NEW}", INTENT, form=FORM, email=MIA)
    assert said.asked == "code"
    said = await customer.say(code_in(inbox))
    assert said.asked == "confirmed"
    assert "Bergweg 5, CH-8005 Zürich" in said.text
    assert shop.account(MIA).move is None, "the code proves the mailbox; the address has to be told back first"
    await customer.say("ja", "affirm", confirmed=True)
    assert shop.account(MIA).move.address == MOVED


async def test_the_day_from_which_it_holds_is_taken_from_any_message(talk, shop):
    customer = talk(email=MIA)
    await customer.say("Ich ziehe um, ab 1. Dezember", INTENT, form=FORM, told={"date": "2026-12-01"})
    said = await customer.say(NEW)
    assert "1. Dezember 2026" in said.text
    said = await customer.say("ja, aber ab 15. Dezember", "affirm", confirmed=True, told={"date": "2026-12-15"})
    assert said.asked == "confirmed", "a yes to another day counts for nothing"
    assert "15. Dezember 2026" in said.text
    await customer.say("ja", "affirm", confirmed=True)
    assert shop.account(MIA).move.from_on.isoformat() == "2026-12-15"


@pytest.mark.parametrize("day", ["2026-11-21", "2027-12-01", "nonsense"])
@BOTH
async def test_a_day_that_cannot_be_is_said_to_be_none(talk, shop, language, day):
    customer = talk(language, email=MIA)
    said = await customer.say(f"umgezogen: {NEW}", INTENT, form=FORM, told={"date": day})
    assert said.texts[0].startswith(
        "Dieser Tag ist schon vorbei" if language == "de" else "That day has already passed"
    )
    assert said.asked == "confirmed"
    await customer.say("ja", "affirm", confirmed=True)
    assert shop.account(MIA).move.from_on == TODAY


async def test_a_day_in_a_year_is_not_too_far(talk):
    told = {"date": (TODAY + timedelta(days=365)).isoformat()}
    said = await talk(email=MIA).say(f"umgezogen: {NEW}", INTENT, form=FORM, told=told)
    assert len(said.texts) == 1


@BOTH
async def test_an_account_without_an_address_is_asked_for_the_country_where_it_is_not_clear(talk, shop, language):
    customer = talk(language, email=TOM)
    said = await customer.say("Adresse im Konto: Bergweg 5, 6020 Innsbruck", INTENT, form=FORM)
    assert said.asked == "new_address"
    assert ("In welchem Land" if language == "de" else "Which country") in said.text
    said = await customer.say(said.choices[0][0], INTENT)
    assert said.asked == "confirmed"
    await customer.say("ja", "affirm", confirmed=True)
    assert shop.account(TOM).move.address == Address("Tom Brunner", "Bergweg 5", "6020", "Innsbruck", "AT")


async def test_five_digits_are_a_german_address(talk, shop):
    customer = talk(email=TOM)
    await customer.say("Adresse im Konto: Bergweg 5, 80331 München", INTENT, form=FORM)
    await customer.say("ja", "affirm", confirmed=True)
    assert shop.account(TOM).move.address.country == "DE"


async def test_another_country_than_before_is_an_accounts_own_matter(talk, shop):
    customer = talk(email=MIA)
    said = await customer.say("umgezogen: Bergweg 5, D-80331 München", INTENT, form=FORM)
    assert said.asked == "confirmed"
    await customer.say("nein, A-6020 Innsbruck", "deny", confirmed=False)
    await customer.say("ja", "affirm", confirmed=True)
    assert shop.account(MIA).move.address == Address("Mia Keller", "Bergweg 5", "6020", "Innsbruck", "AT")


async def test_a_postcode_that_its_country_does_not_have_is_asked_for_again(talk):
    customer = talk(email=MIA)
    said = await customer.say("umgezogen: Bergweg 5, A-9999 Irgendwo", INTENT, form=FORM)
    assert said.asked == "new_address"
    assert "9999" in said.text


@BOTH
async def test_a_mailbox_without_an_account_has_no_address(talk, inbox, language):
    customer = talk(language)
    await customer.say("Adresse im Konto ändern", INTENT, form=FORM, email=NOBODY)
    said = await customer.say(code_in(inbox))
    assert (said.asked, said.failure, said.person_offered) == (None, "no_result", "no_result")
    assert ("kein Konto" if language == "de" else "no account") in said.text


@BOTH
async def test_a_wrong_code_opens_no_account(talk, shop, inbox, language):
    customer = talk(language)
    await customer.say(f"Adresse im Konto ändern: {NEW}", INTENT, form=FORM, email=MIA)
    said = await customer.say(f"{(int(code_in(inbox)) + 1) % 1_000_000:06d}")
    assert (said.asked, refusals(said)) == ("code", ["wrong_code"])
    assert "Keller" not in said.text


async def test_a_form_that_begins_anew_begins_without_the_old_address(talk):
    customer = await asked_for_a_yes(talk)
    await customer.say("nein", "deny", confirmed=False)
    said = await customer.say("Adresse der Bestellung ändern", INTENT, form=FORM)
    assert said.asked == "new_address"
    assert customer.slots["new_address"] is None


@pytest.mark.parametrize("asked", ["address_of", "order_number", "postcode", "new_address", "email", "code"])
async def test_the_form_can_be_left_at_any_question(talk, inbox, asked):
    customer = talk()
    wish, given = {
        "address_of": ("Adresse ändern", {}),
        "order_number": ("Adresse der Bestellung ändern", {}),
        "postcode": ("…", {"order_number": NUMBER}),
        "new_address": ("…", MIAS),
        "email": ("Adresse im Konto", {}),
        "code": ("Adresse im Konto", {"email": MIA}),
    }[asked]
    assert (await customer.say(wish, INTENT, form=FORM, **given)).asked == asked
    said = await customer.say("nein danke", "deny")
    assert (said.asked, said.answers) == (None, ["utter_order_form_left"])


@BOTH
async def test_an_answer_without_an_address_is_asked_again_only_so_often(talk, language):
    customer = talk(language, email=MIA)
    await customer.say("…", INTENT, form=FORM, order_number=NUMBER)
    for _ in range(2):
        assert (await customer.say("weiß nicht", "inform")).asked == "new_address"
    said = await customer.say("hm", "inform")
    assert (said.asked, said.failure, said.person_offered) == (None, "not_understood", "not_understood")


async def test_i_do_not_know_is_no_town(talk):
    customer = talk(email=MIA)
    await customer.say("…", INTENT, form=FORM, order_number=NUMBER)
    await customer.say("Bergweg 5, 8005")
    for answer in ("weiß nicht", "PLZ 8005", "keine Ahnung"):
        assert (await customer.say(answer)).asked in {"new_address", None}
    assert "Ahnung" not in str(customer.slots["new_address"])


async def test_signing_out_before_the_yes_closes_the_order(talk, shop, before):
    customer = await asked_for_a_yes(talk)
    customer.email = None
    said = await customer.say("ja", "affirm", confirmed=True)
    assert said.asked == "postcode"
    assert shop.order(NUMBER).address == before


async def test_a_new_postcode_after_signing_out_is_no_wrong_answer(talk):
    customer = talk(email=MIA)
    await customer.say("…", INTENT, form=FORM, order_number=NUMBER)
    await customer.say("Bergweg 5")
    customer.email = None
    said = await customer.say("8005", postcode="8005")
    assert (said.asked, refusals(said)) == ("postcode", [])
    said = await customer.say("8004", postcode="8004")
    assert refusals(said) == []


@BOTH
async def test_without_mail_no_account_opens(talk, inbox, language):
    inbox.answer = "451 later"
    try:
        said = await talk(language).say("Adresse im Konto ändern", INTENT, form=FORM, email=MIA)
    finally:
        inbox.answer = "250 OK"
    assert (said.asked, said.failure, said.person_offered) == (None, "backend_error", "backend_error")
    assert said.text.startswith("Ich kann gerade keine E-Mail" if language == "de" else "I cannot send e-mails")


@BOTH
async def test_when_the_change_got_no_answer_the_bot_does_not_claim_to_know(talk, access, monkeypatch, language):
    customer = await asked_for_a_yes(talk, language)

    def lost(*_args):
        raise BackendDownError("shop database: the connection was lost")

    monkeypatch.setattr(access.gate, "change_address", lost)
    said = await customer.say("ja", "affirm", confirmed=True)
    assert ("nicht sicher" if language == "de" else "do not know for certain") in said.text
    assert (said.failure, customer.slots["confirmed"]) == ("backend_error", None)


async def test_a_shop_that_is_locked_is_said_to_be_slow(talk, shop_database, shop_file):
    shop_database.seconds = 0.3
    with locked(shop_file):
        said = await talk().say("…", INTENT, form=FORM, **MIAS)
    assert (said.failure, said.person_offered) == ("backend_error", "backend_error")


@pytest.mark.parametrize("of", ["order", "account", None])
@BOTH
async def test_the_action_alone_changes_nothing_without_proof(talk, shop, before, language, of):
    customer = talk(language)
    customer.slots |= {"address_of": of, "new_address": NEW, "confirmed": True, "verified": NUMBER, "email": MIA}
    customer.hear("…", INTENT, **MIAS)
    said = await customer.run(ChangeShippingAddress)
    assert said.failure == "no_result"
    assert shop.order(NUMBER).address == before
    assert shop.account(MIA).move is None
