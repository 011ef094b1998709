"""What the bot owes an answer, and what it offered to pick."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, String, Table, Text, Uuid, text

from handover.storage.tables.columns import Json, UtcDateTime, metadata, of_conversation

turns = Table(
    "turns",
    metadata,
    of_conversation(primary_key=True),
    Column("message_id", Uuid, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("choice", Json),
    Column("state", String(10), nullable=False),
    Column("claimed_until", UtcDateTime),
    CheckConstraint("state IN ('waiting', 'asked', 'answered', 'failed', 'dropped', 'skipped')", name="state"),
    Index(
        "ix_turns_open",
        "conversation_id",
        "seq",
        sqlite_where=text("state IN ('waiting', 'asked')"),
        postgresql_where=text("state IN ('waiting', 'asked')"),
    ),
)

choices = Table(
    "choices",
    metadata,
    of_conversation(primary_key=True),
    Column("value", String(40), primary_key=True),
    Column("intent", String(100), nullable=False),
    Column("entities", Json, nullable=False),
    Column("clarifies", Uuid),
)
