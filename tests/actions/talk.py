"""A conversation as Rasa 3.6 keeps it and sends it to the action server, forms included."""

from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from actions import wiring
from actions.base import Access, ShopAction
from actions.forms.form import FormValidation

Event = dict[str, Any]
# Each form with the action that its rule names.
FORMS: dict[type[FormValidation], type[ShopAction]] = {
    form: wiring.ACTIONS[place - 1] for place, form in enumerate(wiring.ACTIONS) if issubclass(form, FormValidation)
}
SLOTS = (
    *("order_number", "postcode", "product", "email", "confirmed", "verified", "verified_by", "requested_slot"),
    *("address_of", "new_address", "moves_on", "items", "skus", "newsletter", "code"),
)


@dataclass(frozen=True)
class Said:
    """What came back for one message.

    `answers` are those of data/answers that Rasa puts in. `asked` is the slot that the form asks for next; `rejected`
    says that it left the message to somebody else. `attachments` are files to be fetched from this server.
    """

    texts: list[str]
    answers: list[str]
    choices: list[tuple[str, str]]
    signals: list[dict[str, Any]]
    markers: list[dict[str, Any]]
    asked: str | None
    rejected: bool = False
    attachments: list[dict[str, Any]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that was said."""
        return "\n".join(self.texts)

    @property
    def failure(self) -> str | None:
        """The kind of failure that was signalled; more than one is a mistake."""
        kinds = [signal["failure"]["kind"] for signal in self.signals if "failure" in signal]
        assert len(kinds) <= 1, kinds
        return kinds[0] if kinds else None

    @property
    def escalated(self) -> str | None:
        """The reason for handing over."""
        return next((signal["escalate"]["reason"] for signal in self.signals if "escalate" in signal), None)

    @property
    def person_offered(self) -> str | None:
        """The reason in the choice that offers a person, which is below the last thing said."""
        prefix = '/contact_human_agent{"reason": "'
        return next(
            (payload.removeprefix(prefix)[:-2] for _, payload in self.choices if payload.startswith(prefix)), None
        )


class Talk:
    """One conversation with the actions; `slots` is what Rasa knows."""

    def __init__(self, access: Access, language: str, email: str | None, conversation: str) -> None:
        self.access = access
        self.email = email
        self.conversation = conversation
        self.slots: dict[str, Any] = {"language": language, **dict.fromkeys(SLOTS)}
        self.events: list[Event] = [
            _action("action_session_start"),
            {"event": "session_started"},
            _action("action_listen"),
        ]
        self.message: Event = {}
        self.form: type[FormValidation] | None = None
        self._turns = count(1)

    async def say(
        self,
        text: str,
        intent: str = "inform",
        *,
        form: type[FormValidation] | None = None,
        turn: str = "",
        told: dict[str, str | list[str]] | None = None,
        **found: Any,
    ) -> Said:
        """The customer writes; `found` are the slots that Rasa fills, `form` is the one that a rule starts.

        `told` are entities that fill no slot; of the same name there may be several.
        """
        self.hear(text, intent, turn=turn, **found)
        for name, values in (told or {}).items():
            each = [values] if isinstance(values, str) else values
            self.message["entities"] += [{"entity": name, "value": value} for value in each]
        if form and form is not self.form:
            return await self.start(form)
        assert self.form, "no form is open"
        return await self.go_on()

    def hear(
        self, text: str, intent: str, *, turn: str = "", ranking: dict[str, float] | None = None, **found: Any
    ) -> None:
        """A message of the customer arrives, and nothing answers yet."""
        ranked = ranking or {intent: 0.9}
        self.message = {
            "text": text,
            "intent": {"name": intent, "confidence": ranked.get(intent, 1.0)},
            "entities": [{"entity": name, "value": value} for name, value in found.items()],
            "intent_ranking": [{"name": name, "confidence": value} for name, value in ranked.items()],
        }
        identity = {"email": self.email, "sub": "1"} if self.email else None
        metadata = {
            "turn": turn or f"{self.conversation}-{next(self._turns)}",
            "page": None,
            "identity": identity,
            "client": "c0ffee",
        }
        self.events.append({"event": "user", "text": text, "parse_data": self.message, "metadata": metadata})
        for name, value in found.items():
            self._set(name, value)

    async def start(self, form: type[FormValidation]) -> Said:
        """Rasa activates a form: what the slots hold are its candidates."""
        self.form = form
        self.events.append({"event": "active_loop", "name": form.form_name})
        prefilled = [_slot(name, self.slots[name]) for name in form.slots if self.slots[name] is not None]
        return await self._validated(form, self.slots["requested_slot"], prefilled)

    async def go_on(self) -> Said:
        """Rasa goes on with the open form after a message, or rejects it when the message was none for it."""
        form = self.form
        assert form
        since = self.events[max(index for index, event in enumerate(self.events) if event["event"] == "user") :]
        fresh = [event for event in since if event["event"] == "slot" and event["name"] in form.slots]
        said = await self._validated(form, self.slots["requested_slot"], fresh)
        if said.rejected:
            self.events.append({"event": "action_execution_rejected", "name": form.form_name})
        return said

    async def come_back(self) -> Said:
        """Rasa comes back to the form after something else answered the message."""
        assert self.form
        self.events += [_action("utter_something"), _bot({"text": "an answer", "buttons": []})]
        return await self._validated(self.form, self.slots["requested_slot"], [])

    async def run(self, action: type[ShopAction]) -> Said:
        """One action runs."""
        messages, events = await self._call(action, self.events)
        self._keep(messages, events, action(self.access).name())
        return _said(messages, None)

    def one(self, action: type[ShopAction]) -> ShopAction:
        """The action that answers."""
        return action(self.access)

    async def _validated(self, form: type[FormValidation], requested: Any, candidates: list[Event]) -> Said:
        # What Rasa builds for a validation: the question that was open, the form as if it had run, then candidates.
        temporary = [*self.events, _slot("requested_slot", requested), _action(form.form_name), *candidates]
        messages, events = await self._call(form, temporary)
        filled = [event for event in events if event["name"] != "requested_slot"]
        extracted = [event for event in candidates if event["value"] is not None]
        if requested and not filled and not extracted:
            return _said([], requested, rejected=True)
        self._keep(messages, events, form.form_name)
        if self.slots["requested_slot"] is not None:
            return _said(messages, self.slots["requested_slot"])
        self.form = None
        self.events.append({"event": "active_loop", "name": None})
        concluded = await self.run(FORMS[form])
        return _joined(_said(messages, None), concluded)

    async def _call(self, action: type[ShopAction], events: list[Event]) -> tuple[list[Event], list[Event]]:
        state: Any = {
            "sender_id": self.conversation,
            "slots": deepcopy(self.slots),
            "latest_message": self.message,
            "events": deepcopy(events),
            "active_loop": {"name": self.form.form_name} if self.form else {},
            "latest_action_name": "action_listen",
        }
        dispatcher = CollectingDispatcher()
        result = await self.one(action).run(dispatcher, Tracker.from_dict(state), {})
        return dispatcher.messages, result

    def _keep(self, messages: list[Event], events: list[Event], action: str) -> None:
        self.events += [_action(action), *map(_bot, messages)]
        for event in events:
            self._set(event["name"], event["value"])

    def _set(self, name: str, value: Any) -> None:
        self.slots[name] = value
        self.events.append(_slot(name, value))


def _said(messages: list[Event], asked: str | None, *, rejected: bool = False) -> Said:
    spoken = [message for message in messages if message["text"]]
    wishes = [message["custom"]["lotse"] for message in messages if message["custom"]]
    return Said(
        texts=[message["text"] for message in spoken],
        answers=[message["response"] for message in messages if message.get("response")],
        choices=[(button["title"], button["payload"]) for button in spoken[-1]["buttons"]] if spoken else [],
        signals=[wish for wish in wishes if "done" not in wish],
        markers=[wish for wish in wishes if "done" in wish],
        asked=asked,
        rejected=rejected,
        attachments=[message["attachment"] for message in messages if message.get("attachment")],
    )


def _joined(first: Said, second: Said) -> Said:
    return Said(
        texts=first.texts + second.texts,
        answers=first.answers + second.answers,
        choices=second.choices if second.texts else first.choices,
        signals=first.signals + second.signals,
        markers=first.markers + second.markers,
        asked=second.asked,
        attachments=first.attachments + second.attachments,
    )


def _action(name: str) -> Event:
    return {"event": "action", "name": name}


def _slot(name: str, value: Any) -> Event:
    return {"event": "slot", "name": name, "value": value}


def _bot(message: Event) -> Event:
    data = {"buttons": message.get("buttons"), "custom": message.get("custom") or None}
    return {"event": "bot", "text": message.get("text"), "data": data, "metadata": {}}
