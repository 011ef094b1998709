"""What customers read: another wording when an answer comes again, and Swiss spelling for Swiss customers."""

import time
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.bot.talking import Bot, Conversation, said
from tests.stack import Stack

Json = dict[str, Any]


def read(answer: Json) -> str:
    """All that a customer reads of an answer, the labels of its choices included."""
    labels = [choice["label"] for reply in answer["replies"] for choice in reply["choices"]]
    return "\n".join([said(answer), *labels])


def labels(conversation: Conversation) -> list[str]:
    return [choice["label"] for choice in conversation.choices()]


def test_a_question_that_comes_again_is_answered_in_other_words_and_with_a_person(bot: Bot) -> None:
    cleo = bot.conversation()
    first = said(cleo.say("Wie lange dauert die Lieferung?"))
    assert "Mit einer Person sprechen" not in labels(cleo)
    second = said(cleo.say("Wie lange dauert die Lieferung?"))
    assert "Mit einer Person sprechen" in labels(cleo)
    assert first != second
    assert "2–3" in first
    assert "2–3" in second


def test_swiss_customers_read_swiss_spelling_in_answers(bot: Bot) -> None:
    answer = bot.conversation(language="de-CH").say("Wie kann ich bei Ihnen bestellen?")
    assert answer["understanding"]["language"] == "de"
    assert "unter «Produkte» (/shop/products)" in read(answer)
    assert "Grösse" in read(answer)
    assert "ß" not in read(answer)


def test_swiss_customers_read_swiss_spelling_in_what_actions_say(bot: Bot) -> None:
    cleo = bot.conversation(language="de-CH")
    cleo.say("Ist ein Artikel bei Ihnen vorrätig?")
    assert "zum Beispiel «Daunenjacke Bernina»" in read(cleo.say("123"))


def test_who_writes_german_again_after_english_reads_it_in_the_spelling_of_their_country(bot: Bot) -> None:
    cleo = bot.conversation(language="en-CH")
    assert "How can I help" in said(cleo.say("hello there"))
    assert "«Produkte»" in said(cleo.say("Wie kann ich bei Ihnen bestellen?"))


def test_german_and_austrian_customers_read_their_own(bot: Bot) -> None:
    for language in ("de", "de-DE", "de-AT"):
        answer = bot.conversation(language=language).say("Wie kann ich bei Ihnen bestellen?")
        assert "Größe" in said(answer)
        assert "„Produkte“" in said(answer)


def test_a_swiss_customer_stays_swiss_from_the_first_request_to_the_last_reply(stack: Stack) -> None:
    with httpx.Client(base_url=stack.service, timeout=30, trust_env=False) as http:
        opened = http.post("/api/conversations", json={"language": "de-CH"}).json()
        http.headers["Authorization"] = f"Bearer {opened['token']}"
        path = f"/api/conversations/{opened['id']}"
        heard = []
        for text in ("Wie kann ich bei Ihnen bestellen?", "Where is my parcel?", "Wie kann ich bei Ihnen bestellen?"):
            http.post(f"{path}/messages", json={"id": str(uuid4()), "text": text}).raise_for_status()
            heard.append(_answer(http, path, len(heard) + 1))
        events = http.get(f"{path}/events", params={"after": 0}).json()["events"]
    assert "«Produkte»" in heard[0]
    assert "order number" in heard[1]
    assert "«In den Warenkorb»" in heard[2]
    assert [event["language"] for event in events if event["name"] == "language_changed"] == ["en", "de-CH"]


def _answer(http: httpx.Client, path: str, number: int) -> str:
    """The text of the bot's answer to the customer's message of this number."""
    until = time.monotonic() + 12
    while time.monotonic() < until:
        events = http.get(f"{path}/events", params={"after": 0}).json()["events"]
        said = [event for event in events if event["name"] == "message_posted"]
        asked = [place for place, event in enumerate(said) if event["author"]["kind"] == "customer"]
        answers = said[asked[number - 1] + 1 :]
        if answers:
            return str(answers[0]["text"])
        time.sleep(0.1)
    pytest.fail("no answer in time")
