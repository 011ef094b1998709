"""The tables. Constraints keep impossible rows out; migrations build exactly this (`alembic check`)."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
    false,
    text,
)
from sqlalchemy.dialects import postgresql

from handover.domain.events import Floor


class UtcDateTime(TypeDecorator[datetime]):
    """A time in UTC. SQLite keeps no zone, so it is taken off and put on again here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Store UTC; a time without a zone is a mistake of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        """Give UTC back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)  # type: ignore[no-any-return]


Json = JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_FLOORS = ", ".join(f"'{floor.value}'" for floor in Floor)


def _conversation_id() -> Column[Any]:
    return Column("conversation_id", Uuid, ForeignKey("conversations.id"), nullable=False)


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
    Column("customer_subject", String(200)),
    Column("customer_name", String(200)),
    Column("customer_email", String(320), index=True),
    Column("customer_verified", Boolean, nullable=False, server_default=false()),
    Column("handover_id", Uuid),
    Column("reason", String(30)),
    Column("agent_id", Uuid, ForeignKey("agents.id")),
    Column("agent_name", String(200)),
    Column("wanted_agent_id", Uuid, ForeignKey("agents.id")),
    Column("context", Json),
    Column("summary", Json),
    Column("last_message", Json),
    Column("failing", Boolean, nullable=False, server_default=false()),
    Column("outcome", String(20)),
    Column("client", String(64)),
    CheckConstraint(f"floor IN ({_FLOORS})", name="floor"),
    CheckConstraint("(floor = 'agent') = (agent_id IS NOT NULL)", name="agent_has_floor"),
    CheckConstraint("(floor = 'closed') = (outcome IS NOT NULL)", name="ended_with_outcome"),
    CheckConstraint("(floor IN ('queue', 'agent')) = (handover_id IS NOT NULL)", name="handover_open"),
    Index("ix_conversations_floor", "floor", "active_at"),
    Index("ix_conversations_opened_at", "opened_at", "id"),
    Index("ix_conversations_agent_id", "agent_id"),
)

events = Table(
    "events",
    metadata,
    Column("conversation_id", Uuid, ForeignKey("conversations.id"), primary_key=True),
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
    _conversation_id(),
    Column("reason", String(30), nullable=False),
    Column("escalated_at", UtcDateTime, nullable=False, index=True),
    Column("accepted_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    Column("ended_by", String(20)),
    Column("agent_id", Uuid, ForeignKey("agents.id")),
    Column("outcome", String(20)),
    Column("cause", String(30)),
    CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended"),
    # One open handover in a conversation, whatever the code above it does.
    Index(
        "uq_handovers_open",
        "conversation_id",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
)

turns = Table(
    "turns",
    metadata,
    Column("conversation_id", Uuid, ForeignKey("conversations.id"), primary_key=True),
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
    Column("conversation_id", Uuid, ForeignKey("conversations.id"), primary_key=True),
    Column("value", String(40), primary_key=True),
    Column("intent", String(100), nullable=False),
    Column("entities", Json, nullable=False),
    Column("clarifies", Uuid),
)

failures = Table(
    "failures",
    metadata,
    Column("id", Uuid, primary_key=True),
    _conversation_id(),
    Column("message_id", Uuid),
    Column("seq", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("detail", Text),
    Column("text", Text, nullable=False),
    Column("intent", String(100)),
    Column("confidence", Float),
    Column("ranking", Json),
    Column("meant", String(100)),
    Column("actions", Json),
    Column("language", String(5), nullable=False),
    Column("model", String(100)),
    Column("page", Json),
    Column("touchpoint", String(20)),
    Column("outcome", String(20)),
    Column("cause", String(30)),
    Column("judgement", Json),
    Column("status", String(10), nullable=False, server_default="open"),
    UniqueConstraint("conversation_id", "message_id"),
    Index("ix_failures_at", "at", "id"),
)

requests = Table(
    "requests",
    metadata,
    Column("scope", String(80), primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("answer", Json),
    Column("at", UtcDateTime, nullable=False),
)

agents = Table(
    "agents",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("email", String(320), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("role", String(10), nullable=False),
    Column("availability", String(10), nullable=False, server_default="offline"),
    Column("capacity", Integer, nullable=False, server_default="5"),
    Column("languages", Json, nullable=False),
    Column("team", String(50), nullable=False, server_default="default"),
    CheckConstraint("role IN ('agent', 'owner')", name="role"),
    CheckConstraint("availability IN ('online', 'away', 'offline')", name="availability"),
    CheckConstraint("capacity >= 0", name="capacity"),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("agent_id", Uuid, ForeignKey("agents.id"), nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)
