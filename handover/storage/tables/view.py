"""What owners saved of the failure log's filters."""

from sqlalchemy import Column, ForeignKey, String, Table, UniqueConstraint, Uuid

from handover.storage.tables.columns import Json, UtcDateTime, metadata

views = Table(
    "views",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", String(100), nullable=False),
    Column("filters", Json, nullable=False),
    Column("agent_id", Uuid, ForeignKey("agents.id"), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("name"),
)
