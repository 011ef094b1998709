"""Bot messages as the service sends them to a customer."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

logger = logging.getLogger(__name__)


def reply_of(data: dict[str, Any], intents: Collection[str]) -> dict[str, Any] | None:
    """A reply with its choices, or None for a message that carries signals alone.

    A choice has to lead to one of `intents`. Answers are edited without training, so one may name an intent that the
    model does not have yet; who picked it would be met with an error.
    """
    text = (data.get("text") or "").strip()
    attached = data.get("attachment")
    buttons = [*(data.get("buttons") or []), *(data.get("quick_replies") or [])]
    choices = [choice for choice in map(choice_of, buttons) if choice and _is_known(choice, intents)]
    if not text and not choices:
        return None
    return {"text": text, "choices": choices, "attachments": [attached] if isinstance(attached, dict) else []}


def offered_once(replies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The replies of a turn without the choices that an earlier one has under the same label."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for reply in replies:
        new = [choice for choice in reply["choices"] if (choice["label"], choice["intent"]) not in seen]
        seen |= {(choice["label"], choice["intent"]) for choice in new}
        kept.append({**reply, "choices": new})
    return kept


def choice_of(button: dict[str, Any]) -> dict[str, Any] | None:
    """Rasa's button `/intent{"entity": "value"}` as a choice; None, and a line in the log, where it is none."""
    payload = str(button.get("payload") or "")
    intent, brace, rest = payload.partition("{")
    try:
        values = json.loads(brace + rest) if brace else {}
    except ValueError:
        values = None
    if not intent.startswith("/") or not isinstance(values, dict):
        logger.error("a button is left out, its payload is no intent: %r", payload)
        return None
    entities = [{"entity": name, "value": value} for name, value in values.items()]
    choice = {"label": button.get("title") or "", "intent": intent[1:].strip(), "entities": entities}
    return choice | ({"clarifies": True} if button.get("clarifies") else {})


def _is_known(choice: dict[str, Any], intents: Collection[str]) -> bool:
    if choice["intent"] in intents:
        return True
    logger.error("a button is left out, the model does not know its intent: %r", choice["intent"])
    return False
