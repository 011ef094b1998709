"""One turn as an action sees it: what the customer said, and what the service vouches for."""

from dataclasses import dataclass, field
from itertools import takewhile
from threading import Event as Mark
from time import monotonic
from typing import Any

from rasa_sdk.interfaces import Tracker

from actions.backend.model import Language
from actions.backend.port import BackendSlowError
from actions.reading.mailboxes import mailbox_of

LONGEST_TEXT = 4000  # what the service lets through; nothing longer is read
FALLBACK = "nlu_fallback"
Event = dict[str, Any]


@dataclass(frozen=True)
class Turn:
    """The customer's newest message with what came along.

    `id` is the customer's message, the same when the turn is repeated. `identity` holds claims that the service
    verified; it comes with each message and is never kept. `deadline` is a reading of the monotonic clock. `sent` is
    set once a change was sent to the shop, so that without an answer nobody knows whether it was made.
    """

    conversation: str
    id: str
    language: Language
    text: str
    intent: str
    ranking: tuple[tuple[str, float], ...]
    entities: tuple[dict[str, Any], ...]
    identity: dict[str, Any]
    client: str | None
    slots: dict[str, Any]
    events: tuple[Event, ...]
    deadline: float = field(default=float("inf"))
    sent: Mark = field(default_factory=Mark, compare=False, repr=False)

    @classmethod
    def of(cls, tracker: Tracker, deadline: float = float("inf")) -> "Turn":
        """Read the tracker that Rasa sent."""
        events = tuple(event for event in tracker.events if isinstance(event, dict))
        message = next((event for event in reversed(events) if event.get("event") == "user"), {})
        metadata = _dict(message.get("metadata"))
        parse = _dict(tracker.latest_message)
        client = metadata.get("client")
        return cls(
            conversation=str(tracker.sender_id),
            id=str(metadata.get("turn") or message.get("message_id") or ""),
            language="en" if tracker.slots.get("language") == "en" else "de",
            text=str(parse.get("text") or "")[:LONGEST_TEXT],
            intent=str(_dict(parse.get("intent")).get("name") or ""),
            ranking=tuple(
                (str(each.get("name")), _number(each.get("confidence"))) for each in parse.get("intent_ranking") or ()
            ),
            entities=tuple(each for each in parse.get("entities") or () if isinstance(each, dict)),
            identity=_dict(metadata.get("identity")),
            client=str(client) if client else None,
            slots=dict(tracker.slots),
            events=events,
            deadline=deadline,
        )

    @property
    def email(self) -> str | None:
        """The customer's e-mail address, if the host site vouches for it."""
        return mailbox_of(self.identity.get("email"))

    def slot(self, name: str) -> str | None:
        """A text slot without surrounding space; anything else is None."""
        value = self.slots.get(name)
        return value.strip()[:LONGEST_TEXT] or None if isinstance(value, str) else None

    def told(self, entity: str) -> str | None:
        """The first value of an entity in this message, or None."""
        return next((str(each["value"]) for each in self.entities if each.get("entity") == entity), None)

    def possible(self, entity: str) -> tuple[str, ...]:
        """The readings of something unclear in this message, each once: they are asked back and never acted on."""
        name = f"unclear_{entity}"
        return tuple(dict.fromkeys(str(each.get("value")) for each in self.entities if each.get("entity") == name))

    def since_message(self) -> list[Event]:
        """What happened since the customer's message, oldest first."""
        newest_first = takewhile(lambda event: event.get("event") != "user", reversed(self.events))
        return list(newest_first)[::-1]

    def since_form_began(self, form: str) -> list[Event]:
        """What happened since the message that began this form, newest first and with it; none, if it never began."""
        events: list[Event] = []
        begun = False
        for event in reversed(self.events):
            events.append(event)
            begun = begun or (event.get("event"), event.get("name")) == ("active_loop", form)
            if begun and event.get("event") == "user":
                return events
        return []

    def said_in(self, form: str) -> list[str]:
        """What the customer said in this form, newest first: a wish may stand before the questions for the proof.

        The newest message alone, if the form never began: what was said in other matters is not meant.
        """
        said = [event.get("text") for event in self.since_form_began(form) if event.get("event") == "user"]
        return [str(text)[:LONGEST_TEXT] for text in said] or [self.text]

    def ensure_time_for(self, seconds: float) -> None:
        """Begin a change only when its answer can still be told.

        Raises:
            BackendSlowError: Fewer than `seconds` are left of this action's time.
        """
        if self.deadline - monotonic() < seconds:
            raise BackendSlowError("no time left to begin a change")


def _number(value: Any) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
