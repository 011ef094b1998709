"""Mails to staff, which belong to no conversation."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.alter_column("conversation_id", existing_type=sa.Uuid(), nullable=True)
        batch_op.alter_column("seq", existing_type=sa.Integer(), nullable=True)
        batch_op.create_check_constraint(
            op.f("ck_deliveries_events_of_a_conversation"), "target = 'mail' OR conversation_id IS NOT NULL"
        )
        batch_op.create_check_constraint(op.f("ck_deliveries_place"), "(conversation_id IS NULL) = (seq IS NULL)")


def downgrade() -> None:
    op.execute("DELETE FROM deliveries WHERE conversation_id IS NULL")
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_deliveries_place"), type_="check")
        batch_op.drop_constraint(op.f("ck_deliveries_events_of_a_conversation"), type_="check")
        batch_op.alter_column("seq", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("conversation_id", existing_type=sa.Uuid(), nullable=False)
