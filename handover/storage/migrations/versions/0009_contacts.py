"""Conversations as reports count them, corrections of past days, and what followed a failure."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_UNDECIDED = "durable IS NULL AND outcome IN ('self_served', 'solved_by_agent', 'promise_kept')"


def upgrade() -> None:
    op.create_table(
        "contacts",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("hour", sa.SmallInteger(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("page", sa.Text(), nullable=True),
        sa.Column("touchpoint", sa.String(length=50), nullable=True),
        sa.Column("matter", sa.String(length=100), nullable=True),
        sa.Column("matters", _JSON, nullable=False),
        sa.Column("failure", sa.String(length=20), nullable=True),
        sa.Column("model", sa.String(length=100), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("turns", "understood", "failed", "handovers")),
        sa.Column("reason", sa.String(length=30), nullable=True),
        sa.Column("cause", sa.String(length=30), nullable=True),
        sa.Column("team", sa.String(length=50), nullable=True),
        sa.Column("agent_id", sa.Uuid(), nullable=True),
        sa.Column("first_answer_s", sa.Float(), nullable=True),
        sa.Column("first_person_s", sa.Float(), nullable=True),
        sa.Column("waiting_s", sa.Float(), nullable=False),
        sa.Column("agent_s", sa.Float(), nullable=False),
        sa.Column("promises_kept", sa.Integer(), nullable=False),
        sa.Column("promises_broken", sa.Integer(), nullable=False),
        sa.Column("bot_stars", sa.SmallInteger(), nullable=True),
        sa.Column("people_stars", sa.SmallInteger(), nullable=True),
        sa.Column("helpful", sa.Integer(), nullable=False),
        sa.Column("unhelpful", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=True),
        sa.Column("about", sa.String(length=64), nullable=True),
        sa.Column("durable", sa.Boolean(), nullable=True),
        sa.Column("came_back_in", sa.Uuid(), nullable=True),
        sa.CheckConstraint("hour BETWEEN 0 AND 23 AND weekday BETWEEN 0 AND 6", name=op.f("ck_contacts_time")),
        sa.CheckConstraint("durable IS NULL OR outcome IS NOT NULL", name=op.f("ck_contacts_durable_after_end")),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name=op.f("fk_contacts_conversation_id")),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_contacts")),
    )
    op.create_index("ix_contacts_opened_at", "contacts", ["opened_at", "conversation_id"])
    op.create_index("ix_contacts_person", "contacts", ["person", "opened_at"])
    op.create_index("ix_contacts_about", "contacts", ["about", "opened_at"])
    undecided = sa.text(_UNDECIDED)
    op.create_index(
        "ix_contacts_undecided", "contacts", ["ended_at"], sqlite_where=undecided, postgresql_where=undecided
    )
    op.create_table(
        "corrections",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("was", _JSON, nullable=True),
        sa.Column("now", _JSON, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name=op.f("fk_corrections_conversation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    op.create_index("ix_corrections_day", "corrections", ["day", "at"])
    op.create_index("ix_corrections_conversation_id", "corrections", ["conversation_id"])
    # Added one by one and not in a batch, which would copy the whole table on SQLite.
    op.add_column("conversations", sa.Column("reckoned_seq", sa.Integer(), server_default="0", nullable=False))
    grown = sa.text("last_seq > reckoned_seq")
    op.create_index(
        "ix_conversations_unreckoned", "conversations", ["active_at"], sqlite_where=grown, postgresql_where=grown
    )
    for column in (
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("followed_by", sa.String(length=20), nullable=True),
        sa.Column("helped_by", sa.String(length=200), nullable=True),
        sa.Column("waiting_s", sa.Float(), nullable=True),
        sa.Column("agent_s", sa.Float(), nullable=True),
    ):
        op.add_column("failures", column)
    with op.batch_alter_table("failures", schema=None) as batch_op:
        batch_op.alter_column("touchpoint", existing_type=sa.String(length=20), type_=sa.String(length=50))


def downgrade() -> None:
    with op.batch_alter_table("failures", schema=None) as batch_op:
        for name in ("agent_s", "waiting_s", "helped_by", "followed_by", "found_at"):
            batch_op.drop_column(name)
        batch_op.alter_column("touchpoint", existing_type=sa.String(length=50), type_=sa.String(length=20))
    op.drop_index("ix_conversations_unreckoned", table_name="conversations")
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.drop_column("reckoned_seq")
    op.drop_table("corrections")
    op.drop_table("contacts")
