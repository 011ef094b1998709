"""What the identity gate remembers of a conversation: orders that were proved, and wrong answers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import Enum, auto
from threading import Lock
from typing import Any

from sqlalchemy import Column, Connection, DateTime, MetaData, PrimaryKeyConstraint, String, Table, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from actions.backend.port import BackendDownError
from actions.database import Database

MOST_WRONG_ANSWERS = 5

metadata = MetaData()

guessers = Table(
    "gate_conversations",
    metadata,
    Column("conversation", String(200), primary_key=True),
    Column("last_at", DateTime(timezone=True), nullable=False),
)
proofs = Table(
    "gate_proofs",
    metadata,
    Column("conversation", String(200), nullable=False),
    Column("order_number", String(9), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    PrimaryKeyConstraint("conversation", "order_number"),
)
wrong_answers = Table(
    "gate_wrong_answers",
    metadata,
    Column("conversation", String(200), nullable=False),
    Column("turn", String(200), nullable=False),
    Column("order_number", String(9), nullable=False, index=True),
    Column("client", String(200), index=True),  # a hash of the network address
    Column("at", DateTime(timezone=True), nullable=False),
    # A turn that is repeated is counted once.
    PrimaryKeyConstraint("conversation", "turn", "order_number"),
)


class Judgement(Enum):
    """What an answer was worth."""

    RIGHT = auto()
    WRONG = auto()
    LOCKED = auto()


class Attempts:
    """The gate's memory in the action server's own database; every method raises `BackendError` when that is silent."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        """Use `database`; its tables are made when they are first needed."""
        self._database = database
        self._now = now
        self._ready = False
        self._preparing = Lock()

    def proved(self, conversation: str, number: str) -> bool:
        """Whether the order was proved in this conversation."""
        with self._transaction() as connection:
            row = select(proofs).where(proofs.c.conversation == conversation, proofs.c.order_number == number)
            return connection.execute(row).first() is not None

    def locked(self, conversation: str) -> bool:
        """Whether this conversation gave too many wrong answers."""
        with self._transaction() as connection:
            return _wrong(connection, conversation) >= MOST_WRONG_ANSWERS

    def judge(self, conversation: str, turn: str, number: str, client: str | None, *, right: bool) -> Judgement:
        """Book an answer and say what it was worth; after too many wrong ones a right one is worth nothing."""
        now = self._now()
        with self._transaction() as connection:
            # Taking the conversation's row first puts guesses that are sent at the same moment in order: otherwise
            # each would see the count before the others.
            self._add(connection, guessers, conversation=conversation, last_at=now)
            connection.execute(update(guessers).where(guessers.c.conversation == conversation).values(last_at=now))
            if _wrong(connection, conversation) >= MOST_WRONG_ANSWERS:
                return Judgement.LOCKED
            if right:
                self._add(connection, proofs, conversation=conversation, order_number=number, at=now)
                return Judgement.RIGHT
            self._add(
                connection,
                wrong_answers,
                conversation=conversation,
                turn=turn,
                order_number=number,
                client=client,
                at=now,
            )
            return Judgement.LOCKED if _wrong(connection, conversation) >= MOST_WRONG_ANSWERS else Judgement.WRONG

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        self._prepare()
        try:
            with self._database.transaction() as connection:
                yield connection
        except BackendDownError:
            # Perhaps the file is gone: the next question makes it anew. This one stays unanswered, so nothing opens.
            self._ready = False
            raise

    def _prepare(self) -> None:
        with self._preparing:
            if self._ready:
                return
            self._database.make_room()
            try:
                self._create()
            except (IntegrityError, BackendDownError):
                self._create()  # another process made the tables at the same moment; then there is nothing left to make
            self._ready = True

    def _create(self) -> None:
        with self._database.transaction() as connection:
            metadata.create_all(connection)

    def _add(self, connection: Connection, table: Table, **row: Any) -> None:
        """Insert a row unless it is there."""
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        connection.execute(dialect.insert(table).values(**row).on_conflict_do_nothing())


def _wrong(connection: Connection, conversation: str) -> int:
    count = select(func.count()).select_from(wrong_answers).where(wrong_answers.c.conversation == conversation)
    return connection.execute(count).scalar_one()
