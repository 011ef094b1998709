"""Conversations as reports count them, and what of the figures of past days was corrected."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    Uuid,
    text,
)

from handover.storage.tables.columns import Json, UtcDateTime, metadata, of_conversation

contacts = Table(
    "contacts",
    metadata,
    of_conversation(primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    # When it was opened by the clock of the default team.
    Column("day", Date, nullable=False),
    Column("said_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    Column("outcome", String(20)),
    Column("language", String(5), nullable=False),
    Column("page", Text),
    Column("touchpoint", String(50)),
    Column("matter", String(100)),
    Column("matters", Json, nullable=False),
    Column("failure", String(20)),
    Column("turns", Integer, nullable=False),
    Column("understood", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("handovers", Integer, nullable=False),
    Column("reason", String(30)),
    Column("cause", String(30)),
    Column("team", String(50)),
    Column("first_answer_s", Float),
    Column("waiting_s", Float, nullable=False),
    Column("agent_s", Float, nullable=False),
    Column("promises_kept", Integer, nullable=False),
    Column("promises_broken", Integer, nullable=False),
    Column("bot_stars", SmallInteger),
    Column("people_stars", SmallInteger),
    Column("helpful", Integer, nullable=False),
    Column("unhelpful", Integer, nullable=False),
    # Hashes that tell the same customer and the same order again, and nothing else.
    Column("person", String(64)),
    Column("about", String(64)),
    # Whether the resolution held; None while that is not known.
    Column("durable", Boolean),
    Column("came_back_in", Uuid),
    CheckConstraint("durable IS NULL OR outcome IS NOT NULL", name="durable_after_end"),
    Index("ix_contacts_opened_at", "opened_at", "conversation_id"),
    Index("ix_contacts_person", "person", "opened_at"),
    Index("ix_contacts_about", "about", "opened_at"),
    # Resolutions of which it is not known yet whether they hold.
    Index(
        "ix_contacts_undecided",
        "ended_at",
        sqlite_where=text("durable IS NULL AND outcome IN ('self_served', 'solved_by_agent', 'promise_kept')"),
        postgresql_where=text("durable IS NULL AND outcome IN ('self_served', 'solved_by_agent', 'promise_kept')"),
    ),
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", Uuid, primary_key=True),
    of_conversation(),
    # The day whose figures became others.
    Column("day", Date, nullable=False),
    Column("field", String(20), nullable=False),
    Column("was", Json),
    Column("now", Json),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_corrections_day", "day", "at"),
    Index("ix_corrections_conversation_id", "conversation_id"),
)
