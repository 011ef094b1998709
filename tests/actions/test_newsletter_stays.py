"""Why the newsletter stays as it is, and what is said then."""

import pytest

from actions.backend.port import BackendDownError
from actions.newsletter import NewsletterSubscription
from tests.actions.test_locked import locked
from tests.actions.test_newsletter import BOTH, FORM, INTENT, MIA, NOBODY


@BOTH
async def test_a_no_changes_nothing(talk, shop, language):
    customer = talk(language, email=MIA)
    await customer.say("abmelden", INTENT, form=FORM)
    said = await customer.say("nein", "deny", confirmed=False)
    assert said.text.startswith("Gut, für" if language == "de" else "All right, everything stays")
    assert shop.subscribes(MIA)


@pytest.mark.parametrize("asked", ["newsletter", "email", "code"])
async def test_the_form_can_be_left_at_any_question(talk, asked):
    customer = talk()
    given = {"newsletter": "newsletter", "email": "anmelden", "code": "anmelden"}[asked]
    told = {"email": NOBODY} if asked == "code" else {}
    assert (await customer.say(given, INTENT, form=FORM, **told)).asked == asked
    said = await customer.say("nein, lassen wir das", "deny")
    assert (said.asked, said.answers, said.failure) == (None, ["utter_form_left"], None)


@BOTH
async def test_an_answer_without_an_address_is_asked_again_only_so_often(talk, language):
    customer = talk(language)
    assert (await customer.say("anmelden", INTENT, form=FORM)).asked == "email"
    for _ in range(2):
        assert (await customer.say("hm", "inform")).asked == "email"
    said = await customer.say("hm", "inform")
    assert (said.asked, said.person_offered) == (None, "not_understood")


async def test_an_address_that_is_unclear_is_asked_back(talk, inbox):
    customer = talk()
    told = {"unclear_email": "nobody@gmail.com"}
    said = await customer.say("anmelden nobody@gmial.com", INTENT, form=FORM, told=told)
    assert said.asked == "email"
    assert said.choices == [("nobody@gmail.com", '/newsletter_subscription{"email": "nobody@gmail.com"}')]
    assert inbox.mails == []


@BOTH
async def test_without_mail_the_customer_is_told_so(talk, inbox, language):
    inbox.answer = "451 later"
    try:
        said = await talk(language).say("anmelden", INTENT, form=FORM, email=NOBODY)
    finally:
        inbox.answer = "250 OK"
    assert said.text.startswith("Ich kann gerade keine E-Mail" if language == "de" else "I cannot send e-mails")
    assert (said.asked, said.failure, said.person_offered) == (None, "backend_error", "backend_error")


@BOTH
async def test_too_many_mails_are_not_sent(talk, inbox, language):
    for _ in range(3):
        await talk(language).say("anmelden", INTENT, form=FORM, email=NOBODY)
    said = await talk(language).say("anmelden", INTENT, form=FORM, email=NOBODY)
    assert (said.asked, said.failure, said.person_offered) == (None, "no_result", "no_result")
    assert len(inbox.mails) == 3


@BOTH
async def test_when_the_change_got_no_answer_the_bot_does_not_claim_to_know(talk, shop, monkeypatch, language):
    customer = talk(language, email=MIA)
    await customer.say("abmelden", INTENT, form=FORM)

    def lost(*_args, **_named):
        raise BackendDownError("shop database: the connection was lost")

    monkeypatch.setattr(shop, "set_newsletter", lost)
    said = await customer.say("ja", "affirm", confirmed=True)
    assert ("nicht sicher" if language == "de" else "do not know for certain") in said.text
    assert (said.failure, customer.slots["confirmed"]) == ("backend_error", None)


async def test_a_shop_that_is_locked_is_said_to_be_slow(talk, shop_database, shop_file):
    shop_database.seconds = 0.3
    customer = talk(email=MIA)
    with locked(shop_file):
        said = await customer.say("abmelden", INTENT, form=FORM)
    assert said.failure == "backend_error"


@BOTH
async def test_the_action_alone_changes_nothing_without_proof(talk, shop, language):
    customer = talk(language)
    customer.hear("…", INTENT, email=MIA, verified=MIA, newsletter="off", confirmed=True)
    said = await customer.run(NewsletterSubscription)
    assert said.failure == "no_result"
    assert shop.subscribes(MIA)
