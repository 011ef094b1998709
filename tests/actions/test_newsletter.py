import re

import pytest

from actions.newsletter import ValidateNewsletterSubscriptionForm
from actions.reading.wanted import read_wanted
from tests.actions.repeating import repeated

FORM, INTENT = ValidateNewsletterSubscriptionForm, "newsletter_subscription"
# Mia gets the newsletter, Jonas does not.
MIA, JONAS, NOBODY = "mia.keller@example.com", "jonas.weber@example.com", "nobody@example.org"
BOTH = pytest.mark.parametrize("language", ["de", "en"])


def code_in(inbox, number=-1):
    body = inbox.mails[number].get_body(("plain",)).get_content()
    return re.search(r"^(\d{6})\s*$", body, re.MULTILINE)[1]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        *[("Newsletter abmelden", "off"), ("ich möchte mich vom newsletter abmelden", "off"), ("Unsubscribe", "off")],
        *[("bitte keinen Newsletter mehr", "off"), ("melden Sie mich bitte ab", "off"), ("stop the newsletter", "off")],
        *[("I don't want your newsletter any longer", "off"), ("abbestellen", "off"), ("how do I opt out?", "off")],
        *[("tragen Sie mich aus dem Newsletter aus", "off"), ("nimmer, bestell ihn ab", "off")],
        *[("Newsletter anmelden", "on"), ("Subscribe", "on"), ("ich will den Newsletter abonnieren", "on")],
        *[("melden Sie mich an", "on"), ("sign me up", "on"), ("I'd like to get your newsletter", "on")],
        *[("kann ich euren Newsletter bekommen?", "on"), ("tragen Sie mich bitte ein", "on"), ("I want to join", "on")],
        *[("I never subscribed to your newsletter!", "off"), ("how do I get rid of the newsletter", "off")],
        *[("Ich habe mich nie bei Ihrem Newsletter angemeldet", "off"), ("I did not sign up for this", "off")],
        *[("Den Newsletter habe ich nicht abonniert", "off"), ("I never signed up, please remove me", "off")],
        *[("Wie werde ich den Newsletter los?", "off"), ("nie angemeldet, bitte melden Sie mich ab!", "off")],
        *[("Ich möchte keinen Newsletter mehr bekommen", "off"), ("I no longer want to receive it", "off")],
        *[("ich kann mich nicht abmelden", "off"), ("I can't unsubscribe", "off"), ("no more newsletters", "off")],
        *[("Ich will nicht mehr angeschrieben werden", "off"), ("cancel my subscription", "off")],
        *[("I want to be subscribed", "on"), ("Ich möchte eingetragen werden", "on"), ("bitte abonnieren", "on")],
        *[("Newsletter", None), ("wann kommt der Newsletter?", None), ("", None)],
        *[("I don't get the newsletter any more", None), ("Warum bekomme ich keinen Newsletter?", None)],
        *[("Ich bekomme den Newsletter nicht mehr", None), ("why don’t I receive your newsletter", None)],
        *[("Es kommt kein Newsletter", None), ("I signed up but nothing arrived", None)],
        *[("Ich möchte den Newsletter, bekomme ihn aber nicht", None), ("the newsletter has stopped", None)],
        *[("Ich will mich nicht abmelden", None), ("I didn't unsubscribe", None), ("don't cancel it", None)],
        *[("Warum wurde ich abgemeldet?", None), ("I was unsubscribed", None), ("ich wurde ausgetragen", None)],
        *[("ich kann mich nicht anmelden", None), ("I cannot sign up", None), ("signing up does not work", None)],
        *[("Was ist los mit dem Newsletter?", None), ("ich bin noch nicht angemeldet", None)],
        *[("Ich habe mich angemeldet", None), ("I subscribed last week", None), ("I get the newsletter", None)],
        *[("nicht abmelden, anmelden!", None), ("subscribe or unsubscribe?", None)],
        *[("Wegen meiner Bestellung und dem Newsletter", None), ("we get too many newsletters", None)],
    ],
)
def test_what_is_wanted_is_read_from_the_words(said, wanted):
    assert read_wanted(said) == wanted


@pytest.mark.parametrize(
    ("language", "wish", "asked", "done"),
    [
        ("de", "Newsletter abbestellen", "Dann kommt an", "Erledigt: An mia.keller@example.com kommt kein Newsletter"),
        ("en", "unsubscribe me", "Then no more newsletters go to", "Done: no more newsletters will go to mia.keller"),
    ],
)
async def test_who_is_signed_in_is_asked_for_a_yes_and_for_no_code(talk, shop, inbox, language, wish, asked, done):
    customer = talk(language, email=MIA)
    said = await customer.say(wish, INTENT, form=FORM)
    assert said.text.startswith(asked)
    assert said.asked == "confirmed"
    assert shop.subscribes(MIA)
    said = await repeated(customer, "ja", "affirm", confirmed=True)
    assert said.text.startswith(done)
    assert said.failure is None
    assert not shop.subscribes(MIA)
    assert inbox.mails == []


@pytest.mark.parametrize(
    ("language", "wish", "sent", "done"),
    [
        ("de", "Newsletter bitte an nobody@example.org anmelden", "Ich habe einen Code", "Erledigt: Unser Newsletter"),
        ("en", "please sign up nobody@example.org", "I have sent a six-digit code", "Done: our newsletter will come"),
    ],
)
async def test_who_is_not_signed_in_proves_the_mailbox_and_the_code_is_the_yes(
    talk, shop, inbox, language, wish, sent, done
):
    customer = talk(language)
    said = await repeated(customer, wish, INTENT, form=FORM, email=NOBODY)
    assert said.text.startswith(sent)
    assert said.asked == "code"
    assert len(inbox.mails) == 1, "a turn that is repeated sends one code"
    assert not shop.subscribes(NOBODY)
    said = await repeated(customer, f"der code ist {code_in(inbox)}", INTENT)
    assert said.text.startswith(done)
    assert shop.subscribes(NOBODY)
    assert customer.slots["code"] is None


@pytest.mark.parametrize(
    ("language", "wish", "told"),
    [
        ("de", "Newsletter anmelden", "Mit dem Code melden Sie nobody@example.org für unseren Newsletter an."),
        ("de", "ich habe mich nie angemeldet", "Mit dem Code melden Sie nobody@example.org von unserem Newsletter ab."),
        ("en", "sign me up", "Entering the code signs nobody@example.org up for our newsletter."),
        ("en", "I never subscribed", "Entering the code unsubscribes nobody@example.org from our newsletter."),
    ],
)
async def test_what_a_code_does_is_said_before_it_is_entered(talk, inbox, language, wish, told):
    customer = talk(language)
    assert told in (await customer.say(wish, INTENT, form=FORM, email=NOBODY)).text
    again = "bitte einen neuen Code" if language == "de" else "a new code please"
    assert told in (await customer.say(again, "complaint")).text
    await customer.say(again, "complaint")
    said = await customer.say(again, "complaint")
    assert said.asked == "code", "too many mails, but the one before is good"
    assert told in said.text


@BOTH
async def test_who_thinks_again_before_the_code_gets_what_was_wished_last(talk, shop, inbox, language):
    customer = talk(language)
    await customer.say("anmelden" if language == "de" else "subscribe", INTENT, form=FORM, email=MIA)
    said = await customer.say("nein, bitte abmelden" if language == "de" else "no, unsubscribe me", INTENT)
    assert said.asked == "code"
    assert ("melden Sie" if language == "de" else "unsubscribes") in said.text
    said = await customer.say(code_in(inbox))
    assert ("kein Newsletter mehr" if language == "de" else "no more newsletters") in said.text
    assert not shop.subscribes(MIA)


async def test_a_code_with_another_wish_is_no_yes_to_either(talk, shop, inbox):
    customer = talk()
    await customer.say("anmelden", INTENT, form=FORM, email=MIA)
    said = await customer.say(f"{code_in(inbox)}, aber ich will mich abmelden", INTENT)
    assert said.asked == "confirmed"
    assert said.text.startswith("Dann kommt an")
    assert shop.subscribes(MIA)
    await customer.say("ja", "affirm", confirmed=True)
    assert not shop.subscribes(MIA)


async def test_another_wish_at_the_question_for_the_yes_is_told_back(talk, shop):
    customer = talk(email=MIA)
    await customer.say("abmelden", INTENT, form=FORM)
    said = await customer.say("doch anmelden", INTENT)
    assert said.text.startswith("Der Newsletter kommt einmal im Monat")
    await customer.say("ja", "affirm", confirmed=True)
    assert shop.subscribes(MIA)


@BOTH
async def test_what_is_wanted_is_asked_where_the_words_do_not_say_it(talk, language):
    customer = talk(language, email=JONAS)
    assert (await customer.say("newsletter", INTENT, form=FORM)).asked == "newsletter"
    said = await customer.say("Newsletter anmelden" if language == "de" else "Subscribe", INTENT)
    assert said.asked == "confirmed"
    assert JONAS in said.text


async def test_an_address_that_was_told_with_an_unclear_wish_is_not_asked_for_again(talk, inbox):
    customer = talk(email=MIA)
    assert (await customer.say(f"newsletter {NOBODY}", INTENT, form=FORM, email=NOBODY)).asked == "newsletter"
    assert (await customer.say("anmelden", INTENT)).asked == "code"
    assert inbox.mails[0]["To"] == NOBODY


async def test_who_is_signed_in_and_names_another_mailbox_changes_that_one(talk, shop, inbox):
    customer = talk(email=MIA)
    assert (await customer.say(f"anmelden für {NOBODY}", INTENT, form=FORM, email=NOBODY)).asked == "code"
    said = await customer.say(code_in(inbox), "inform")
    assert NOBODY in said.text
    assert shop.subscribes(NOBODY)
    assert shop.subscribes(MIA)


@BOTH
async def test_a_wrong_code_changes_nothing_and_is_seen(talk, shop, inbox, language):
    customer = talk(language)
    await customer.say("anmelden", INTENT, form=FORM, email=NOBODY)
    wrong = f"{(int(code_in(inbox)) + 1) % 1_000_000:06d}"
    for _ in range(4):
        said = await customer.say(wrong)
        assert said.asked == "code"
        assert {"refused": {"kind": "wrong_code", "subject": None}} in said.signals
    said = await customer.say(wrong)
    assert (said.asked, said.failure, said.person_offered) == (None, "no_result", "no_result")
    assert {"refused": {"kind": "locked", "subject": None}} in said.signals
    assert not shop.subscribes(NOBODY)
    assert NOBODY not in str(said.signals)


@pytest.mark.parametrize(
    "word", ["es ist nichts angekommen", "I got no code", "bitte einen neuen Code", "send it again"]
)
async def test_another_code_can_be_asked_for_in_words(talk, inbox, word):
    customer = talk()
    await customer.say("anmelden", INTENT, form=FORM, email=NOBODY)
    said = await customer.say(word, "complaint")
    assert said.asked == "code"
    assert len(inbox.mails) == 2


async def test_a_code_to_one_mailbox_is_no_yes_to_another(talk, shop, inbox):
    customer = talk(email=MIA)
    await customer.say(f"abmelden {NOBODY}", INTENT, form=FORM, email=NOBODY)
    said = await customer.say(f"{code_in(inbox)}, nein, doch {MIA}", email=MIA)
    assert said.asked == "confirmed"
    assert shop.subscribes(MIA)


async def test_signing_in_meanwhile_is_no_yes(talk, shop):
    customer = talk()
    await customer.say("abmelden", INTENT, form=FORM, email=MIA)
    customer.email = MIA
    said = await customer.say("hm", INTENT)
    assert said.asked == "confirmed"
    assert shop.subscribes(MIA)


@BOTH
async def test_what_is_so_already_is_said_and_asked_for_no_yes(talk, language):
    said = await talk(language, email=MIA).say("Newsletter anmelden", INTENT, form=FORM)
    assert said.text.startswith("An mia.keller@example.com geht" if language == "de" else "Our newsletter already goes")
    said = await talk(language, email=JONAS).say("abmelden", INTENT, form=FORM)
    assert said.text.startswith("An jonas.weber@example.com geht kein" if language == "de" else "No newsletter of ours")
    assert (said.asked, said.failure) == (None, None)


async def test_whether_somebody_else_gets_it_is_told_to_nobody(talk, inbox):
    heard = [
        (await talk().say("anmelden", INTENT, form=FORM, email=each)).text.replace(each, "…") for each in (MIA, JONAS)
    ]
    assert heard[0] == heard[1]
