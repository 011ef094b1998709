"""Offers, presence, due times and promises; what each part of a handover took."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_OPEN = sa.text("answered_at IS NULL")


def upgrade() -> None:
    _promises()
    with op.batch_alter_table("agents") as batch_op:
        batch_op.add_column(sa.Column("skills", _JSON, server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("present_until", sa.DateTime(timezone=True), nullable=True))
    _conversations()
    _handovers()


def _promises() -> None:
    op.create_table(
        "promises",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("team", sa.String(length=50), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("promised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agent_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name=op.f("fk_promises_agent_id")),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name=op.f("fk_promises_conversation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promises")),
    )
    op.create_index(
        "uq_promises_open", "promises", ["conversation_id"], unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN
    )
    op.create_index("ix_promises_open", "promises", ["due_at", "id"], sqlite_where=_OPEN, postgresql_where=_OPEN)


def _conversations() -> None:
    with op.batch_alter_table("conversations") as batch_op:
        batch_op.add_column(sa.Column("wanted_team", sa.String(length=50), nullable=True))
        batch_op.add_column(sa.Column("at_front", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("offered_agent_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("offered_agent_name", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("offered_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("lapsed", _JSON, server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("told", sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column("told_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("unanswered_since", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("promise_due_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(op.f("fk_conversations_offered_agent_id"), "agents", ["offered_agent_id"], ["id"])
        batch_op.drop_constraint(op.f("ck_conversations_ended_with_outcome"), type_="check")
        batch_op.create_check_constraint("outcome_after_end", "floor = 'closed' OR outcome IS NULL")
        batch_op.create_check_constraint(
            "ended_with_outcome", "floor <> 'closed' OR outcome IS NOT NULL OR promise_due_at IS NOT NULL"
        )
        batch_op.create_check_constraint("offered_in_queue", "floor = 'queue' OR offered_agent_id IS NULL")
        batch_op.create_check_constraint("offered_until", "(offered_agent_id IS NULL) = (offered_until IS NULL)")
        batch_op.create_index("ix_conversations_due_at", ["due_at"])
        batch_op.create_index("ix_conversations_customer_subject", ["customer_subject"])
    # What nobody has ended yet is looked at once by the next sweep, which then knows when to look again.
    op.execute("UPDATE conversations SET due_at = active_at WHERE floor <> 'closed'")
    # Whoever is with an agent just now must not be forgotten should that agent not come back.
    op.execute("UPDATE conversations SET unanswered_since = CURRENT_TIMESTAMP WHERE floor = 'agent'")
    op.execute("UPDATE agents SET present_until = CURRENT_TIMESTAMP")


def _handovers() -> None:
    op.execute("UPDATE handovers SET outcome = ended_by WHERE ended_at IS NOT NULL AND outcome IS NULL")
    with op.batch_alter_table("handovers") as batch_op:
        batch_op.add_column(sa.Column("bot_s", sa.Float(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("waiting_s", sa.Float(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("agent_s", sa.Float(), server_default="0", nullable=False))
        batch_op.create_check_constraint("one_outcome", "(ended_at IS NULL) = (outcome IS NULL)")
        batch_op.create_index("ix_handovers_agent_id", ["agent_id", "ended_at"])


def downgrade() -> None:
    op.execute("UPDATE handovers SET outcome = NULL WHERE outcome = ended_by")
    with op.batch_alter_table("handovers") as batch_op:
        batch_op.drop_index("ix_handovers_agent_id")
        batch_op.drop_constraint(op.f("ck_handovers_one_outcome"), type_="check")
        for name in ("agent_s", "waiting_s", "bot_s"):
            batch_op.drop_column(name)
    op.execute("UPDATE conversations SET outcome = 'promise_broken' WHERE floor = 'closed' AND outcome IS NULL")
    with op.batch_alter_table("conversations") as batch_op:
        batch_op.drop_index("ix_conversations_customer_subject")
        batch_op.drop_index("ix_conversations_due_at")
        for name in ("outcome_after_end", "ended_with_outcome", "offered_in_queue", "offered_until"):
            batch_op.drop_constraint(op.f(f"ck_conversations_{name}"), type_="check")
        batch_op.create_check_constraint("ended_with_outcome", "(floor = 'closed') = (outcome IS NOT NULL)")
        batch_op.drop_constraint(op.f("fk_conversations_offered_agent_id"), type_="foreignkey")
        for name in (
            "due_at",
            "promise_due_at",
            "seen_at",
            "unanswered_since",
            "told_until",
            "told",
            "lapsed",
            "offered_until",
        ):
            batch_op.drop_column(name)
        for name in ("offered_agent_name", "offered_agent_id", "at_front", "wanted_team"):
            batch_op.drop_column(name)
    with op.batch_alter_table("agents") as batch_op:
        batch_op.drop_column("present_until")
        batch_op.drop_column("skills")
    op.drop_table("promises")
