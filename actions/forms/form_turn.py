"""A turn inside a form, read off what Rasa sends to its validation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from actions.replies.reply import REQUESTED_SLOT
from actions.turn import Event, Turn


@dataclass(frozen=True)
class FormTurn:
    """A turn inside a form.

    `requested` is the slot that was asked for, None while the form begins. `said` holds the slots that this very
    message filled: an older value of a slot is not in it. `returning` is true when the form goes on after another
    answer in the same turn, so that the message has already been dealt with.
    """

    turn: Turn
    form: str
    requested: str | None
    said: dict[str, Any]
    returning: bool

    @classmethod
    def of(cls, turn: Turn, form: str, slots: tuple[str, ...]) -> "FormTurn":
        """Read what Rasa sends to a validation: the events of the turn, then the form's own name, then candidates."""
        since = turn.since_message()
        extracted = [event for event in since[: _form_ran(since, form)] if event.get("event") == "slot"]
        said = {event["name"]: event.get("value") for event in extracted}
        # A form that begins inherits the question of the form that it interrupts.
        starting = any(_is(event, "active_loop", form) for event in since)
        return cls(
            turn=turn,
            form=form,
            requested=None if starting else turn.slot(REQUESTED_SLOT),
            said={name: said[name] for name in slots if said.get(name) is not None},
            returning=any(_is(event, "action_execution_rejected", form) for event in since),
        )

    def count(self, name: str, slot: str) -> int:
        """How often this form has left a note of this name about `slot`, such as `asked_again`."""
        count = 0
        for event in reversed(self.turn.events):
            if _is(event, "active_loop", self.form):
                break
            count += note(event, name) == slot
        return count

    def before(self, slot: str) -> Any:
        """What `slot` held before this message."""
        said = max((index for index, event in enumerate(self.turn.events) if event.get("event") == "user"), default=0)
        filled = (event for event in reversed(self.turn.events[:said]) if _is(event, "slot", slot))
        return next((event.get("value") for event in filled), None)

    def unused(self, slot: str) -> str | None:
        """What an earlier message of this form put into `slot` and nobody has used yet."""
        return self.turn.slot(slot) if self.last_told(slot) is not None else None

    def last_told(self, slot: str) -> str | None:
        """What the newest message of this form that filled `slot` put there, used or not."""
        begun = False
        for event in reversed(self.turn.events[: _form_ran(self.turn.events, self.form)]):
            if _is(event, "slot", slot) and event.get("value") is not None:
                return str(event["value"])
            begun = begun or _is(event, "active_loop", self.form)
            if begun and event.get("event") == "user":
                break
        return None

    def told_beside(self, slot: str, other: str) -> tuple[str | None, str | None]:
        """What is still in `slot`, from whenever, and what the message that put it there told of `other`."""
        told: dict[str, Any] = {}
        for event in reversed(self.turn.events[: _form_ran(self.turn.events, self.form)]):
            if event.get("event") == "slot" and event.get("value") is not None:
                told[event["name"]] = event["value"]  # of several in a turn the first one is the message's own
            elif event.get("event") == "user":
                if slot in told:
                    return self.turn.slot(slot), told.get(other)
                told = {}
        return None, None


def note(event: Event, name: str) -> Any:
    """A note that an action left with `Reply.note`, or None."""
    if event.get("event") != "bot":
        return None
    custom = (event.get("data") or {}).get("custom") or {}
    lotse = custom.get("lotse") if isinstance(custom, dict) else None
    return lotse.get(name) if isinstance(lotse, dict) else None


def _form_ran(events: Sequence[Event], form: str) -> int:
    """Where Rasa wrote the form's name for this validation; what comes after it are candidates, old ones too."""
    return max((index for index, event in enumerate(events) if _is(event, "action", form)), default=len(events))


def _is(event: Event, kind: str, name: str) -> bool:
    return event.get("event") == kind and event.get("name") == name
