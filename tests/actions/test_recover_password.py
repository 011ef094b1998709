import pytest

from actions.backend.port import BackendDownError
from actions.recover_password import RecoverPassword, ValidateRecoverPasswordForm
from tests.actions.repeating import repeated
from tests.actions.test_locked import locked

FORM, INTENT = ValidateRecoverPasswordForm, "recover_password"
MIA, TOM, NOBODY = "mia.keller@example.com", "tom.brunner@example.com", "nobody@example.org"
BOTH = pytest.mark.parametrize("language", ["de", "en"])


def body(mail):
    return mail.get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("de", "Wenn es zu mia.keller@example.com ein Konto gibt, ist ein Link dorthin unterwegs"),
        ("en", "If there is an account for mia.keller@example.com, a link is on its way there"),
    ],
)
async def test_a_link_goes_to_the_mailbox_in_one_step(talk, inbox, language, told):
    said = await repeated(talk(language), f"Passwort vergessen, {MIA}", INTENT, form=FORM, email=MIA)
    assert said.text.startswith(told)
    assert (said.asked, said.failure) == (None, None)
    assert [mail["To"] for mail in inbox.mails] == [MIA]
    assert "reset=" in body(inbox.mails[0])
    assert "reset=" not in said.text, "in the chat nobody sees the link"


@BOTH
async def test_in_the_chat_nobody_learns_whether_there_is_an_account(talk, inbox, language):
    answers = [await talk(language).say("…", INTENT, form=FORM, email=email) for email in (MIA, NOBODY)]
    assert answers[0].text.replace(MIA, "…") == answers[1].text.replace(NOBODY, "…")
    assert answers[0].signals == answers[1].signals == []
    assert answers[0].choices == answers[1].choices
    link, word = inbox.mails
    assert link["Subject"] != word["Subject"]
    assert "reset=" not in body(word)


@BOTH
async def test_the_address_is_asked_for_where_it_is_missing(talk, inbox, language):
    customer = talk(language)
    assert (await customer.say("passwort vergessen", INTENT, form=FORM)).asked == "email"
    said = await customer.say(MIA, email=MIA)
    assert MIA in said.text
    assert len(inbox.mails) == 1


async def test_who_is_signed_in_is_not_asked(talk, inbox):
    said = await talk(email=TOM).say("passwort ändern", INTENT, form=FORM)
    assert TOM in said.text
    assert [mail["To"] for mail in inbox.mails] == [TOM]


@BOTH
async def test_to_an_address_that_was_told_for_another_matter_no_mail_goes_without_a_yes(talk, inbox, language):
    customer = talk(language)
    customer.hear(f"ich bin {MIA}", "inform", email=MIA)
    said = await customer.say("passwort vergessen", INTENT, form=FORM)
    assert (said.asked, said.choices) == ("email", [(MIA, f'/recover_password{{"email": "{MIA}"}}')])
    assert said.text.startswith("Soll ich den Link" if language == "de" else "Shall I send the link")
    assert (inbox.mails, customer.slots["email"]) == ([], None)
    said = await customer.say("ja", INTENT, email=MIA)  # bot/context.py takes the choice for the yes
    assert said.asked is None
    assert [mail["To"] for mail in inbox.mails] == [MIA]


async def test_who_declines_the_older_address_is_asked_for_another_one(talk, inbox):
    customer = talk()
    customer.hear(f"ich bin {MIA}", "inform", email=MIA)
    await customer.say("passwort vergessen", INTENT, form=FORM)
    said = await customer.say("nein", "deny")
    assert (said.asked, said.answers, said.failure) == ("email", [], None)
    assert (await customer.say(TOM, email=TOM)).asked is None
    assert [mail["To"] for mail in inbox.mails] == [TOM]


async def test_the_form_is_left_by_who_declines_the_older_address_twice(talk, inbox):
    customer = talk()
    customer.hear(f"ich bin {MIA}", "inform", email=MIA)
    await customer.say("passwort vergessen", INTENT, form=FORM)
    await customer.say("nein", "deny")
    assert (await customer.say("nein", "deny")).answers == ["utter_form_left"]
    assert inbox.mails == []


async def test_the_signed_identity_goes_before_an_address_that_was_told_for_another_matter(talk, inbox):
    customer = talk(email=TOM)
    customer.hear(f"ich bin {MIA}", "inform", email=MIA)
    await customer.say("passwort vergessen", INTENT, form=FORM)
    assert [mail["To"] for mail in inbox.mails] == [TOM]


@BOTH
async def test_an_answer_without_an_address_is_asked_again_only_so_often(talk, inbox, language):
    customer = talk(language)
    await customer.say("…", INTENT, form=FORM)
    for answer in ("weiß nicht", "mia at example"):
        said = await customer.say(answer)
        assert said.asked == "email"
        assert said.text.startswith("Darin habe ich keine" if language == "de" else "I could not find an e-mail")
    said = await customer.say("hm")
    assert (said.asked, said.failure, said.person_offered) == (None, "not_understood", "not_understood")
    assert inbox.mails == []


@pytest.mark.parametrize(
    "address",
    [
        *("mia.keller@example.com,attacker@example.org", "mia\u212aeller@example.com", "mia@example.com\nBcc: a@b.de"),
        *("<script>@example.com", "a" * 4_000 + "@example.com", "' OR 1=1 --@example.com", '"mia keller"@example.com'),
    ],
)
async def test_an_address_that_is_no_plain_one_gets_nothing(talk, inbox, address):
    said = await talk().say("…", INTENT, form=FORM, email=address)
    assert said.asked == "email"
    assert said.failure is None
    assert inbox.mails == []
    assert "script" not in said.text


async def test_the_form_can_be_left(talk):
    customer = talk()
    await customer.say("…", INTENT, form=FORM)
    said = await customer.say("nein", "deny")
    assert (said.asked, said.answers) == (None, ["utter_form_left"])


async def test_another_matter_is_left_to_others(talk):
    customer = talk()
    await customer.say("…", INTENT, form=FORM)
    assert (await customer.say("wo ist mein Paket", "track_order")).rejected


@BOTH
async def test_nobodys_mailbox_is_flooded(talk, inbox, language):
    for _ in range(3):
        assert (await talk(language).say("…", INTENT, form=FORM, email=MIA)).failure is None
    said = await talk(language).say("…", INTENT, form=FORM, email=MIA)
    assert (said.failure, said.person_offered) == ("no_result", "no_result")
    assert len(inbox.mails) == 3


@BOTH
async def test_a_limit_tells_nobody_whether_there_is_an_account(talk, inbox, language):
    async def last_of(email):
        for _ in range(3):
            await talk(language).say("…", INTENT, form=FORM, email=email)
        return await talk(language).say("…", INTENT, form=FORM, email=email)

    first, second = [await last_of(email) for email in (MIA, NOBODY)]
    assert (first.text, first.signals) == (second.text, second.signals)


@BOTH
async def test_without_mail_the_customer_is_told_so(talk, inbox, language):
    inbox.answer = "451 later"
    try:
        said = await talk(language).say("…", INTENT, form=FORM, email=MIA)
    finally:
        inbox.answer = "250 OK"
    assert said.text.startswith("Ich kann gerade keine E-Mail" if language == "de" else "I cannot send e-mails")
    assert (said.failure, said.person_offered) == ("backend_error", "backend_error")


@BOTH
async def test_a_shop_that_is_down_is_said_with_a_person_offered(talk, access, inbox, monkeypatch, language):
    def lost(*_args):
        raise BackendDownError("shop database: the connection was lost")

    monkeypatch.setattr(access.accounts, "send_reset", lost)
    said = await talk(language).say("…", INTENT, form=FORM, email=MIA)
    assert said.text.startswith("Ich erreiche unser" if language == "de" else "I cannot reach our")
    assert (said.failure, said.person_offered) == ("backend_error", "backend_error")


async def test_a_shop_that_is_locked_is_said_to_be_slow_and_the_turn_can_be_repeated(
    talk, shop_database, shop_file, inbox
):
    shop_database.seconds = 0.3
    customer = talk()
    with locked(shop_file):
        said = await customer.say("…", INTENT, form=FORM, email=MIA, turn="one")
    assert said.failure == "backend_error"
    assert inbox.mails == []
    again = await customer.say("…", INTENT, form=FORM, email=MIA, turn="one")
    assert again.failure is None
    assert len(inbox.mails) == 1


@BOTH
async def test_the_action_alone_sends_nothing_without_an_address(talk, inbox, language):
    customer = talk(language)
    customer.hear("…", INTENT)
    said = await customer.run(RecoverPassword)
    assert said.failure == "no_result"
    assert inbox.mails == []
