"""Documents that the bot hands over: fetched from the action server and kept with its reply."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

import structlog
from pydantic import ValidationError

from handover.adapters.actions import DocumentNotFetchedError, Documents
from handover.adapters.bot import BotAnswer, BotDocument
from handover.domain.file import MOST_IN_A_MESSAGE, clean_name, type_of
from handover.services.files import told
from handover.storage import files, turns
from handover.storage.files import StoredFile
from handover.storage.transaction import Transaction

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that was fetched; `content` is None where it could not be."""

    name: str
    type: str
    content: bytes | None


# For each reply of an answer what was attached to it.
Papers = Sequence[Sequence[Paper]]

_LOST = Paper("?", "", None)


async def fetch(documents: Documents, answer: BotAnswer) -> Papers:
    """What the bot attached to its replies, all at once and within the time of one; no transaction may be open.

    What is no document of the action server, or not what the bot says, or one too many, counts as not fetched.
    """
    wanted = [raw for reply in answer.replies for raw in reply.attachments]
    fetched = iter(await asyncio.gather(*(_one(documents, raw) for raw in wanted[:MOST_IN_A_MESSAGE])))
    return [[next(fetched, _LOST) for _ in reply.attachments] for reply in answer.replies]


async def _one(documents: Documents, raw: Any) -> Paper:
    try:
        document = BotDocument.model_validate(raw)
    except ValidationError as error:
        log.warning("document_not_valid", errors=error.error_count())
        return _LOST
    missing = Paper(document.name, document.type, None)
    try:
        async with asyncio.timeout(documents.seconds):
            content = await documents.document(document.source)
    except (DocumentNotFetchedError, TimeoutError) as error:
        log.warning("document_not_fetched", source=document.source, error=repr(error))
        return missing
    found = type_of(content) if len(content) <= documents.largest else None
    if found is None or found != document.type:
        log.warning("document_is_another", source=document.source, type=found, size=len(content))
        return missing
    return Paper(clean_name(document.name, found), found, content)


def lost(papers: Papers) -> list[str]:
    """The names of those that could not be fetched."""
    return [paper.name for of_reply in papers for paper in of_reply if paper.content is None]


async def keep(
    tx: Transaction, turn: turns.StoredTurn, reply: int, papers: Sequence[Paper], message_id: UUID, now: datetime
) -> list[dict[str, Any]]:
    """Keep the documents of a reply with its message; what the message says of them.

    Their ids follow from the turn, so that a turn that is recorded once more cannot keep them twice.
    """
    attachments = []
    for position, paper in enumerate(papers):
        if paper.content is None:
            continue
        # Message ids are made by customers: without the conversation in it, one could meet the id of another's file.
        file_id = uuid5(turn.conversation_id, f"{turn.message_id}/{reply}/{position}")
        file = StoredFile(file_id, paper.name, paper.type, len(paper.content))
        await files.add(tx, turn.conversation_id, file, paper.content, files.BOT, now, message_id)
        attachments.append(told(file))
    return attachments
