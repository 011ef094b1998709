"""What is done about a failure is what is done about its gap: a status of its own, which nobody set, is no more."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.drop_column("failures", "status")


def downgrade() -> None:
    op.add_column("failures", sa.Column("status", sa.String(length=10), server_default="open", nullable=False))
