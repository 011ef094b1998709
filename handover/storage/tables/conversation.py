"""Conversations, their logs, and the handovers in them."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Uuid,
    false,
    text,
)

from handover.domain.events import Floor
from handover.storage.tables.columns import Json, UtcDateTime, metadata, of_conversation

_FLOORS = ", ".join(f"'{floor.value}'" for floor in Floor)

conversations = Table(
    "conversations",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("last_seq", Integer, nullable=False),
    Column("floor", String(10), nullable=False),
    Column("floor_since", UtcDateTime, nullable=False),
    Column("waiting_since", UtcDateTime),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("active_at", UtcDateTime, nullable=False),
    Column("language", String(5), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("page", Json),
    Column("customer_subject", String(200), index=True),
    Column("customer_name", String(200)),
    Column("customer_email", String(320), index=True),
    Column("customer_verified", Boolean, nullable=False, server_default=false()),
    Column("customer_until", UtcDateTime),
    Column("handover_id", Uuid),
    Column("reason", String(30)),
    Column("agent_id", Uuid, ForeignKey("agents.id")),
    Column("agent_name", String(200)),
    Column("wanted_agent_id", Uuid, ForeignKey("agents.id")),
    Column("wanted_team", String(50)),
    Column("at_front", Boolean, nullable=False, server_default=false()),
    Column("offered_agent_id", Uuid, ForeignKey("agents.id")),
    Column("offered_agent_name", String(200)),
    Column("offered_until", UtcDateTime),
    # Which agent let an offer of this episode lapse, and when.
    Column("lapsed", Json, nullable=False, server_default="{}"),
    Column("told", String(10)),
    Column("told_until", UtcDateTime),
    Column("unanswered_since", UtcDateTime),
    Column("seen_at", UtcDateTime),
    Column("promise_due_at", UtcDateTime),
    # When the next thing becomes due by itself; the sweep looks for it.
    Column("due_at", UtcDateTime),
    Column("context", Json),
    Column("summary", Json),
    Column("last_message", Json),
    Column("failing", Boolean, nullable=False, server_default=false()),
    Column("outcome", String(20)),
    Column("client", String(64)),
    # Up to which event reports have counted it.
    Column("reckoned_seq", Integer, nullable=False, server_default="0"),
    # It could not be counted: reports go on without it until its log grows, or a process begins anew.
    Column("passed_over", Boolean, nullable=False, server_default=false()),
    CheckConstraint(f"floor IN ({_FLOORS})", name="floor"),
    CheckConstraint("(floor = 'agent') = (agent_id IS NOT NULL)", name="agent_has_floor"),
    CheckConstraint("floor = 'closed' OR outcome IS NULL", name="outcome_after_end"),
    # A conversation that waits for a promised answer has ended for now, and its outcome is not known.
    CheckConstraint(
        "floor <> 'closed' OR outcome IS NOT NULL OR promise_due_at IS NOT NULL", name="ended_with_outcome"
    ),
    CheckConstraint("floor = 'queue' OR offered_agent_id IS NULL", name="offered_in_queue"),
    CheckConstraint("(offered_agent_id IS NULL) = (offered_until IS NULL)", name="offered_until"),
    CheckConstraint("(floor IN ('queue', 'agent')) = (handover_id IS NOT NULL)", name="handover_open"),
    Index("ix_conversations_floor", "floor", "active_at"),
    Index("ix_conversations_opened_at", "opened_at", "id"),
    Index("ix_conversations_agent_id", "agent_id"),
    Index("ix_conversations_due_at", "due_at"),
    Index(
        "ix_conversations_unreckoned",
        "active_at",
        sqlite_where=text("last_seq > reckoned_seq"),
        postgresql_where=text("last_seq > reckoned_seq"),
    ),
    Index(
        "ix_conversations_passed_over",
        "id",
        sqlite_where=text("passed_over"),
        postgresql_where=text("passed_over"),
    ),
)

events = Table(
    "events",
    metadata,
    of_conversation(primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("name", String(30), nullable=False),
    Column("floor", String(10), nullable=False),
    Column("data", Json, nullable=False),
    CheckConstraint("seq > 0", name="seq"),
    Index("ix_events_name_at", "name", "at"),
)

handovers = Table(
    "handovers",
    metadata,
    Column("id", Uuid, primary_key=True),
    of_conversation(),
    Column("reason", String(30), nullable=False),
    Column("escalated_at", UtcDateTime, nullable=False, index=True),
    Column("accepted_at", UtcDateTime),
    # When an agent who had it wrote the first word to the customer.
    Column("answered_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    Column("ended_by", String(20)),
    Column("agent_id", Uuid, ForeignKey("agents.id")),
    Column("outcome", String(20)),
    Column("cause", String(30)),
    # How long the bot had it before, how long it waited and how long agents had it, each in seconds over all its parts.
    Column("bot_s", Float, nullable=False, server_default="0"),
    Column("waiting_s", Float, nullable=False, server_default="0"),
    Column("agent_s", Float, nullable=False, server_default="0"),
    CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended"),
    CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", name="one_outcome"),
    Index("ix_handovers_agent_id", "agent_id", "ended_at"),
    # One open handover in a conversation, whatever the code above it does.
    Index(
        "uq_handovers_open",
        "conversation_id",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
)
