"""A message as the log keeps it, whoever wrote it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from handover.domain.events import Audience, Event

Parts = Sequence[Mapping[str, Any]]


def posted(
    message_id: UUID,
    kind: str,
    name: str | None,
    text: str,
    now: datetime,
    *,
    choices: Parts = (),
    attachments: Parts = (),
    audience: Audience = Audience.EVERYONE,
    reply_to: UUID | None = None,
) -> Event:
    """The event of a new message.

    Args:
        message_id: Its id.
        kind: Of its author: `customer`, `bot`, `agent` or `system`.
        name: Of its author, or None where it is not known.
        text: What it says.
        now: When.
        choices: What can be picked, each `{label, value}`.
        attachments: Its files, each `{id, name, type, size}`.
        audience: Who may read it.
        reply_to: The customer's message that it answers.
    """
    data = {
        "id": str(message_id),
        "author": {"kind": kind, "name": name},
        "text": text,
        "choices": list(choices),
        "attachments": list(attachments),
        "audience": audience,
    }
    return Event("message_posted", now, data if reply_to is None else data | {"reply_to": str(reply_to)})
