"""The words by which failures are found."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from handover.domain.search import words_of

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if is_sqlite:
        op.execute(
            "CREATE VIRTUAL TABLE failure_words USING fts5"
            "(failure_id UNINDEXED, words, tokenize = 'ascii', detail = none, columnsize = 0)"
        )
    else:
        op.create_table(
            "failure_words",
            sa.Column("failure_id", sa.Uuid(), nullable=False),
            sa.Column("words", postgresql.TSVECTOR(), nullable=False),
            sa.PrimaryKeyConstraint("failure_id", name=op.f("pk_failure_words")),
        )
        op.create_index("ix_failure_words_words", "failure_words", ["words"], postgresql_using="gin")
    _fill(sa.Text() if is_sqlite else postgresql.TSVECTOR())


def _fill(kind: sa.types.TypeEngine[str]) -> None:
    """Store the words of the failures that are there."""
    failures = sa.table("failures", sa.column("id", sa.Uuid), sa.column("text"), sa.column("detail"))
    words = sa.table("failure_words", sa.column("failure_id", sa.Uuid), sa.column("words", kind))
    for part in op.get_bind().execute(sa.select(failures)).partitions(1_000):
        rows = [{"failure_id": row.id, "words": " ".join(words_of(f"{row.text}\n{row.detail or ''}"))} for row in part]
        op.get_bind().execute(sa.insert(words), rows)


def downgrade() -> None:
    op.drop_table("failure_words")
