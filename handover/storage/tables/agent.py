"""Who works here, and where they are signed in."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, String, Table, Uuid

from handover.storage.tables.columns import Json, UtcDateTime, metadata

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
    Column("skills", Json, nullable=False, server_default="[]"),
    # A lease: whoever does not renew it is gone.
    Column("present_until", UtcDateTime),
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
