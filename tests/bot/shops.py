"""The demo shop behind the bot, as stories need it: orders that nobody else uses, and a look at what was changed."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep

import httpx

from tests.stack import Stack

TOKEN = "a-token-for-the-shop-of-the-stories"
_KNOWN = (
    "('BW-104512', 'BW-104733', 'BW-104801', 'BW-104855', 'BW-104903', 'BW-104977', 'BW-105020', 'BW-105088',"
    " 'mia.keller@example.com', 'jonas.weber@example.com', 'lea.huber@example.com', 'tom.brunner@example.com')"
)
_UNKNOWN = f"number NOT IN {_KNOWN}"
# There are too few of some kinds for all stories: what others have on its way is not yet shipped here, more can be sent
# back, and the money for what came back is not yet on its way.
_NOT_SHIPPED = (
    "UPDATE orders SET state = 'placed', carrier = NULL, parcel_number = NULL, parcel_url = NULL, expected_on = NULL"
    f" WHERE state = 'shipped' AND {_UNKNOWN}"
)
_WITHOUT_INVOICE = "DELETE FROM invoices WHERE order_number IN (SELECT number FROM orders WHERE state = 'placed')"
_LATE_RETURNS = (
    "UPDATE orders SET returnable_until = DATE('now', '+20 days')"
    f" WHERE state = 'delivered' AND SUBSTR(number, -1) IN ('1', '2', '3') AND {_UNKNOWN}"
)
_NOT_REFUNDED = (
    f"DELETE FROM refunds WHERE order_number IN (SELECT number FROM orders WHERE state = 'returned' AND {_UNKNOWN})"
)
_LINES = "(SELECT COUNT(*) FROM order_lines WHERE order_number = number)"
# A day's distance: SQLite's day is UTC's and the shop's is Zurich's, and midnight may pass while the stories are told.
_RETURNABLE = (
    "state = 'delivered' AND returnable_until > DATE('now', '+1 day')"
    " AND number NOT IN (SELECT order_number FROM returns)"
)
# What a story calls `<order>`, `<delivered>` …; each is given out once.
_ORDERS = {
    "german": "state IN ('placed', 'packing') AND country = 'DE'",
    "swiss": "state IN ('placed', 'packing') AND country = 'CH'",
    "order": "state IN ('placed', 'packing')",
    "delivered": f"{_RETURNABLE} AND {_LINES} > 1",
    "single": f"{_RETURNABLE} AND {_LINES} = 1",
    "old": "state = 'delivered' AND returnable_until < DATE('now', '-1 day')",
    "arrived": "state = 'returned'",
}
_ACCOUNTS = {
    "account": "email NOT IN (SELECT email FROM newsletter)",
    "reader": "email IN (SELECT email FROM newsletter)",
}


class DemoShop:
    """The shop's database of a stack, which other processes change meanwhile."""

    def __init__(self, stack: Stack) -> None:
        self._path = stack.environ["LOTSE_SHOP_DATABASE_URL"].removeprefix("sqlite:///")
        self._given: set[str] = set()
        with closing(sqlite3.connect(self._path)) as shop, shop:
            for statement in (_NOT_SHIPPED, _WITHOUT_INVOICE, _LATE_RETURNS, _NOT_REFUNDED):
                shop.execute(statement)

    def names_in(self, story: str) -> dict[str, str]:
        """What the place-holders of a story stand for."""
        names: dict[str, str] = {}
        for kind, condition in _ORDERS.items():
            if f"<{kind}" in story:
                number, postcode, email = self._fresh(f"SELECT number, postcode, email FROM orders WHERE {condition}")
                lines = self._rows("SELECT name_de, name_en FROM order_lines WHERE order_number = ?", number)
                names |= {f"<{kind}>": number, f"<{kind}.postcode>": postcode, f"<{kind}.email>": email}
                for place, (german, english) in zip(("first", "second"), lines, strict=False):
                    names |= {f"<{kind}.{place}>": german, f"<{kind}.{place}.en>": english}
        for kind, condition in _ACCOUNTS.items():
            if f"<{kind}" in story:
                names[f"<{kind}>"] = self._fresh(f"SELECT email FROM accounts WHERE {condition}")[0]
        return names | {"<postcode>": names.get("<order.postcode>", "")}

    def holds(self, subject: str) -> str:
        """Everything that the shop has about an order number or an e-mail address."""
        tables = ("accounts", "newsletter") if "@" in subject else ("orders", "returns", "return_lines", "refunds")
        found = [
            f"{table}: {row}"
            for table in tables
            for row in self._rows(f"SELECT * FROM {table} WHERE {_subject(table)} = ?", subject)
        ]
        return "\n".join(found)

    def _fresh(self, query: str) -> tuple[str, ...]:
        column = query.split()[1].strip(",")
        rows = self._rows(f"{query} AND {column} NOT IN {_KNOWN} ORDER BY {column} DESC")
        row = next((row for row in rows if not self._given.intersection(row)), None)
        assert row, f"the stories have used up all of: {query}"
        self._given |= {row[0], row[-1]}  # the mailbox too: only so many mails go to one
        return row

    def _rows(self, query: str, *values: str) -> list[tuple[str, ...]]:
        with closing(sqlite3.connect(self._path)) as shop:
            return shop.execute(query, values).fetchall()


def _subject(table: str) -> str:
    return {"orders": "number", "accounts": "email", "newsletter": "email"}.get(table, "order_number")


class ShopFile:
    """The shop's database file of a stack that asks it over SQL."""

    def __init__(self, stack: Stack) -> None:
        self._path = Path(stack.environ["LOTSE_SHOP_DATABASE_URL"].removeprefix("sqlite:///"))

    @contextmanager
    def away(self) -> Iterator[None]:
        """It is not there for a while."""
        elsewhere = self._path.rename(self._path.with_suffix(".away"))
        yield
        elsewhere.rename(self._path)

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """Somebody else holds the whole of it for a while."""
        with closing(sqlite3.connect(self._path, isolation_level=None)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            yield


class ShopApi:
    """The REST API of the demo shop whose database is in `folder`, in a process that a test may end or freeze."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.settings = {"LOTSE_SHOP_URL": f"http://127.0.0.1:{port}", "LOTSE_SHOP_TOKEN": TOKEN}
        own = {name: value for name, value in os.environ.items() if not name.startswith("LOTSE_")}
        database = {"LOTSE_SHOP_DATABASE_URL": f"sqlite:///{folder / 'shop.db'}", "LOTSE_DATA_DIR": str(folder)}
        self._environ = own | database | self.settings
        self._log = folder / "shop-api.log"
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self._log.open("a") as out:
            command = [sys.executable, "-m", "actions", "shop"]
            self._process = subprocess.Popen(command, env=self._environ, stdout=out, stderr=out, text=True)
        until = monotonic() + 60
        while monotonic() < until and self._process.poll() is None:
            try:
                httpx.get(f"{self.settings['LOTSE_SHOP_URL']}/v1/articles", trust_env=False)
            except httpx.TransportError:
                sleep(0.05)
            else:
                return
        raise AssertionError(self._log.read_text())

    @contextmanager
    def away(self) -> Iterator[None]:
        """Nobody listens there for a while."""
        self.stop()
        yield
        self.start()

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """It takes what it is sent and answers nothing for a while."""
        assert self._process
        self._process.send_signal(signal.SIGSTOP)
        yield
        self._process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """End it."""
        if self._process:
            self._process.send_signal(signal.SIGCONT)
            self._process.terminate()
            self._process.wait(20)
