"""Requests that were carried out, to be known when they come again."""

from sqlalchemy import Column, String, Table, Uuid

from handover.storage.tables.columns import Json, UtcDateTime, metadata

requests = Table(
    "requests",
    metadata,
    Column("scope", String(80), primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("answer", Json),
    Column("at", UtcDateTime, nullable=False),
)
