"""Hours are those of handovers, and told from their moments; nothing reads the hour in which a contact was opened."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_contacts_time"), type_="check")
        batch_op.drop_column("weekday")
        batch_op.drop_column("hour")


def downgrade() -> None:
    # As if all had been opened at midnight on a Monday; a contact that is reckoned anew has its own again.
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("weekday", sa.SmallInteger(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("hour", sa.SmallInteger(), server_default="0", nullable=False))
        batch_op.create_check_constraint("time", "hour BETWEEN 0 AND 23 AND weekday BETWEEN 0 AND 6")
