"""Full text search in the failure log: FTS5 on SQLite, tsvector on PostgreSQL.

Both are given words that need no reading of theirs (`handover.domain.search`), so both find the same.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, cast, column, false, insert, select, table
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from handover.domain.search import words_of
from handover.storage.tables.failure import failures
from handover.storage.transaction import Transaction

# Not one of the tables: on SQLite it is a virtual one, which cannot be described as these are. Migrations make it.
NAME = "failure_words"
_words = table(NAME, column("failure_id", Uuid), column("words"))


async def keep(tx: Transaction, failure_id: UUID, *texts: str | None) -> None:
    """Store the words by which a failure is found."""
    words: Any = " ".join(words_of("\n".join(text for text in texts if text)))
    if tx.connection.dialect.name == "postgresql":
        words = cast(words, TSVECTOR)
    await tx.connection.execute(insert(_words).values(failure_id=failure_id, words=words))


def found_by(asked: str) -> ColumnElement[bool]:
    """The failures in which every word of `asked` occurs, or one that begins with it; none where there is no word."""
    words = words_of(asked)
    if not words:
        return false()
    return failures.c.id.in_(select(_words.c.failure_id).where(_Begun(*words)))


class _Begun(FunctionElement[Any]):
    """Whether each of these words begins one of the failure's."""

    # Not typed as a truth value: SQLAlchemy would write `= 1` behind it, and SQLite knows MATCH by itself only.
    inherit_cache = True


@compiles(_Begun, "sqlite")
def _for_sqlite(element: _Begun, compiler: SQLCompiler, **more: Any) -> str:
    both = " || ' ' || ".join(f"{compiler.process(word, **more)} || '*'" for word in element.clauses)
    return f"{NAME} MATCH ({both})"


@compiles(_Begun, "postgresql")
def _for_postgresql(element: _Begun, compiler: SQLCompiler, **more: Any) -> str:
    words = (f"CAST({compiler.process(word, **more)} || ':*' AS tsquery)" for word in element.clauses)
    return f"words @@ ({' && '.join(words)})"
