"""What owners say that their service costs."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_FIGURES = (
    "contacts_per_day",
    "simple_share",
    "solved_share",
    "minutes",
    "cost_per_hour",
    "days_per_year",
    "running_per_year",
)


def upgrade() -> None:
    op.create_table(
        "assumptions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agent_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Float(), nullable=True) for name in _FIGURES),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.CheckConstraint(
            "simple_share BETWEEN 0 AND 1 AND solved_share BETWEEN 0 AND 1", name=op.f("ck_assumptions_shares")
        ),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name=op.f("fk_assumptions_agent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assumptions")),
    )


def downgrade() -> None:
    op.drop_table("assumptions")
