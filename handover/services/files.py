"""Files in both directions: uploaded first and named in a message afterwards."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from handover.adapters.clock import Clock
from handover.domain import file as rules
from handover.domain import handover
from handover.domain.agent import Agent
from handover.domain.conversation import Conversation
from handover.domain.errors import FileTypeError, NotValidError, TooLargeError, TooManyError
from handover.domain.events import Audience
from handover.services.commands import Done, once
from handover.storage import files
from handover.storage.files import StoredFile
from handover.storage.store import Store
from handover.storage.transaction import Command, Transaction

MOST_UNSENT = 10
# Of one conversation, whatever it lasts: nobody fills the disk of everybody.
LARGEST_IN_ALL = 100 * 1024 * 1024
UNSENT_FOR = timedelta(days=1)


async def keep(
    store: Store,
    clock: Clock,
    conversation_id: UUID,
    command: Command,
    *,
    name: str,
    content: bytes,
    agent: Agent | None = None,
) -> Done:
    """Keep what the customer, or `agent`, uploads; its id is ours, so that nobody can take the id of another's file.

    Raises:
        NotValidError: The file is empty.
        TooLargeError: The file, or all that was uploaded in this conversation, is too large.
        FileTypeError: Its content is of no type that is taken.
        TooManyError: Too many files were uploaded and not sent.
        WrongFloorError: The agent does not have the conversation.
    """
    kind = _checked(content)
    stored = StoredFile(uuid4(), rules.clean_name(name, kind), kind, len(content))

    async def act(tx: Transaction, conversation: Conversation) -> dict[str, Any]:
        if agent is not None:
            handover.reply(conversation, agent)
        _check_room(await files.held(tx, conversation.id), stored.size)
        await files.add(tx, conversation.id, stored, content, files.AGENT if agent else files.CUSTOMER, clock.now())
        return told(stored)

    return await once(store, clock, conversation_id, command, act)


def _checked(content: bytes) -> str:
    if not content:
        raise NotValidError("The file is empty.", [{"field": "file", "problem": "empty"}])
    if len(content) > rules.LARGEST:
        raise too_large()
    kind = rules.type_of(content)
    if kind is None:
        raise FileTypeError("Files of this type cannot be sent.", {"types": list(rules.TYPES)})
    return kind


def too_large() -> TooLargeError:
    """The error that a file is over the limit."""
    return TooLargeError(f"A file has at most {rules.LARGEST // 1024 // 1024} MB.", {"largest": rules.LARGEST})


def _check_room(held: files.Held, size: int) -> None:
    if held.unsent >= MOST_UNSENT:
        raise TooManyError(f"{MOST_UNSENT} files wait to be sent already. Send them first.", {"retry_after_s": 60})
    if held.size + size > LARGEST_IN_ALL:
        raise TooLargeError("There is no room for more files in this conversation.", {"largest": LARGEST_IN_ALL})


async def attach(
    tx: Transaction,
    conversation: Conversation,
    ids: Sequence[UUID],
    author: str,
    message_id: UUID,
    audience: Audience = Audience.EVERYONE,
) -> list[dict[str, Any]]:
    """Send uploaded files with a message; what the message says of them, in the order of `ids`.

    Raises:
        NotValidError: One of them is not in this conversation, of the other side, sent already, or named twice.
    """
    sent = await files.send(tx, conversation.id, ids, author, message_id, audience)
    if len(sent) != len(ids):
        problem = "Each file must be one that you uploaded to this conversation, and is sent once."
        raise NotValidError(f"attachments: {problem}", [{"field": "attachments", "problem": problem}])
    return [told(sent[file_id]) for file_id in ids]


def told(file: StoredFile) -> dict[str, Any]:
    """A file as messages and answers name it."""
    return {"id": str(file.id), "name": file.name, "type": file.type, "size": file.size}


async def read_as_customer(store: Store, conversation_id: UUID, file_id: UUID) -> tuple[StoredFile, bytes]:
    """A file and its content for the customer; raises `NotFoundError`."""
    async with store.reading() as connection:
        return await files.for_customer(connection, conversation_id, file_id)


async def read_as_staff(store: Store, conversation_id: UUID, file_id: UUID) -> tuple[StoredFile, bytes]:
    """A file and its content for agents and owners; raises `NotFoundError`."""
    async with store.reading() as connection:
        return await files.for_staff(connection, conversation_id, file_id)


async def remove_unsent(store: Store, clock: Clock) -> int:
    """Remove what was uploaded more than a day ago and never sent; how many files that were."""
    async with store.transaction() as tx:
        return await files.remove_unsent(tx, clock.now() - UNSENT_FOR)
