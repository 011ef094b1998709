"""What owners say that their service costs."""

from sqlalchemy import CheckConstraint, Column, Float, ForeignKey, Integer, String, Table, Uuid

from handover.storage.tables.columns import UtcDateTime, metadata

# A row for each change: the newest counts, the others tell who said what when.
assumptions = Table(
    "assumptions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("agent_id", Uuid, ForeignKey("agents.id"), nullable=False),
    Column("contacts_per_day", Float),
    Column("simple_share", Float),
    Column("solved_share", Float),
    Column("minutes", Float),
    Column("cost_per_hour", Float),
    Column("days_per_year", Float),
    Column("running_per_year", Float),
    Column("currency", String(3), nullable=False),
    CheckConstraint("simple_share BETWEEN 0 AND 1 AND solved_share BETWEEN 0 AND 1", name="shares"),
)
