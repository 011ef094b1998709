"""Contacts without what no report reads; failures know their model, handovers their agent."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0024"
down_revision: str | None = "0023"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        for name in ("channel", "model", "agent_id", "first_person_s"):
            batch_op.drop_column(name)


def downgrade() -> None:
    # Empty; a contact that is reckoned anew has its own again.
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("channel", sa.String(length=20), server_default="web", nullable=False))
        batch_op.add_column(sa.Column("model", sa.String(length=100), nullable=True))
        batch_op.add_column(sa.Column("agent_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("first_person_s", sa.Float(), nullable=True))
