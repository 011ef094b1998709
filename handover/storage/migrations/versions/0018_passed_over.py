"""Which conversations reports go on without."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("conversations", sa.Column("passed_over", sa.Boolean(), server_default=sa.false(), nullable=False))
    where = sa.text("passed_over")
    op.create_index("ix_conversations_passed_over", "conversations", ["id"], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_index("ix_conversations_passed_over", table_name="conversations")
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.drop_column("passed_over")
