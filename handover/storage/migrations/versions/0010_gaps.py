"""Failures grouped into gaps, and what is done about these."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "gaps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("name", sa.String(length=100), nullable=True),
        sa.Column("names", _JSON, nullable=False),
        sa.Column("named_of", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), server_default="open", nullable=False),
        sa.Column("state_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fixed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'planned', 'fixed', 'verified', 'wont_do')", name=op.f("ck_gaps_state")),
        sa.CheckConstraint("state NOT IN ('fixed', 'verified') OR fixed_at IS NOT NULL", name=op.f("ck_gaps_fixed_at")),
        sa.CheckConstraint("merged_into <> id", name=op.f("ck_gaps_not_into_itself")),
        sa.ForeignKeyConstraint(["assignee_id"], ["agents.id"], name=op.f("fk_gaps_assignee_id")),
        sa.ForeignKeyConstraint(["merged_into"], ["gaps.id"], name=op.f("fk_gaps_merged_into")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gaps")),
    )
    op.create_table(
        "gap_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("gap_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agent_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("data", _JSON, nullable=False),
        sa.CheckConstraint(
            "kind IN ('created', 'merged', 'split', 'renamed', 'assigned', 'state')",
            name=op.f("ck_gap_changes_kind"),
        ),
        sa.ForeignKeyConstraint(["gap_id"], ["gaps.id"], name=op.f("fk_gap_changes_gap_id")),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name=op.f("fk_gap_changes_agent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap_changes")),
    )
    op.create_index("ix_gap_changes_gap_id", "gap_changes", ["gap_id", "at"])
    op.create_table(
        "groupings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_groupings_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groupings")),
    )
    with op.batch_alter_table("failures", schema=None) as batch_op:
        batch_op.add_column(sa.Column("gap_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_failures_gap_id"), "gaps", ["gap_id"], ["id"])
        batch_op.create_index("ix_failures_gap_id", ["gap_id", "at"])


def downgrade() -> None:
    with op.batch_alter_table("failures", schema=None) as batch_op:
        batch_op.drop_index("ix_failures_gap_id")
        batch_op.drop_constraint(op.f("fk_failures_gap_id"), type_="foreignkey")
        batch_op.drop_column("gap_id")
    op.drop_table("groupings")
    op.drop_table("gap_changes")
    op.drop_table("gaps")
