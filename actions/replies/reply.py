"""What an action says, signals and remembers; nothing of it leaves before the action has ended."""

import json
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.backend.model import Language
from actions.gate.documents import Document
from actions.words import common
from actions.words.sentence import Sentence

REQUESTED_SLOT = "requested_slot"


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: what it says and which parsed intent it stands for.

    `clarifies` says that choosing it tells what the message meant that was not understood.
    """

    label: str
    intent: str
    entities: dict[str, str] = field(default_factory=dict)
    clarifies: bool = False

    def as_button(self) -> dict[str, Any]:
        """The button as Rasa writes it."""
        entities = json.dumps(self.entities, ensure_ascii=False) if self.entities else ""
        button = {"title": self.label, "payload": f"/{self.intent}{entities}"}
        return button | ({"clarifies": True} if self.clarifies else {})


class Reply:
    """Collects an action's outcome in the customer's language."""

    def __init__(self, language: Language) -> None:
        """Begin with nothing said."""
        self.language: Language = language
        self.messages: list[dict[str, Any]] = []
        self.events: list[dict[str, Any]] = []
        self.notes: dict[str, Any] = {}

    def say(self, sentence: Sentence, *choices: Choice, **values: object) -> None:
        """Add a message with its choices below it."""
        self.add_text(sentence.in_(self.language, **values), *choices)

    def add_text(self, text: str, *choices: Choice) -> None:
        """Add a message that is already in the customer's language."""
        self.messages.append({"text": text, "buttons": [choice.as_button() for choice in choices]})

    def attach(self, document: Document, text: str, *choices: Choice) -> None:
        """Add a message with a PDF, which the service fetches from this server."""
        self.add_text(text, *choices)
        file = {"name": document.name, "type": "application/pdf", "source": document.source}
        self.messages[-1]["attachment"] = file

    def answer(self, name: str) -> None:
        """Add one of the answers in data/answers, named `utter_…` as in domain.yml."""
        self.messages.append({"response": name})

    def person(self, reason: str, *, clarifies: bool = False) -> Choice:
        """The choice to talk to a person; `reason` tells the agent why it was offered."""
        label = common.TALK_TO_A_PERSON.in_(self.language)
        return Choice(label, "contact_human_agent", {"reason": reason}, clarifies)

    def fail(self, kind: str, detail: str) -> None:
        """Signal that self-service failed in this turn; `detail` is for staff and names neither data nor secrets."""
        self._signal("failure", {"kind": kind, "detail": detail})

    def refused(self, kind: str, subject: str | None) -> None:
        """Signal that somebody was kept from what is not proved to be theirs; `subject` is an order number or None."""
        self._signal("refused", {"kind": kind, "subject": subject})

    def escalate(self, reason: str) -> None:
        """Signal that a person takes over."""
        self._signal("escalate", {"reason": reason})

    def remember(self, slot: str, value: object) -> None:
        """Set a slot."""
        self.events.append(dict(SlotSet(slot, value)))

    def ask_for(self, slot: str | None) -> None:
        """In a form: ask for this slot next, or end the form with None."""
        self.remember(REQUESTED_SLOT, slot)

    def asks_for(self, slot: str) -> bool:
        """Whether this slot is what a form asks for next."""
        asked = [event["value"] for event in self.events if event["name"] == REQUESTED_SLOT]
        return asked[-1:] == [slot]

    def note(self, **notes: object) -> None:
        """Leave a note in the conversation for a later action; customers never see it."""
        self.notes |= notes

    def send(self, dispatcher: CollectingDispatcher, action: str) -> list[dict[str, Any]]:
        """Hand everything over, with the marker that `action` ended well; returns the events."""
        for message in self.messages:
            dispatcher.utter_message(**message)
        dispatcher.utter_message(json_message={"lotse": {"done": action, **self.notes}})
        return self.events

    def _signal(self, name: str, content: dict[str, str | None]) -> None:
        self.messages.append({"json_message": {"lotse": {name: content}}})
