"""Who proved what, and who guessed: wrong answers are counted so that nobody gets far with guessing.

Threats, each with its limit: one conversation that tries postcodes; many conversations that try one order; one network
address that opens new conversations; many addresses that try one common postcode on all orders. A guess that comes
after a limit is worth nothing even where it is right, so nothing can be learned from it.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from actions.gate.records import Records, add, proofs, turnstiles, wrong_answers

MOST_IN_A_CONVERSATION = 5
MOST_ABOUT_A_SUBJECT = 10  # in a day; also when each comes from another conversation
MOST_OF_A_CLIENT = 20  # in a day; families and offices share an address
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
# Whoever proved something at noon need not do it again in the evening; whoever sits there next week does.
PROOFS_LAST = timedelta(hours=12)
FORGOTTEN_AFTER = timedelta(days=30)


class Judgement(Enum):
    """What an answer was worth."""

    RIGHT = auto()
    WRONG = auto()
    LOCKED = auto()


@dataclass(frozen=True, slots=True)
class Asker:
    """Who answers the gate: a conversation in one of its turns, from a network address that may be unknown."""

    conversation: str
    turn: str
    client: str | None


class Attempts:
    """Proofs and wrong answers; every method raises `BackendError` when the database is silent."""

    def __init__(self, records: Records, now: Callable[[], datetime], most_in_an_hour: int) -> None:
        """Count in `records`; no more than `most_in_an_hour` wrong answers of all customers together are judged."""
        self._records = records
        self._now = now
        self._most_in_an_hour = most_in_an_hour

    def proved(self, conversation: str, subject: str) -> bool:
        """Whether the subject was proved in this conversation lately."""
        since = self._now().astimezone(UTC) - PROOFS_LAST
        row = select(proofs).where(
            proofs.c.conversation == conversation, proofs.c.subject == subject, proofs.c.at > since
        )
        with self._records.transaction() as connection:
            return connection.execute(row).first() is not None

    def locked(self, asker: Asker, subject: str) -> bool:
        """Whether there were too many wrong answers for another one to be judged."""
        with self._records.transaction() as connection:
            return self._too_many(connection, asker, subject)

    def judge(self, asker: Asker, subject: str, answer: str, *, right: bool) -> Judgement:
        """Book an answer and say what it was worth."""
        now = self._now().astimezone(UTC)
        with self._records.transaction() as connection:
            self._take_turns(connection, asker, subject, now)
            _forget(connection, now)
            if self._too_many(connection, asker, subject):
                return Judgement.LOCKED
            if right:
                connection.execute(
                    delete(proofs).where(proofs.c.conversation == asker.conversation, proofs.c.subject == subject)
                )
                add(connection, proofs, conversation=asker.conversation, subject=subject, at=now)
                return Judgement.RIGHT
            add(
                connection,
                wrong_answers,
                conversation=asker.conversation,
                turn=asker.turn,
                subject=subject,
                answer=hashlib.sha256(f"{asker.conversation}/{asker.turn}/{answer}".encode()).hexdigest(),
                client=asker.client,
                at=now,
            )
            return Judgement.LOCKED if self._too_many(connection, asker, subject) else Judgement.WRONG

    def _take_turns(self, connection: Connection, asker: Asker, subject: str, now: datetime) -> None:
        """Wait for those who count the same: guesses sent at one moment would each see the count before the others.

        Always in the same order, or two of them would wait for each other.
        """
        names = ["all", f"client {asker.client}", f"conversation {asker.conversation}", f"subject {subject}"]
        for name in sorted(names):
            add(connection, turnstiles, name=name, last_at=now)
            connection.execute(update(turnstiles).where(turnstiles.c.name == name).values(last_at=now))

    def _too_many(self, connection: Connection, asker: Asker, subject: str) -> bool:
        now = self._now().astimezone(UTC)
        wrong = wrong_answers.c
        limits: list[tuple[int, tuple[ColumnElement[bool], ...]]] = [
            (MOST_IN_A_CONVERSATION, (wrong.conversation == asker.conversation,)),
            (MOST_ABOUT_A_SUBJECT, (wrong.subject == subject, wrong.at > now - DAY)),
            (self._most_in_an_hour, (wrong.at > now - HOUR,)),
        ]
        if asker.client:
            limits.append((MOST_OF_A_CLIENT, (wrong.client == asker.client, wrong.at > now - DAY)))
        return any(_count(connection, conditions) >= most for most, conditions in limits)


def _forget(connection: Connection, now: datetime) -> None:
    """What counts no more: conversations and hashes of addresses are not kept for ever."""
    connection.execute(delete(wrong_answers).where(wrong_answers.c.at < now - FORGOTTEN_AFTER))
    connection.execute(delete(turnstiles).where(turnstiles.c.last_at < now - FORGOTTEN_AFTER))
    connection.execute(delete(proofs).where(proofs.c.at < now - PROOFS_LAST))


def _count(connection: Connection, conditions: tuple[ColumnElement[bool], ...]) -> int:
    return connection.execute(select(func.count()).select_from(wrong_answers).where(*conditions)).scalar_one()
