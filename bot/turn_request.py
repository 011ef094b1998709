"""What the service sends: a customer's turn, or what a conversation is to know."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from bot.errors import invalid, malformed

MOST_CHARACTERS = 4000
LANGUAGES = ("de", "en")
TELLABLE = ("language", "order_number", "product")
_MOST_ID_CHARACTERS = 200
# Rasa obeys these names whatever the dialogue says.
_COMMANDS = frozenset({"restart", "back", "session_start"})
_TURN_FIELDS = {"conversation", "turn", "text", "choice", "language", "page", "identity", "client"}


@dataclass(frozen=True)
class Choice:
    """A button that was pressed: the intent and entities it stands for."""

    intent: str
    entities: list[dict[str, Any]]


@dataclass(frozen=True)
class Turn:
    """One message of a customer.

    `metadata` is what actions may know of who wrote it and from where; `country` is part of the locale (`CH` of
    `de-CH`), and spelling depends on it.
    """

    conversation: str
    id: str
    text: str
    choice: Choice | None
    language: str | None
    metadata: dict[str, Any]
    country: str | None = None

    @cached_property
    def fingerprint(self) -> str:
        """The same for the same words or choice, whatever travels with them."""
        said = [self.text, self.choice and [self.choice.intent, self.choice.entities]]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def parse_turn(body: object, intents: list[str], entities: list[str]) -> Turn:
    """Read a turn.

    Raises:
        Refused: 400 when it is no object, 422 when a field is unknown, missing, wrong, or a command to the bot.
    """
    fields = _object(body, _TURN_FIELDS)
    choice = _choice(fields.get("choice"), intents, entities)
    turn = _id(fields, "turn")
    return Turn(
        conversation=_id(fields, "conversation"),
        id=turn,
        text=_text(fields.get("text"), choice),
        choice=choice,
        language=language_in(fields.get("language")),
        metadata={"turn": turn, **{name: _optional(fields, name, dict) for name in ("page", "identity")}}
        | {"client": _optional(fields, "client", str)},
        country=country_in(fields.get("language")),
    )


def parse_conversation(text: str) -> str:
    """Read a conversation's id in an address.

    Raises:
        Refused: 422 when it is none.
    """
    return _id({"conversation": unquote(text)}, "conversation")


def parse_slots(body: object) -> dict[str, Any]:
    """Read what a conversation is to know after a person handed it back.

    Only what a person can have learned is taken over, and of that only text: never a yes to a question of the bot. A
    name that the bot has no use for is left out, since agents note down what they like.

    Raises:
        Refused: 400 when it is no object, 422 when it has other fields or `slots` is no object.
    """
    slots = _optional(_object(body, {"slots"}), "slots", dict) or {}
    told = {name: slots[name].strip() for name in TELLABLE if isinstance(slots.get(name), str) and slots[name].strip()}
    if "language" in told:
        told["language"] = language_in(told["language"])
    return {name: value for name, value in told.items() if value}


def language_in(locale: object) -> str | None:
    """The language of a locale (`de-CH` is `de`); None when none is given or it is not ours.

    Raises:
        Refused: 422 when it is no text.
    """
    if locale is not None and not isinstance(locale, str):
        raise invalid("A language is told as text.", "language")
    language = (locale or "").lower().split("-")[0]
    return language if language in LANGUAGES else None


def country_in(locale: object) -> str | None:
    """The country of a locale of ours (`de-CH` is `CH`); None when none is given."""
    _, _, country = locale.partition("-") if isinstance(locale, str) and language_in(locale) else ("", "", "")
    return country.upper() or None


def _object(body: object, allowed: set[str]) -> dict[str, Any]:
    if not isinstance(body, dict):
        raise malformed("The body has to be a JSON object.")
    for name in body:
        if name not in allowed:
            raise invalid(f"There is no field {name!r}.", name)
    return body


def _id(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= _MOST_ID_CHARACTERS or not value.isprintable():
        raise invalid(f"An id of 1 to {_MOST_ID_CHARACTERS} printable characters is needed.", name)
    return value


def _optional(fields: dict[str, Any], name: str, kind: type) -> Any:
    value = fields.get(name)
    if value is not None and not isinstance(value, kind):
        raise invalid(f"This has to be {'an object' if kind is dict else 'text'} or null.", name)
    return value


def _text(value: object, choice: Choice | None) -> str:
    if not isinstance(value, str) or len(value) > MOST_CHARACTERS:
        raise invalid(f"Text of up to {MOST_CHARACTERS} characters is needed.", "text")
    text = value.strip()
    if choice:
        return text
    if not text:
        raise invalid("The text is empty.", "text")
    # Rasa would run `/cancel_order{"order_number": …}` past all understanding, and `/restart` at once.
    if text.startswith("/"):
        raise invalid("Text must not begin with a slash: that is a command to the bot.", "text")
    return text


def _choice(value: object, intents: list[str], entities: list[str]) -> Choice | None:
    if value is None:
        return None
    if not isinstance(value, dict) or not set(value) <= {"intent", "entities"}:
        raise invalid("A choice has an intent and entities.", "choice")
    intent, chosen = value.get("intent"), value.get("entities") or []
    if not isinstance(intent, str) or intent not in intents or intent in _COMMANDS:
        raise invalid("The bot does not know this intent.", "choice.intent")
    if not isinstance(chosen, list):
        raise invalid("Entities are a list.", "choice.entities")
    for entity in chosen:
        if not isinstance(entity, dict) or set(entity) != {"entity", "value"} or entity["entity"] not in entities:
            raise invalid("An entity has a name that the bot knows, and a value.", "choice.entities")
        if not isinstance(entity["value"], (str, int, float)):
            raise invalid("The value of an entity is text, a number or a truth value.", "choice.entities")
    return Choice(intent, chosen)
