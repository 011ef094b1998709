"""Pains 19: German and English in one conversation, message by message."""

import pytest

from handover.adapters.bot import BotAnswer, Turn
from handover.adapters.rasa_fake import understood
from tests.support import Support


def _speaks(turn: Turn) -> BotAnswer:
    """A bot that recognises English by its articles, and answers in what it recognised."""
    heard = "en" if "the" in turn.text.split() else "de"
    return understood("greet", f"{heard}: {turn.text}", language=heard)


async def test_pains_19_the_conversation_follows_the_customer_from_german_to_english_and_back(
    support: Support,
) -> None:
    support.bot.script = _speaks
    cleo = await support.open(language="de")
    for text in ("Wo ist mein Paket?", "and the invoice?", "the phone number?", "Danke schön"):
        await support.ask(cleo, text)
    changed = [one.data["language"] for one in await support.log(cleo) if one.name == "language_changed"]
    assert changed == ["en", "de"]
    assert [turn.language for turn in support.bot.asked] == ["de", "de", "en", "en"]
    assert (await support.conversation(cleo)).language == "de"


async def test_pains_19_the_customer_learns_of_the_change_before_the_answer_in_the_new_language(
    support: Support,
) -> None:
    support.bot.script = _speaks
    cleo = await support.open()
    await support.ask(cleo, "where is the parcel")
    names = await support.names(cleo)
    assert names.index("language_changed") < len(names) - 1 == names.index("message_posted", 3)


async def test_a_swiss_customer_stays_swiss_while_german_is_spoken(support: Support) -> None:
    support.bot.script = _speaks
    cleo = await support.open(language="de-CH")
    await support.ask(cleo, "Grüezi")
    assert (await support.conversation(cleo)).language == "de-CH"
    assert "language_changed" not in await support.names(cleo)
    assert support.bot.asked[0].language == "de-CH"


async def test_a_swiss_customer_who_wrote_english_in_between_is_swiss_again(support: Support) -> None:
    support.bot.script = _speaks
    cleo = await support.open(language="de-CH")
    for text in ("Grüezi", "where is the parcel", "Und die Rechnung?", "Merci"):
        await support.ask(cleo, text)
    changed = [one.data["language"] for one in await support.log(cleo) if one.name == "language_changed"]
    assert changed == ["en", "de-CH"]
    assert [turn.language for turn in support.bot.asked] == ["de-CH", "de-CH", "en-CH", "de-CH"]


@pytest.mark.parametrize("heard", ["fr", "", "DE", "de-", "klingon", "de\n"])
async def test_a_language_that_nobody_here_speaks_changes_nothing(support_on_sqlite: Support, heard: str) -> None:
    support = support_on_sqlite
    support.bot.script = lambda _turn: understood("greet", "Bonjour", language=heard)
    cleo = await support.open()
    await support.ask(cleo, "Salut")
    assert (await support.conversation(cleo)).language == "de"
    assert await support.texts(cleo, "bot") == ["Bonjour"]


@pytest.mark.parametrize(
    ("language", "beginning", "label"),
    [
        ("de", "Ich kann Ihnen", "Mit einer Person sprechen"),
        ("de-CH", "Ich kann Ihnen", "Mit einer Person sprechen"),
        ("en", "I cannot answer", "Talk to a person"),
        ("en-GB", "I cannot answer", "Talk to a person"),
    ],
)
async def test_the_service_apologises_in_the_language_of_the_conversation(
    support_on_sqlite: Support, language: str, beginning: str, label: str
) -> None:
    support = support_on_sqlite
    support.bot.available = False
    cleo = await support.open(language=language)
    await support.ask(cleo, "?")
    assert (await support.texts(cleo, "system"))[0].startswith(beginning)
    assert [choice["label"] for choice in await support.choices(cleo)] == [label]


async def test_a_failure_is_written_down_in_the_language_that_was_heard(support: Support) -> None:
    signals = [{"failure": {"kind": "no_result"}}]
    support.bot.script = lambda _turn: understood("track_order", "Not found", language="en", signals=signals)
    await support.ask(await support.open(language="de"), "where is BW-199998")
    assert [record["language"] for record in await support.failures()] == ["en"]
