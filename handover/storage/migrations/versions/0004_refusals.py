"""Refused access."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "refusals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=True),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("client", sa.String(length=64), nullable=True),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        sa.Column("count", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("count > 0", name=op.f("ck_refusals_count")),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name=op.f("fk_refusals_conversation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusals")),
    )
    with op.batch_alter_table("refusals", schema=None) as batch_op:
        batch_op.create_index("ix_refusals_at", ["at", "id"], unique=False)
        batch_op.create_index("ix_refusals_kind_at", ["kind", "at"], unique=False)
        batch_op.create_index("ix_refusals_client_at", ["client", "at"], unique=False)
        batch_op.create_index("ix_refusals_subject_at", ["subject", "at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("refusals", schema=None) as batch_op:
        batch_op.drop_index("ix_refusals_subject_at")
        batch_op.drop_index("ix_refusals_client_at")
        batch_op.drop_index("ix_refusals_kind_at")
        batch_op.drop_index("ix_refusals_at")
    op.drop_table("refusals")
