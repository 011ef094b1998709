"""One turn of a customer, taken through Rasa."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.trackers import DialogueStateTracker

from bot.answer import Outcome, failure, outcome_of
from bot.bounded import bounded, opening
from bot.context import value_of
from bot.course import Course
from bot.spelling import in_spelling_of
from bot.understanding import context_of, understanding_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rasa.core.agent import Agent

    from bot.store import Events
    from bot.tracker_store import BoundedTrackerStore, Held
    from bot.turn_request import Turn

logger = logging.getLogger(__name__)

DEFAULT_LANGUAGE = "de"
_NOTHING = {"intent": {"name": None, "confidence": None}, "entities": [], "intent_ranking": []}


@dataclass
class Taken:
    """A turn's answer, and the events to keep of the conversation (None: as before the turn)."""

    answer: dict[str, Any]
    events: Events | None


class Dialogue:
    """Takes turns through a loaded model."""

    def __init__(
        self, agent: Agent, store: BoundedTrackerStore, seconds: float, thresholds: Mapping[str, float]
    ) -> None:
        """Use `agent`, which keeps its trackers in `store`; a turn may take `seconds`.

        Its model answers from these `thresholds` on, by language and for `any`.
        """
        self._agent = agent
        self._store = store
        self._seconds = seconds
        self._thresholds = thresholds
        self.model = str(agent.model_name).removesuffix(".tar.gz")

    async def take(self, turn: Turn, before: Events | None) -> Taken:
        """Answer a turn of a conversation that has these events (None: it is new); never raises.

        A turn in which the bot fails leaves no trace in the conversation: it goes on from where it was before.
        """
        with self._store.hold(turn.conversation) as held:
            parsed = dict(_NOTHING)
            try:
                outcome = await asyncio.wait_for(self._run(turn, before, held, parsed), self._seconds)
            except asyncio.TimeoutError:
                outcome = _failed(f"no answer within {self._seconds:g} s")
            except Exception:
                logger.exception("a turn failed")
                outcome = _failed("the bot failed")
        return self._taken(turn, held.tracker, parsed, outcome)

    def opened(self, conversation: str, slots: dict[str, Any], before: Events) -> Events:
        """The events of a fresh conversation that knows `slots`, and the language that was spoken `before`."""
        domain = self._agent.domain
        spoken = [event["value"] for event in before if event["event"] == "slot" and event["name"] == "language"]
        events = opening(domain, {"language": (spoken or [DEFAULT_LANGUAGE])[-1], **slots})
        return bounded(DialogueStateTracker.from_events(conversation, events, slots=domain.slots), domain)

    async def _run(self, turn: Turn, before: Events | None, held: Held, parsed: dict[str, Any]) -> Outcome:
        held.tracker = self._new(turn) if before is None else self._store.tracker_of(turn.conversation, before)
        chosen = _chosen(turn)
        parsed.update(chosen or await self._agent.processor.parse_message(_message(turn), held.tracker))
        course = Course(self._agent, held.tracker, turn)
        meant = await course.run(parsed)
        parsed["meant"] = meant["intent"]["name"]
        return outcome_of(course.events, held.tracker, self._agent.domain, reason=value_of(meant, "reason"))

    def _new(self, turn: Turn) -> DialogueStateTracker:
        domain = self._agent.domain
        events = opening(domain, {"language": turn.language or DEFAULT_LANGUAGE})
        return DialogueStateTracker.from_events(turn.conversation, events, slots=domain.slots)

    def _taken(
        self, turn: Turn, tracker: DialogueStateTracker | None, parsed: dict[str, Any], outcome: Outcome
    ) -> Taken:
        language = tracker.get_slot("language") if tracker else turn.language
        answer = {
            "replies": in_spelling_of(outcome.replies, language, turn.country),
            "understanding": understanding_of(parsed, language, self._thresholds),
            "actions": outcome.actions,
            "signals": outcome.signals,
            "context": context_of(tracker) if tracker else {"slots": {}, "order": None, "verified": {}},
            "model": self.model,
        }
        keep = tracker and not outcome.failed
        return Taken(answer, bounded(tracker, self._agent.domain) if keep else None)


def _message(turn: Turn) -> UserMessage:
    return UserMessage(turn.text, None, turn.conversation, message_id=turn.id, metadata=turn.metadata)


def _chosen(turn: Turn) -> dict[str, Any] | None:
    """A pressed button, as Rasa's parser would tell it: its label is not read, so it cannot be a command."""
    if not turn.choice:
        return None
    intent = {"name": turn.choice.intent, "confidence": 1.0}
    entities = [{**each, "start": 0, "end": 0, "extractor": "choice"} for each in turn.choice.entities]
    return {"text": turn.text, "intent": intent, "entities": entities, "intent_ranking": [intent]}


def _failed(detail: str) -> Outcome:
    return Outcome(replies=[], actions=[], signals=[failure(detail)], failed=True)
