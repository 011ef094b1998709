"""Refused access."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, Uuid

from handover.storage.tables.columns import UtcDateTime, metadata

refusals = Table(
    "refusals",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("kind", String(30), nullable=False),
    Column("subject", String(40)),
    Column("conversation_id", Uuid, ForeignKey("conversations.id")),
    Column("client", String(64)),
    Column("message_id", Uuid),
    Column("count", Integer, nullable=False, server_default="1"),
    CheckConstraint("count > 0", name="count"),
    Index("ix_refusals_at", "at", "id"),
    Index("ix_refusals_kind_at", "kind", "at"),
    Index("ix_refusals_client_at", "client", "at"),
    Index("ix_refusals_subject_at", "subject", "at"),
)
