"""Every change of the SQL shop goes through here: decided, made and written down in one transaction, once."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from actions.backend.keep import check_key
from actions.backend.port import BackendDownError
from actions.backend.tables import changes
from actions.database import Database

TRIES = 4

Answer = TypeVar("Answer")


class KeyUsedError(ValueError):
    """The idempotency key stands for another change."""

    def __init__(self) -> None:
        super().__init__("this idempotency key was used for another change")


class Wish(NamedTuple):
    """A change that somebody wants: `kind` of what is done to `subject`, an order's number or an e-mail address."""

    kind: str
    subject: str
    key: str
    details: tuple[str, ...] = ()

    @property
    def content(self) -> str:
        """A hash over the details: the table of changes repeats no addresses."""
        return hashlib.sha256(json.dumps(self.details).encode()).hexdigest()


class Once:
    """Makes changes, each once for its key."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        """Use `database`; `now` gives the time of a change, with its zone."""
        self._database = database
        self._now = now

    def make(
        self,
        wish: Wish,
        take: Callable[[Connection], None],
        change: Callable[[Connection, datetime], bool],
        read: Callable[[Connection], Answer],
    ) -> tuple[bool, Answer]:
        """Make the change unless its key was used already.

        `take` writes to the row that the change is about, so that whoever wants to change it too waits; `change`
        decides, changes and says whether it did; `read` tells how things are then.

        Returns:
            Whether this wish did it, now or before, and what `read` said.

        Raises:
            ValueError: The key was used for something else, or is none.
            BackendError: The database does not answer.
        """
        check_key(wish.key)
        for _ in range(TRIES):
            try:
                with self._database.transaction() as connection:
                    take(connection)
                    done = _made_before(connection, wish) or self._make(connection, wish, change)
                    return done, read(connection)
            except IntegrityError:
                # Somebody used the same key for another row at the same moment, or drew the same number: what they
                # wrote is there now, so look again.
                continue
        raise BackendDownError(f"{self._database.what}: rows contradict each other")

    def _make(self, connection: Connection, wish: Wish, change: Callable[[Connection, datetime], bool]) -> bool:
        now = self._now()
        if not change(connection, now):
            return False
        row = {"key": wish.key, "kind": wish.kind, "subject": wish.subject, "content": wish.content, "at": now}
        connection.execute(insert(changes).values(row))
        return True


def _made_before(connection: Connection, wish: Wish) -> bool:
    row = connection.execute(select(changes).where(changes.c.key == wish.key)).mappings().one_or_none()
    if row is None:
        return False
    if (row["kind"], row["subject"], row["content"]) != (wish.kind, wish.subject, wish.content):
        raise KeyUsedError
    return True
