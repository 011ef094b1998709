"""A turn's answer, read off the events that it left in the tracker."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rasa.shared.core.events import ActionExecuted, BotUttered, Event

from bot.replies import offered_once, reply_of
from bot.understanding import context_of

if TYPE_CHECKING:
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.trackers import DialogueStateTracker

Json = dict[str, Any]

_QUESTION = "utter_ask_"  # how Rasa names what a form asks


@dataclass
class Step:
    """One action of the turn and what it said. `marker` is the name it has to send when it ended well, if it must."""

    marker: str | None
    said: list[Json] = field(default_factory=list)
    ended: bool = False

    @property
    def asks(self) -> str | None:
        """The slot that it asked for by itself, without the form's question."""
        notes = ((data.get("custom") or {}).get("lotse") or {} for data in self.said)
        return next((note["asks"] for note in notes if "asks" in note), None)

    @property
    def ok(self) -> bool:
        """Whether it ended well, as far as it has to say so."""
        return self.marker is None or self.ended


@dataclass
class Outcome:
    """What a turn did: the parts of its answer, and whether the bot failed in it."""

    replies: list[Json]
    actions: list[Json]
    signals: list[Json]
    failed: bool


def outcome_of(
    events: list[Event], tracker: DialogueStateTracker, domain: Domain, *, reason: str | None = None
) -> Outcome:
    """Read a turn off its `events`.

    A form that goes on after another answer asks its question again, in other words; it is told once, at the end. Where
    a validation notes that it `asks` by itself ("In welchem Land ist das?"), the form's own question is left out.
    `reason` is why the customer takes a person, where the choice that they took says so.

    Rasa books an action that threw as run and goes on, so the customer might read the sentence after it. An action that
    did not send its marker has failed: what it said, and everything after it, is dropped.
    """
    replies: list[Json] = []
    asked: dict[str, Json] = {}
    actions: list[Json] = []
    signals: list[Json] = []
    for step in _steps(events, domain):
        if step.marker:
            actions.append({"name": step.marker, "ok": step.ok})
        if not step.ok:
            return Outcome(replies, actions, [*signals, failure(step.marker)], failed=True)
        for data in step.said:
            reply = reply_of(data, domain.intents)
            question = str(data["answer"] or "")
            if replies and step.asks and question.startswith(_QUESTION) and question.endswith(step.asks):
                replies[-1]["choices"] += reply["choices"] if reply else []
                continue
            if reply and question.startswith(_QUESTION):
                if question in asked:
                    replies.remove(asked[question])
                reply = asked.setdefault(question, reply)
            replies += [reply] if reply else []
            signals += _signals(data, tracker, reason)
    if not replies and not any("escalate" in signal for signal in signals):
        return Outcome([], actions, [*signals, failure("the bot had nothing to say")], failed=True)
    return Outcome(offered_once(replies), actions, signals, failed=False)


def failure(detail: str | None) -> Json:
    """The signal that the bot itself failed."""
    return {"failure": {"kind": "backend_error", "detail": detail}}


def _steps(events: list[Event], domain: Domain) -> list[Step]:
    steps = []
    for event in events:
        if isinstance(event, ActionExecuted):
            steps.append(Step(_marker(event.action_name, domain)))
        elif isinstance(event, BotUttered) and steps:
            data = {"text": event.text, **event.data, "answer": event.metadata.get("utter_action")}
            done = ((data.get("custom") or {}).get("lotse") or {}).get("done")
            steps[-1].ended |= done is not None and done == steps[-1].marker
            steps[-1].said.append(data)
    return steps


def _marker(action: str | None, domain: Domain) -> str | None:
    """What has to be sent by an action that runs on the action server. A form runs its validation there."""
    name = f"validate_{action}" if action in domain.form_names else action
    on_server = name in domain.user_actions and name not in domain.responses
    return name if on_server else None


def _signals(data: Json, tracker: DialogueStateTracker, reason: str | None) -> list[Json]:
    wishes = (data.get("custom") or {}).get("lotse") or {}
    signals = []
    if "escalate" in wishes:
        why = reason or wishes["escalate"].get("reason")
        signals.append({"escalate": {"reason": why, "context": context_of(tracker)}})
    if "failure" in wishes:
        told = wishes["failure"]
        signals.append({"failure": {"kind": told.get("kind"), "detail": told.get("detail")}})
    if "refused" in wishes:
        told = wishes["refused"]
        signals.append({"refused": {"kind": told.get("kind"), "subject": told.get("subject")}})
    return signals
