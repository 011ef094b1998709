"""What leaves the service: webhooks and mails, each owed until it was taken."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, String, Table, Uuid, text

from handover.storage.tables.columns import Json, UtcDateTime, metadata, of_conversation

deliveries = Table(
    "deliveries",
    metadata,
    # Also the key by which whoever takes it knows a repetition.
    Column("id", Uuid, primary_key=True),
    # The name of a webhook, or `mail`.
    Column("target", String(50), nullable=False),
    # None for a mail to staff that is about no conversation.
    of_conversation(nullable=True),
    # Of a webhook the number of its event, of a mail that of the newest event before it: the order of deliveries.
    Column("seq", Integer),
    # A mail; a webhook's content is in the log.
    Column("body", Json),
    Column("state", String(10), nullable=False, server_default="waiting"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    # None where it waits behind one that died.
    Column("next_at", UtcDateTime),
    Column("claimed_until", UtcDateTime),
    Column("last_error", String(200)),
    Column("created_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
    CheckConstraint("state IN ('waiting', 'sent', 'dead')", name="state"),
    CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent"),
    CheckConstraint("state = 'waiting' OR (next_at IS NULL AND claimed_until IS NULL)", name="nothing_more_to_do"),
    # What a mail says is nobody's business once it is out.
    CheckConstraint("(target = 'mail' AND state <> 'sent') = (body IS NOT NULL)", name="mail_until_sent"),
    CheckConstraint("target = 'mail' OR conversation_id IS NOT NULL", name="events_of_a_conversation"),
    CheckConstraint("(conversation_id IS NULL) = (seq IS NULL)", name="place"),
    CheckConstraint("seq > 0 AND attempts >= 0", name="numbers"),
    Index(
        "ix_deliveries_due",
        "target",
        "next_at",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    Index(
        "ix_deliveries_owed",
        "conversation_id",
        "target",
        "seq",
        sqlite_where=text("state <> 'sent'"),
        postgresql_where=text("state <> 'sent'"),
    ),
    Index("ix_deliveries_state", "state", "created_at", "id"),
)
