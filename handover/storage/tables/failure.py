"""The failure log."""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, Uuid

from handover.storage.tables.columns import Json, UtcDateTime, metadata, of_conversation

failures = Table(
    "failures",
    metadata,
    Column("id", Uuid, primary_key=True),
    of_conversation(),
    Column("message_id", Uuid),
    Column("seq", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("detail", Text),
    Column("text", Text, nullable=False),
    Column("intent", String(100)),
    Column("confidence", Float),
    Column("threshold", Float),
    Column("ranking", Json),
    Column("meant", String(100)),
    Column("actions", Json),
    Column("entities", Json),
    Column("slots", Json),
    Column("language", String(5), nullable=False),
    Column("model", String(100)),
    Column("page", Json),
    Column("touchpoint", String(50)),
    Column("outcome", String(20)),
    Column("cause", String(30)),
    Column("judgement", Json),
    # When it was found, where nobody noticed it at once.
    Column("found_at", UtcDateTime),
    Column("followed_by", String(20)),
    Column("helped_by", String(200)),
    # What it cost: the waiting and the agents' time of the handover that it led to, in seconds.
    Column("waiting_s", Float),
    Column("agent_s", Float),
    # The topic that it belongs to. What is done about the topic is done about the failure.
    Column("gap_id", Uuid, ForeignKey("gaps.id")),
    UniqueConstraint("conversation_id", "message_id"),
    Index("ix_failures_at", "at", "id"),
    Index("ix_failures_gap_id", "gap_id", "at"),
)
