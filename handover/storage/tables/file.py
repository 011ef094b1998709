"""Files of conversations: what customers and agents upload, and documents that the bot hands over."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, LargeBinary, String, Table, Uuid, text

from handover.storage.tables.columns import UtcDateTime, metadata, of_conversation

files = Table(
    "files",
    metadata,
    Column("id", Uuid, primary_key=True),
    of_conversation(),
    # By whom: as the `kind` of a message's author.
    Column("author", String(10), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("name", String(200), nullable=False),
    Column("type", String(100), nullable=False),
    Column("size", Integer, nullable=False),
    # The message that it belongs to and who may read that one; neither before it was sent.
    Column("message_id", Uuid),
    Column("audience", String(10)),
    Column("content", LargeBinary, nullable=False),
    CheckConstraint("author IN ('customer', 'agent', 'bot')", name="author"),
    CheckConstraint("audience IN ('everyone', 'staff')", name="audience"),
    CheckConstraint("(message_id IS NULL) = (audience IS NULL)", name="sent_to_somebody"),
    CheckConstraint("size > 0", name="size"),
    Index("ix_files_conversation_id", "conversation_id"),
    Index(
        "ix_files_unsent",
        "at",
        sqlite_where=text("message_id IS NULL"),
        postgresql_where=text("message_id IS NULL"),
    ),
)
