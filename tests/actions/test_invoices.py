import pytest
from sqlalchemy import text, update

from actions.backend.tables import orders
from actions.invoices import CheckInvoice, GetInvoice, ValidateCheckInvoiceForm, ValidateGetInvoiceForm, masked
from tests.actions.repeating import repeated
from tests.actions.test_locked import locked

CHECK, GET = (ValidateCheckInvoiceForm, "check_invoice"), (ValidateGetInvoiceForm, "get_invoice")
JONAS = {"order_number": "BW-104733", "postcode": "04109"}
BOTH = pytest.mark.parametrize("language", ["de", "en"])
EITHER = pytest.mark.parametrize(("form", "intent"), [CHECK, GET], ids=["check", "get"])


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("de", "Rechnung RE-104733 vom 15. November 2026 zur Bestellung BW-104733:"),
        ("en", "Invoice RE-104733 of 15 November 2026 for order BW-104733:"),
    ],
)
async def test_what_is_on_the_invoice_is_told(talk, language, told):
    said = await repeated(talk(language), "…", CHECK[1], form=CHECK[0], **JONAS)
    assert said.text.startswith(told)
    assert "19 %" in said.text.replace("19%", "19 %")
    assert "PayPal" in said.text
    assert (said.asked, said.failure, said.attachments) == (None, None, [])
    assert said.choices[0][1] == '/get_invoice{"order_number": "BW-104733"}'
    assert said.choices[1][1] == '/contact_human_agent{"reason": "needs_person"}'


@BOTH
async def test_an_invoice_that_is_to_be_paid_tells_until_when(talk, language):
    said = await talk(language).say("…", CHECK[1], form=CHECK[0], order_number="BW-104903", postcode="04109")
    assert ("bis zum 21. Dezember 2026 zu bezahlen" if language == "de" else "payable by 21 December 2026") in said.text


async def test_a_tax_with_a_fraction_is_written_as_people_do(talk):
    given = {"order_number": "BW-104512", "postcode": "8004"}
    assert "8,1 % Mehrwertsteuer" in (await talk("de").say("…", CHECK[1], form=CHECK[0], **given)).text
    assert "8.1% VAT" in (await talk("en").say("…", CHECK[1], form=CHECK[0], **given)).text


@EITHER
@pytest.mark.parametrize("number", ["BW-104512", "BW-104733", "BW-104801", "BW-104903", "BW-104977", "BW-105020"])
async def test_each_order_that_was_shipped_has_one(talk, shop, form, intent, number):
    said = await talk(email=shop.order(number).email).say("…", intent, form=form, order_number=number)
    assert number.replace("BW", "RE") in said.text
    assert said.failure is None


@pytest.mark.parametrize(
    ("number", "postcode", "german", "english"),
    [
        ("BW-104855", "8004", "gibt es noch keine Rechnung", "There is no invoice for order BW-104855 yet"),
        ("BW-105088", "3011", "bevor eine Rechnung entstand", "before an invoice was made"),
    ],
)
@EITHER
@BOTH
async def test_where_there_is_none_the_reason_is_told(talk, language, form, intent, number, postcode, german, english):
    said = await talk(language).say("per Mail bitte", intent, form=form, order_number=number, postcode=postcode)
    assert (german if language == "de" else english) in said.text
    assert (said.asked, said.failure, said.attachments) == (None, None, [])


@pytest.mark.parametrize(("language", "name"), [("de", "Rechnung-RE-104733.pdf"), ("en", "Invoice-RE-104733.pdf")])
async def test_a_copy_comes_as_a_file(talk, inbox, language, name):
    said = await repeated(talk(language), "…", GET[1], form=GET[0], **JONAS)
    source = f"/desk/orders/BW-104733/invoice.pdf?language={language}"
    assert said.attachments == [{"name": name, "type": "application/pdf", "source": source}]
    assert said.choices[0][1] == '/get_invoice{"order_number": "BW-104733"}'
    assert inbox.mails == []


@pytest.mark.parametrize(
    "wish",
    ["Rechnung per Mail bitte", "schicken Sie sie mir als E-Mail", "please e-mail me the invoice", "send it by email"],
)
async def test_a_copy_goes_to_the_mailbox_of_the_order_where_that_is_wished(talk, inbox, wish):
    said = await repeated(talk(), wish, GET[1], form=GET[0], **JONAS)
    assert said.attachments
    assert [mail["To"] for mail in inbox.mails] == ["jonas.weber@example.com"]
    assert [each.get_content_type() for each in inbox.mails[0].iter_attachments()] == ["application/pdf"]
    assert "j•••@example.com" in said.text
    assert "jonas.weber@example.com" not in said.text


@pytest.mark.parametrize("address", ["attacker@example.org", "mia.keller@example.com"])
async def test_a_copy_never_goes_to_an_address_that_is_told_in_the_chat(talk, inbox, address):
    customer = talk(email="tom.brunner@example.com")
    await customer.say(f"Rechnung per Mail an {address}", GET[1], form=GET[0], email=address, **JONAS)
    assert [mail["To"] for mail in inbox.mails] == ["jonas.weber@example.com"]


@pytest.mark.parametrize(
    ("language", "wish", "told"),
    [
        ("de", "Bitte die Rechnung an meine neue Adresse mia.neu@example.com", "An eine andere darf ich sie nicht"),
        (
            "en",
            "Please let me have the invoice at my new address mia.new@example.com",
            "not allowed to send it to another",
        ),
    ],
)
async def test_who_names_another_address_is_told_that_the_copy_does_not_go_there(talk, inbox, language, wish, told):
    said = await talk(language).say(wish, GET[1], form=GET[0], told={"email": wish.split()[-1]}, **JONAS)
    assert said.attachments
    assert told in said.text
    assert "j•••@example.com" in said.text
    assert [mail["To"] for mail in inbox.mails] == ["jonas.weber@example.com"]


@BOTH
async def test_the_button_below_the_copy_mails_it(talk, inbox, language):
    customer = talk(language)
    said = await customer.say("…", GET[1], form=GET[0], **JONAS)
    label = said.choices[0][0]
    said = await customer.say(label, GET[1], form=GET[0], order_number="BW-104733")
    assert "j•••@example.com" in said.text
    assert len(inbox.mails) == 1


async def test_a_wish_for_a_mail_that_came_before_the_questions_is_kept(talk, inbox):
    customer = talk()
    assert (await customer.say("Rechnung per Mail bitte", GET[1], form=GET[0])).asked == "order_number"
    assert (await customer.say("BW-104733", order_number="BW-104733")).asked == "postcode"
    await customer.say("04109", postcode="04109")
    assert len(inbox.mails) == 1


async def test_a_wish_for_a_mail_holds_for_its_own_matter(talk, inbox):
    customer = talk()
    await customer.say("Rechnung per Mail bitte", GET[1], form=GET[0], **JONAS)
    said = await customer.say("und die von BW-104903?", GET[1], form=GET[0], order_number="BW-104903", postcode="04109")
    assert said.attachments
    assert len(inbox.mails) == 1


@BOTH
async def test_without_mail_the_copy_is_in_the_chat_all_the_same(talk, inbox, language):
    inbox.answer = "451 later"
    try:
        said = await talk(language).say("per Mail bitte", GET[1], form=GET[0], **JONAS)
    finally:
        inbox.answer = "250 OK"
    assert said.attachments
    assert (said.failure, said.person_offered) == ("backend_error", "backend_error")


@BOTH
async def test_nobodys_mailbox_is_flooded(talk, inbox, language):
    for _ in range(3):
        await talk(language).say("per Mail bitte", GET[1], form=GET[0], **JONAS)
    said = await talk(language).say("per Mail bitte", GET[1], form=GET[0], **JONAS)
    assert said.attachments
    assert len(inbox.mails) == 3


async def test_the_spelling_of_a_mailbox_is_no_way_round_the_limit(talk, inbox, shop_database):
    for spelling in ("jonas.weber@example.com", "Jonas.Weber@example.com", "JONAS.WEBER@EXAMPLE.COM"):
        with shop_database.transaction() as connection:
            connection.execute(update(orders).where(orders.c.number == "BW-104733").values(email=spelling))
        for _ in range(2):
            await talk().say("per Mail bitte", GET[1], form=GET[0], **JONAS)
    assert len(inbox.mails) == 3


@EITHER
async def test_a_signed_in_owner_needs_no_postcode_and_nobody_else_gets_in(talk, form, intent):
    owner = await talk(email="jonas.weber@example.com").say("…", intent, form=form, order_number="BW-104733")
    assert "RE-104733" in owner.text
    other = await talk(email="mia.keller@example.com").say("…", intent, form=form, order_number="BW-104733")
    assert (other.asked, other.text, other.attachments) == ("postcode", "", [])
    stranger = await talk().say("…", intent, form=form, order_number="BW-104733", postcode="04108")
    assert (stranger.asked, stranger.attachments) == ("postcode", [])
    assert {"refused": {"kind": "wrong_postcode", "subject": "BW-104733"}} in stranger.signals


@EITHER
@pytest.mark.parametrize("asked", ["order_number", "postcode"])
async def test_the_form_can_be_left_at_any_question(talk, form, intent, asked):
    customer = talk()
    given = {} if asked == "order_number" else {"order_number": "BW-104733"}
    assert (await customer.say("…", intent, form=form, **given)).asked == asked
    said = await customer.say("nein danke", "deny")
    assert (said.asked, said.answers) == (None, ["utter_order_form_left"])


@EITHER
@BOTH
async def test_a_shop_that_is_down_is_said_once(talk, shop_file, language, form, intent):
    shop_file.unlink()
    said = await talk(language).say("…", intent, form=form, **JONAS)
    assert said.text.startswith("Ich erreiche unser" if language == "de" else "I cannot reach our")
    assert (said.failure, said.person_offered, said.attachments) == ("backend_error", "backend_error", [])


@EITHER
async def test_a_shop_that_is_locked_is_said_to_be_slow(talk, shop_database, shop_file, form, intent):
    shop_database.seconds = 0.3
    with locked(shop_file):
        said = await talk().say("…", intent, form=form, **JONAS)
    assert (said.failure, said.attachments) == ("backend_error", [])


@pytest.mark.parametrize("action", [CheckInvoice, GetInvoice])
async def test_the_action_alone_tells_nothing_without_proof(talk, inbox, action):
    customer = talk()
    customer.hear("per Mail bitte", "get_invoice", verified="BW-104733", **JONAS)
    said = await customer.run(action)
    assert (said.failure, said.attachments) == ("no_result", [])
    assert "RE-" not in said.text
    assert inbox.mails == []


async def test_a_means_of_payment_that_nobody_named_is_told_as_the_shop_calls_it(talk, shop_database):
    with shop_database.transaction() as connection:
        connection.execute(text("UPDATE orders SET payment = 'Nachnahme' WHERE number = 'BW-104733'"))
    assert "Nachnahme" in (await talk().say("…", CHECK[1], form=CHECK[0], **JONAS)).text


@pytest.mark.parametrize(
    ("email", "shown"), [("mia.keller@example.com", "m•••@example.com"), ("a@b.de", "a•••@b.de"), ("", "•••@")]
)
def test_a_mailbox_is_shown_so_that_its_owner_knows_it(email, shown):
    assert masked(email) == shown
