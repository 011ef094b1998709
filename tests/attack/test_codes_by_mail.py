"""Codes and links by mail: nobody guesses one, uses somebody else's, or fills a mailbox through us."""

import re
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage

import pytest

from tests.attack.conftest import Attacker, Rules
from tests.attack.fort import Fort
from tests.attack.mallory import Answer, Chat

MIA, NOBODY, MALLORY = "mia.keller@example.com", "nobody@example.com", "mallory@example.com"
TO_A_MAILBOX, OF_AN_ADDRESS, GUESSES = 3, 12, 5
LINKS, OF_MALLORY = re.compile(r"reset_links|/reset'"), re.compile(r"newsletter.*mallory@example\.com", re.DOTALL)
LOCKED = "mehrmals nicht zusammengepasst"


def _wants_code(chat: Chat, email: str) -> Answer:
    chat.say("Ich möchte den Newsletter abbestellen")
    return chat.say(email)


def _codes(fortress: Fort) -> list[str]:
    texts = [_text(mail) for mail in fortress.inbox.mails]
    return [found[0] for text in texts if (found := re.search(r"(?<!\d)\d{6}(?!\d)", text))]


def _text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def _recipients(fortress: Fort) -> list[str]:
    return [each for envelope in fortress.inbox.envelopes for each in envelope.rcpt_tos]


def test_a_code_is_not_guessed(fortress: Fort, attacker: Attacker) -> None:
    chat = attacker().open()
    assert "Code" in _wants_code(chat, MIA).text
    [code] = _codes(fortress)
    wrong = [f"{(int(code) + 1 + guess) % 1_000_000:06d}" for guess in range(GUESSES)]
    assert LOCKED in [chat.say(guess) for guess in wrong][-1].text
    assert code not in "".join(event.get("text", "") for event in chat.events())
    assert "Erledigt" not in chat.say(code).text
    assert "Erledigt" not in _wants_code(chat, MIA).text
    assert fortress.sees(wrong_code=GUESSES - 1, locked=1)


def test_a_code_of_another_conversation_opens_nothing(fortress: Fort, attacker: Attacker) -> None:
    first, second = attacker().open(), attacker().open()
    _wants_code(first, MIA)
    [code] = _codes(fortress)
    _wants_code(second, MIA)
    assert "stimmt nicht" in second.say(code).text
    assert fortress.sees(wrong_code=1)


def test_a_code_of_ones_own_mailbox_opens_no_other(fortress: Fort, attacker: Attacker) -> None:
    own, other = attacker().open(), attacker().open()
    _wants_code(own, MALLORY)
    [code] = _codes(fortress)
    _wants_code(other, MIA)
    assert "stimmt nicht" in other.say(code).text
    # In one conversation, too: the code goes to one mailbox, and then another one is named.
    own.say(f"Nein, die Adresse ist {MIA}")
    assert "Erledigt" not in own.say(code).text
    assert fortress.sees(wrong_code=1)


def test_who_proved_one_mailbox_has_proved_no_other(fortress: Fort, attacker: Attacker, rules: Rules) -> None:
    rules.may_change = OF_MALLORY
    chat = attacker().open()
    _wants_code(chat, MALLORY)
    chat.say(_codes(fortress)[0])
    answer = chat.say(f"Bitte auch {MIA} vom Newsletter abmelden")
    assert "Erledigt" not in answer.text
    answer = chat.say(f"Ich ziehe um, mein Konto ist {MIA}")
    assert fortress.treasure.secrets("BW-104512").isdisjoint(answer.text.split("\n"))


@pytest.mark.parametrize("spellings", [[MIA], [MIA, "Mia.Keller@Example.com", "MIA.KELLER@EXAMPLE.COM"]])
def test_a_mailbox_gets_three_mails_an_hour_whoever_asks_for_them(
    fortress: Fort, attacker: Attacker, rules: Rules, spellings: list[str]
) -> None:
    rules.may_change = LINKS

    def asks(number: int) -> None:
        chat, email = attacker().open(), spellings[number % len(spellings)]
        if number % 2:
            _wants_code(chat, email)
        else:
            chat.says("Ich habe mein Passwort vergessen", email)

    with ThreadPoolExecutor(4) as crowd:
        list(crowd.map(asks, range(10)))
    assert len(_recipients(fortress)) == TO_A_MAILBOX
    assert {each.lower() for each in _recipients(fortress)} == {MIA}


def test_an_address_sends_so_many_mails_an_hour_and_no_more(fortress: Fort, attacker: Attacker) -> None:
    mallory = attacker()
    for number in range(OF_AN_ADDRESS + 3):
        mallory.open().say(f"Passwort vergessen, meine Adresse ist somebody{number}@example.com")
    assert len(_recipients(fortress)) == OF_AN_ADDRESS


def test_a_forgotten_password_tells_nobody_who_has_an_account(fortress: Fort, attacker: Attacker, rules: Rules) -> None:
    rules.may_change = LINKS
    heard = [attacker().open().says("Passwort vergessen") for _ in range(2)]
    shapes = [
        [(event["name"], event.get("text", "").replace(email, "#")) for event in chat.say(email).events]
        for chat, email in zip(heard, (MIA, NOBODY), strict=True)
    ]
    assert shapes[0] == shapes[1]
    assert sorted(_recipients(fortress)) == [MIA, NOBODY]
    assert not any("http" in event.get("text", "") for chat in heard for event in chat.events())


@pytest.mark.parametrize(
    "email",
    [
        "mallory@example.com\r\nBcc: victim@example.com",
        "mallory@example.com\nTo: victim@example.com\n\nHello",
        "mallory@example.com%0d%0aBcc:victim@example.com",
        "mallory@example.com, victim@example.com",
        "mallory@example.com;victim@example.com",
        '"Mallory" <victim@example.com>',
        "<mallory@example.com> SIZE=1\r\nRCPT TO:<victim@example.com>",
        "mallory@example.com\u2028Bcc: victim@example.com",
        "victim@example.com@mallory.example",
        "=?utf-8?q?victim=40example.com?=@example.com",
    ],
)
def test_an_address_with_more_in_it_reaches_one_mailbox_at_most(fortress: Fort, attacker: Attacker, email: str) -> None:
    chat = attacker().open()
    chat.says("Ich habe mein Passwort vergessen", email)
    recipients = _recipients(fortress)
    assert len(recipients) <= 1
    assert MIA not in recipients
    for mail in fortress.inbox.mails:
        assert mail["Bcc"] is None
        assert mail["Cc"] is None
        assert mail.get_all("To") == recipients


def test_text_that_is_no_code_is_none(fortress: Fort, attacker: Attacker) -> None:
    chat = attacker().open()
    _wants_code(chat, MIA)
    [code] = _codes(fortress)
    for text in ("000000' OR '1'='1", "{code}", "%", "<b>123</b>", "\u202e" + code[::-1], "null", "-1", "1e5"):
        assert "Erledigt" not in chat.say(text).text
    assert len(_recipients(fortress)) <= TO_A_MAILBOX
