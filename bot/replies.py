"""Bot messages as the service sends them to a customer."""

from __future__ import annotations

import json
import logging
from typing import Any

logger = logging.getLogger(__name__)


def reply_of(data: dict[str, Any]) -> dict[str, Any] | None:
    """A reply with its choices, or None for a message that carries signals alone."""
    text = (data.get("text") or "").strip()
    buttons = [*(data.get("buttons") or []), *(data.get("quick_replies") or [])]
    choices = [choice for choice in map(choice_of, buttons) if choice]
    if not text and not choices:
        return None
    return {"text": text, "choices": choices, "attachments": []}


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
    return {"label": button.get("title") or "", "intent": intent[1:].strip(), "entities": entities}
