"""The delivery address of an account."""

from datetime import timedelta

import pytest

from actions.backend.model import Address
from tests.actions.conftest import TODAY
from tests.actions.repeating import repeated
from tests.actions.test_change_address import (
    BOTH,
    FORM,
    INTENT,
    MIA,
    MOVED,
    NEW,
    NOBODY,
    TOM,
    refusals,
)
from tests.actions.test_newsletter import code_in


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


async def test_a_code_that_sounds_like_another_matter_is_the_code(talk, inbox):
    customer = talk()
    await customer.say(f"Adresse im Konto ändern: {NEW}", INTENT, form=FORM, email=MIA)
    assert (await customer.say(code_in(inbox), "track_order")).asked == "confirmed"


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


@BOTH
async def test_without_mail_no_account_opens(talk, inbox, language):
    inbox.answer = "451 later"
    try:
        said = await talk(language).say("Adresse im Konto ändern", INTENT, form=FORM, email=MIA)
    finally:
        inbox.answer = "250 OK"
    assert (said.asked, said.failure, said.person_offered) == (None, "backend_error", "backend_error")
    assert said.text.startswith("Ich kann gerade keine E-Mail" if language == "de" else "I cannot send e-mails")
