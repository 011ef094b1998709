"""What we promised to answer later."""

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text, Uuid, text

from handover.storage.tables.columns import UtcDateTime, metadata, of_conversation

promises = Table(
    "promises",
    metadata,
    Column("id", Uuid, primary_key=True),
    of_conversation(),
    Column("team", String(50), nullable=False),
    Column("email", String(320), nullable=False),
    Column("text", Text, nullable=False),
    Column("language", String(5), nullable=False),
    Column("promised_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("answered_at", UtcDateTime),
    Column("agent_id", Uuid, ForeignKey("agents.id")),
    # One that is open in a conversation, whatever the code above it does.
    Index(
        "uq_promises_open",
        "conversation_id",
        unique=True,
        sqlite_where=text("answered_at IS NULL"),
        postgresql_where=text("answered_at IS NULL"),
    ),
    Index("ix_promises_promised_at", "promised_at"),
    Index(
        "ix_promises_open",
        "due_at",
        "id",
        sqlite_where=text("answered_at IS NULL"),
        postgresql_where=text("answered_at IS NULL"),
    ),
)
