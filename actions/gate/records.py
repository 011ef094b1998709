"""What the identity gate remembers, in the action server's own database."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from sqlalchemy import Column, Connection, DateTime, Index, MetaData, PrimaryKeyConstraint, String, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateIndex, CreateTable

from actions.backend.port import BackendDownError
from actions.database import Database

TRIES = 3
metadata = MetaData()

# One row for each thing that is counted: taking it puts those who count at the same moment in order.
turnstiles = Table(
    "gate_turnstiles",
    metadata,
    Column("name", String(250), primary_key=True),
    Column("last_at", DateTime(timezone=True), nullable=False),
)
# `subject` is an order number, or a hash of an e-mail address.
proofs = Table(
    "gate_proved",
    metadata,
    Column("conversation", String(200), nullable=False),
    Column("subject", String(70), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    PrimaryKeyConstraint("conversation", "subject"),
)
wrong_answers = Table(
    "gate_wrong",
    metadata,
    Column("conversation", String(200), nullable=False),
    Column("turn", String(200), nullable=False),
    Column("subject", String(70), nullable=False, index=True),
    # Two guesses in one turn are two; a turn that is repeated brings the same ones again.
    Column("answer", String(70), nullable=False),
    Column("client", String(200), index=True),  # a hash of the network address
    Column("at", DateTime(timezone=True), nullable=False, index=True),
    PrimaryKeyConstraint("conversation", "turn", "subject", "answer"),
)
letters = Table(
    "gate_letters",
    metadata,
    Column("conversation", String(200), nullable=False),
    Column("turn", String(200), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("recipient", String(70), nullable=False),
    # The same without what is behind a plus: it is what can be flooded.
    Column("mailbox", String(70), nullable=False, index=True),
    Column("client", String(200), index=True),
    Column("at", DateTime(timezone=True), nullable=False, index=True),
    PrimaryKeyConstraint("conversation", "turn", "kind"),
    Index("gate_letters_by_conversation", "conversation", "recipient"),
)


class Records:
    """The gate's tables; every method raises `BackendError` when the database is silent."""

    def __init__(self, database: Database) -> None:
        """Use `database`; its tables are made when they are first needed."""
        self._database = database
        self._ready = False
        self._preparing = Lock()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction on the gate's tables."""
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
            for tries_left in reversed(range(TRIES)):
                try:
                    self._create()
                    break
                except (IntegrityError, BackendDownError):
                    # Somebody else makes the tables at the same moment: soon there is nothing left to make.
                    if not tries_left:
                        raise
            self._ready = True

    def _create(self) -> None:
        with self._database.transaction() as connection:
            for table in metadata.sorted_tables:
                connection.execute(CreateTable(table, if_not_exists=True))
                for index in table.indexes:
                    connection.execute(CreateIndex(index, if_not_exists=True))


def add(connection: Connection, table: Table, **row: Any) -> bool:
    """Insert a row unless it is there; returns whether it was not."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(**row).on_conflict_do_nothing()
    # Without being asked, SQLAlchemy forgets the count of an INSERT on PostgreSQL: it says -1.
    return connection.execute(statement.execution_options(preserve_rowcount=True)).rowcount == 1
