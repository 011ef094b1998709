"""Gaps that are sorted anew."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0023"
down_revision: str | None = "0022"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_KINDS = "'created', 'merged', 'split', 'renamed', 'assigned', 'state'"


def upgrade() -> None:
    op.add_column("groupings", sa.Column("sorted_of", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("gap_changes", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_gap_changes_kind"), type_="check")
        batch_op.create_check_constraint("kind", f"kind IN ({_KINDS}, 'sorted')")


def downgrade() -> None:
    op.execute("DELETE FROM gap_changes WHERE kind = 'sorted'")
    with op.batch_alter_table("gap_changes", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_gap_changes_kind"), type_="check")
        batch_op.create_check_constraint("kind", f"kind IN ({_KINDS})")
    with op.batch_alter_table("groupings", schema=None) as batch_op:
        batch_op.drop_column("sorted_of")
