"""Figures that left their band, and which day was looked at last."""

from sqlalchemy import CheckConstraint, Column, Date, Index, Integer, SmallInteger, String, Table, Text, Uuid, text

from handover.storage.tables.columns import metadata

alerts = Table(
    "alerts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("subject", Text, nullable=False, server_default=""),
    Column("days", SmallInteger, nullable=False),
    Column("began_on", Date, nullable=False),
    # The first day on which it was within its band again.
    Column("ended_on", Date),
    Column("count", Integer, nullable=False),
    Column("of", Integer, nullable=False),
    Column("before_count", Integer, nullable=False),
    Column("before_of", Integer, nullable=False),
    Index("ix_alerts_began_on", "began_on"),
    Index(
        "uq_alerts_open",
        "kind",
        "subject",
        unique=True,
        sqlite_where=text("ended_on IS NULL"),
        postgresql_where=text("ended_on IS NULL"),
    ),
)

watched = Table(
    "watched",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("day", Date, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)
