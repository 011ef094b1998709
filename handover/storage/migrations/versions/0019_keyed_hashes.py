"""Hashes of customers and orders are made with a key."""

from collections.abc import Sequence

from alembic import op

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    # The old ones could be found out by trying, and fit no new one. All contacts are reckoned anew, the oldest first,
    # so that whoever is back is recognised; figures of past days stay as they are, or are corrected for all to see.
    op.execute("UPDATE contacts SET person = NULL, about = NULL WHERE person IS NOT NULL OR about IS NOT NULL")
    op.execute("UPDATE conversations SET reckoned_seq = 0 WHERE reckoned_seq > 0")


def downgrade() -> None:
    op.execute("UPDATE contacts SET person = NULL, about = NULL WHERE person IS NOT NULL OR about IS NOT NULL")
    op.execute("UPDATE conversations SET reckoned_seq = 0 WHERE reckoned_seq > 0")
