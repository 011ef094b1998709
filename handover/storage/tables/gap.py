"""Gaps, what was done about them, and when failures were grouped last."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, Uuid

from handover.domain.gap import GapState
from handover.storage.tables.columns import Json, UtcDateTime, metadata

_STATES = ", ".join(f"'{state.value}'" for state in GapState)

gaps = Table(
    "gaps",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False, server_default="0"),
    # What an owner calls it; without it, telling words by language.
    Column("name", String(100)),
    Column("names", Json, nullable=False),
    # How many failures it had when the words were chosen.
    Column("named_of", Integer, nullable=False),
    Column("state", String(10), nullable=False, server_default="open"),
    Column("state_at", UtcDateTime, nullable=False),
    Column("fixed_at", UtcDateTime),
    Column("assignee_id", Uuid, ForeignKey("agents.id")),
    Column("created_at", UtcDateTime, nullable=False),
    Column("merged_into", Uuid, ForeignKey("gaps.id")),
    CheckConstraint(f"state IN ({_STATES})", name="state"),
    CheckConstraint("state NOT IN ('fixed', 'verified') OR fixed_at IS NOT NULL", name="fixed_at"),
    CheckConstraint("merged_into <> id", name="not_into_itself"),
)

gap_changes = Table(
    "gap_changes",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("gap_id", Uuid, ForeignKey("gaps.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    # None where the service did it by itself.
    Column("agent_id", Uuid, ForeignKey("agents.id")),
    Column("kind", String(10), nullable=False),
    Column("data", Json, nullable=False),
    CheckConstraint("kind IN ('created', 'merged', 'split', 'renamed', 'assigned', 'state', 'sorted')", name="kind"),
    Index("ix_gap_changes_gap_id", "gap_id", "at"),
)

groupings = Table(
    "groupings",
    metadata,
    Column("id", Integer, primary_key=True),
    # When failures were grouped last.
    Column("at", UtcDateTime),
    # How many failures could have a gap when gaps were sorted anew.
    Column("sorted_of", Integer, nullable=False, server_default="0"),
    # A lease: who groups just now. Whoever does not end in time is gone.
    Column("claimed_until", UtcDateTime),
    CheckConstraint("id = 1", name="one_row"),
)
