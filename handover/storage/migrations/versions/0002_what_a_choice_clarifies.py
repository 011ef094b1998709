"""What a choice clarifies, and what a message meant that was not understood."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("choices", schema=None) as batch_op:
        batch_op.add_column(sa.Column("clarifies", sa.Uuid(), nullable=True))

    with op.batch_alter_table("failures", schema=None) as batch_op:
        batch_op.add_column(sa.Column("meant", sa.String(length=100), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("failures", schema=None) as batch_op:
        batch_op.drop_column("meant")

    with op.batch_alter_table("choices", schema=None) as batch_op:
        batch_op.drop_column("clarifies")
