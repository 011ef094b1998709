"""When the sweep of any process looked last."""

from sqlalchemy import CheckConstraint, Column, Integer, Table

from handover.storage.tables.columns import UtcDateTime, metadata

pulse = Table(
    "pulse",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)
