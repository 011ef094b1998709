"""Mails that the gate lets out: how many may go where, and the codes in them.

Threats: somebody who floods another person's mailbox through us; somebody who guesses codes. A code is made of the turn
that asked for it, so a turn that is repeated sends the same one, and nothing that would open anything is stored.
"""

import hashlib
import hmac
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from actions.gate.attempts import DAY, FORGOTTEN_AFTER, HOUR, Asker
from actions.gate.records import Records, add, letters, turnstiles

CODE = "code"
NOTICE = "notice"
CODES_LAST = timedelta(minutes=15)
MOST_TO_A_MAILBOX = 3  # in an hour
MOST_TO_A_MAILBOX_A_DAY = 6
MOST_OF_A_CONVERSATION = 4  # in an hour
MOST_OF_A_CLIENT = 12  # in an hour
MOST_OF_ALL = 300  # in an hour: many addresses that write to many mailboxes
# Counted apart: else who has used up a mailbox's mails could change things there and its owner would not hear of it.
MOST_NOTICES_A_DAY = 10

Limit = tuple[int, timedelta, ColumnElement[bool]]  # how many within which time of those for which this holds


class Letters:
    """Counts mails and knows their codes; every method raises `BackendError` when the database is silent."""

    def __init__(self, records: Records, now: Callable[[], datetime], secret: str) -> None:
        """Count in `records`; `secret` is what codes are made with."""
        self._records = records
        self._now = now
        self._secret = secret

    def may_go(self, asker: Asker, kind: str, email: str) -> bool:
        """Count a mail of this turn and say whether it may be sent; a repeated turn may send its own again."""
        now = self._now().astimezone(UTC)
        recipient, mailbox = subject_of(email), subject_of(_without_tag(email))
        with self._records.transaction() as connection:
            for name in sorted((f"mailbox {mailbox}", f"mails of client {asker.client}", "all mails")):
                add(connection, turnstiles, name=name, last_at=now)
                connection.execute(update(turnstiles).where(turnstiles.c.name == name).values(last_at=now))
            if self._newest(connection, asker.conversation, recipient, kind) == asker.turn:
                return True
            connection.execute(delete(letters).where(letters.c.at < now - FORGOTTEN_AFTER))
            if _too_many(connection, _limits(asker, kind, mailbox), now):
                return False
            return add(
                connection,
                letters,
                conversation=asker.conversation,
                turn=asker.turn,
                kind=kind,
                recipient=recipient,
                mailbox=mailbox,
                client=asker.client,
                at=now,
            )

    def take_back(self, asker: Asker, kind: str) -> None:
        """Count a mail of this turn no more: it was not sent."""
        of_this_turn = (letters.c.conversation == asker.conversation) & (letters.c.turn == asker.turn)
        with self._records.transaction() as connection:
            connection.execute(delete(letters).where(of_this_turn, letters.c.kind == kind))

    def code(self, asker: Asker, email: str) -> str:
        """The code of this turn for this mailbox: six digits."""
        return self._code(asker.conversation, asker.turn, email)

    def awaited_code(self, asker: Asker, email: str) -> str | None:
        """The code that was sent to this mailbox last in this conversation, while it is good."""
        with self._records.transaction() as connection:
            turn = self._newest(connection, asker.conversation, subject_of(email), CODE)
        return self._code(asker.conversation, turn, email) if turn else None

    def _code(self, conversation: str, turn: str, email: str) -> str:
        told = f"{conversation}\n{turn}\n{email}".encode()
        digest = hmac.new(self._secret.encode(), told, "sha256").digest()
        return f"{int.from_bytes(digest[:8]) % 1_000_000:06d}"

    def _newest(self, connection: Connection, conversation: str, recipient: str, kind: str) -> str | None:
        since = self._now().astimezone(UTC) - CODES_LAST
        columns = letters.c
        found = (
            select(columns.turn)
            .where(columns.conversation == conversation, columns.recipient == recipient)
            .where(columns.kind == kind, columns.at > since)
            .order_by(columns.at.desc())
        )
        return connection.execute(found).scalars().first()


def subject_of(email: str) -> str:
    """What stands for a mailbox in the gate's tables."""
    return hashlib.sha256(email.encode()).hexdigest()


def _without_tag(email: str) -> str:
    """`mia+1@example.com` and `mia+2@example.com` are one mailbox to many servers."""
    name, _, host = email.rpartition("@")
    return f"{name.partition('+')[0]}@{host}"


def _limits(asker: Asker, kind: str, mailbox: str) -> list[Limit]:
    columns = letters.c
    if kind == NOTICE:
        return [(MOST_NOTICES_A_DAY, DAY, (columns.mailbox == mailbox) & (columns.kind == NOTICE))]
    wished = columns.kind != NOTICE
    limits: list[Limit] = [
        (MOST_TO_A_MAILBOX, HOUR, wished & (columns.mailbox == mailbox)),
        (MOST_TO_A_MAILBOX_A_DAY, DAY, wished & (columns.mailbox == mailbox)),
        (MOST_OF_A_CONVERSATION, HOUR, wished & (columns.conversation == asker.conversation)),
        (MOST_OF_ALL, HOUR, wished),
    ]
    if asker.client:
        limits.append((MOST_OF_A_CLIENT, HOUR, wished & (columns.client == asker.client)))
    return limits


def _too_many(connection: Connection, limits: list[Limit], now: datetime) -> bool:
    counts = (
        (most, select(func.count()).select_from(letters).where(whose, letters.c.at > now - span))
        for most, span, whose in limits
    )
    return any(connection.execute(count).scalar_one() >= most for most, count in counts)
