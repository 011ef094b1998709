"""Rasa's source of answers: our files instead of the texts in a trained model."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.events import BotUttered, UserUttered

from bot.answers.book import Book
from bot.answers.filling import filled, place_holders
from bot.answers.model import LANGUAGES, Answer, Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rasa.shared.core.domain import Domain
    from rasa.shared.core.trackers import DialogueStateTracker
    from rasa.utils.endpoints import EndpointConfig

logger = logging.getLogger(__name__)

FOLDER = Path("data/answers")
# An answer that comes again after more turns than these is news.
RECENT_TURNS = 5
_NOTHING_TO_SAY = {
    "de": "Dazu kann ich Ihnen gerade nichts sagen, weil bei uns etwas nicht stimmt. Eine Person aus unserem Team "
    "hilft Ihnen gern weiter.",
    "en": "I cannot tell you anything about that right now because something is wrong on our side. A person on our "
    "team will be glad to help.",
}
_PERSON = {"de": "Mit einer Person sprechen", "en": "Talk to a person"}

Json = dict[str, Any]


class AnswerGenerator(NaturalLanguageGenerator):
    """Says what stands in data/answers, in the customer's language, and something else when it comes twice."""

    def __init__(
        self,
        endpoint_config: EndpointConfig | None = None,  # noqa: ARG002  (how Rasa makes it)
        domain: Domain | None = None,  # noqa: ARG002
        folder: Path = FOLDER,
    ) -> None:
        """Read the answers in `folder`."""
        self._book = Book(folder)

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,  # noqa: ARG002
        **kwargs: Any,
    ) -> Json:
        """The message for `utter_action`. It is never empty: without an answer it is an honest sentence."""
        language = tracker.get_slot("language")
        language = language if language in LANGUAGES else LANGUAGES[0]
        answer = self._book.answer(utter_action.removeprefix("utter_"))
        if not answer:
            logger.error("there is no answer for %s", utter_action)
            return _nothing_to_say(utter_action, language)
        times = _times_before(utter_action, tracker)
        values = {**tracker.current_slot_values(), **kwargs}
        wanted = [*answer.choices, *(answer.choices_again if times else ())]
        return {
            "text": _text(answer, language, times, values),
            "buttons": [_button(choice, language) for choice in self._book.choices(wanted)],
            "custom": _signals(answer),
            # Rasa keeps what it does not know as the message's metadata: the count for the next time.
            "times": times + 1,
        }


def _times_before(utter_action: str, tracker: DialogueStateTracker) -> int:
    """How often this answer came in the last few turns, without a longer pause in between.

    Within one turn an answer is always worded in the same way: what a form repeats at its end is told once.
    """
    turns: list[str | None] = []
    said: int | None = None
    for event in reversed(tracker.events):
        if isinstance(event, BotUttered) and said is None and event.metadata.get("utter_action") == utter_action:
            said = int(event.metadata.get("times") or 1)
        elif isinstance(event, UserUttered):
            turns += [] if event.message_id in turns else [event.message_id]
            if said is not None:
                return said - 1 if event.message_id == turns[0] else said
            if len(turns) > RECENT_TURNS:
                return 0
    return (said or 1) - 1 if not turns else said or 0


def _text(answer: Answer, language: str, times: int, values: Json) -> str:
    """The variation whose turn it is, among those whose place-holders can all be filled."""
    variations: Sequence[str] = [text.words for text in answer.texts[language]]
    complete = [words for words in variations if all(values.get(name) is not None for name in place_holders(words))]
    if not complete:
        logger.warning("%s: nothing is known for a place-holder of %s", answer.place, answer.name)
    usable = complete or variations
    return filled(usable[times % len(usable)], values)


def _button(choice: Choice, language: str) -> Json:
    entities = json.dumps({"reason": choice.reason}) if choice.reason else ""
    return {"title": choice.labels[language].words, "payload": f"/{choice.leads_to}{entities}"}


def _signals(answer: Answer) -> Json | None:
    signals: Json = {}
    if answer.hands_over:
        signals["escalate"] = {"reason": answer.hands_over}
    if answer.failure:
        signals["failure"] = {"kind": answer.failure, "detail": f"answer {answer.name}"}
    return {"lotse": signals} if signals else None


def _nothing_to_say(utter_action: str, language: str) -> Json:
    button = {"title": _PERSON[language], "payload": '/contact_human_agent{"reason": "backend_error"}'}
    failure = {"kind": "backend_error", "detail": f"there is no answer for {utter_action}"}
    return {"text": _NOTHING_TO_SAY[language], "buttons": [button], "custom": {"lotse": {"failure": failure}}}
