"""The shop's port on the demo shop's SQL database."""

import secrets
from collections.abc import Callable
from datetime import datetime

from actions.backend.model import Article
from actions.backend.rows import read_articles
from actions.backend.sql_accounts import ResetPage, SqlAccounts
from actions.backend.sql_orders import SqlOrders
from actions.database import Database

DEMO_SHOP = "http://127.0.0.1:8080"


class SqlShop(SqlOrders, SqlAccounts):
    """A `Shop` that reads and writes the tables of the demo shop; it blocks, so call it from a thread."""

    def __init__(self, database: Database, now: Callable[[], datetime], page: ResetPage | None = None) -> None:
        """Use `database`; `now` gives the time of a change, with its zone.

        Links to set a new password lead to `page`; without one, to the demo shop, and a repeat after a restart makes
        another link.
        """
        SqlOrders.__init__(self, database, now)
        SqlAccounts.__init__(self, database, now, page or ResetPage(DEMO_SHOP, secrets.token_bytes(32)))

    def articles(self) -> tuple[Article, ...]:
        """Every article by its number. Raises `BackendError`."""
        with self._database.transaction() as connection:
            return read_articles(connection)
