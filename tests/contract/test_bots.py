"""One contract for the fake bot and for Rasa: what the tests of the service rely on holds for the real one too."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import pytest

from handover.adapters.bot import Bot, BotUnavailableError, Turn
from handover.adapters.rasa_fake import FakeBot
from handover.adapters.rasas import Rasas
from tests.stack import Stack


def turn(text: str, conversation: UUID | None = None, **more: Any) -> Turn:
    """A customer's message."""
    return Turn(conversation=conversation or uuid4(), turn=uuid4(), text=text, **more)


class BotContract:
    """What every bot keeps."""

    async def test_it_says_which_model_answers(self, bot: Bot) -> None:
        [model] = await bot.models()
        assert model
        assert (await bot.ask(turn("Guten Tag", language="de"))).model == model

    async def test_it_answers_and_says_how_it_understood(self, bot: Bot) -> None:
        answer = await bot.ask(turn("Guten Tag", language="de"))
        assert answer.replies
        assert all(reply.text for reply in answer.replies)
        read = answer.understanding
        assert read.intent == read.ranking[0].intent == "greet"
        assert read.confidence == read.ranking[0].confidence
        assert (read.language, read.fallback) == ("de", False)
        assert answer.signals == []

    async def test_the_same_turn_again_gives_the_same_answer(self, bot: Bot) -> None:
        asked = turn("Guten Tag", language="de")
        assert await bot.ask(asked) == await bot.ask(asked)

    async def test_turns_of_other_conversations_have_nothing_to_do_with_each_other(self, bot: Bot) -> None:
        first, second = turn("Guten Tag", language="de"), turn("Guten Tag", language="de")
        assert (await bot.ask(first)).replies[0].text == (await bot.ask(second)).replies[0].text

    async def test_everything_that_the_service_knows_may_be_told(self, bot: Bot) -> None:
        asked = turn(
            "Guten Tag",
            language="de-CH",
            page={"url": "https://bergwerk.example/shop/cart", "title": "Warenkorb"},
            identity={"sub": "7", "email": "mia.keller@example.com", "name": None},
            client="a hash",
        )
        assert (await bot.ask(asked)).replies

    async def test_a_choice_is_a_turn(self, bot: Bot) -> None:
        asked = turn("Guten Tag", language="de", choice={"intent": "greet", "entities": []})
        assert (await bot.ask(asked)).understanding.intent == "greet"

    async def test_it_goes_on_after_it_was_told_what_a_person_learned(self, bot: Bot) -> None:
        conversation = uuid4()
        await bot.ask(turn("Guten Tag", conversation))
        await bot.remember(conversation, {"order_number": "BW-104512", "note": "anything", "none": None, "number": 3})
        await bot.remember(conversation, {})
        assert (await bot.ask(turn("Guten Tag", conversation))).replies

    async def test_it_forgets_also_what_it_never_knew(self, bot: Bot) -> None:
        conversation = uuid4()
        await bot.forget(conversation)
        await bot.ask(turn("Guten Tag", conversation))
        await bot.forget(conversation)
        assert (await bot.ask(turn("Guten Tag", conversation))).replies

    async def test_one_that_cannot_be_reached_is_unavailable_whatever_is_asked(self, away: Bot) -> None:
        assert await away.models() == [None]
        with pytest.raises(BotUnavailableError):
            await away.ask(turn("Guten Tag"))
        with pytest.raises(BotUnavailableError):
            await away.remember(uuid4(), {})
        with pytest.raises(BotUnavailableError):
            await away.forget(uuid4())


class TestFakeBot(BotContract):
    """The one that the service's tests talk to."""

    @pytest.fixture
    def bot(self) -> Bot:
        return FakeBot()

    @pytest.fixture
    def away(self) -> Bot:
        bot = FakeBot()
        bot.available = False
        return bot


class TestRasa(BotContract):
    """The real one, with the trained model."""

    @pytest.fixture
    async def bot(self, stack: Stack) -> AsyncIterator[Bot]:
        rasa = Rasas([stack.rasa], stack.token, seconds=8, in_flight=4)
        yield rasa
        await rasa.close()

    @pytest.fixture
    async def away(self) -> AsyncIterator[Bot]:
        rasa = Rasas(["http://127.0.0.1:9"], "token", seconds=1, in_flight=4)
        yield rasa
        await rasa.close()

    async def test_it_asks_for_the_token(self, stack: Stack) -> None:
        stranger = Rasas([stack.rasa], "another token", seconds=8, in_flight=4)
        with pytest.raises(BotUnavailableError, match="401"):
            await stranger.ask(turn("Guten Tag"))
        await stranger.close()

    async def test_what_a_person_learned_is_known_and_not_asked_again(self, bot: Bot) -> None:
        conversation = uuid4()
        await bot.remember(conversation, {"order_number": "BW-104512"})
        answer = await bot.ask(turn("Wo ist meine Bestellung?", conversation, language="de"))
        assert answer.context is not None
        assert answer.context["order"] == "BW-104512"
        assert "Postleitzahl" in answer.replies[0].text, "a person's word opens no order"
