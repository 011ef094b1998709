"""What customers read: another wording when an answer comes again, and Swiss spelling for Swiss customers."""

from typing import Any

from tests.bot.talking import Bot, Conversation, said

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
