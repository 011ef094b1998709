"""When an agent wrote the first word in a handover; of handovers that there were already it is read off the log."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0025"
down_revision: str | None = "0024"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TIME = sa.DateTime(timezone=True)
_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_HANDOVERS = sa.table(
    "handovers",
    *(sa.column(name) for name in ("conversation_id", "escalated_at", "ended_at", "answered_at")),
)
_EVENTS = sa.table(
    "events",
    *(sa.column(name) for name in ("conversation_id", "name", "floor")),
    sa.column("at", _TIME),
    sa.column("data", _JSON),
)


def upgrade() -> None:
    op.add_column("handovers", sa.Column("answered_at", _TIME, nullable=True))
    said, episode = _EVENTS.c, _HANDOVERS.c
    first_word = sa.select(sa.func.min(said["at"])).where(
        said.conversation_id == episode.conversation_id,
        said["name"] == "message_posted",
        said.floor == "agent",
        said.data["author"]["kind"].as_string() == "agent",
        said.data["audience"].as_string() == "everyone",
        said["at"] >= episode.escalated_at,
        sa.or_(episode.ended_at.is_(None), said["at"] <= episode.ended_at),
    )
    op.execute(sa.update(_HANDOVERS).values(answered_at=first_word.scalar_subquery()))


def downgrade() -> None:
    with op.batch_alter_table("handovers", schema=None) as batch_op:
        batch_op.drop_column("answered_at")
