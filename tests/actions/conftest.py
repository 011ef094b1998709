"""The demo shop in a database of its own for each test, on a fixed day, and the actions on top of it."""

import shutil
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import psycopg
import pytest

from actions.backend.demo import seed
from actions.backend.sql import SqlShop
from actions.base import Access
from actions.database import Database
from actions.gate.accounts import AccountGate
from actions.mail.post import Post
from tests.actions.gates import account_gate, order_gate, post_to
from tests.actions.mailing import Inbox, mail_server
from tests.actions.serving import free_port, started
from tests.actions.talk import Talk

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=ZoneInfo("Europe/Zurich"))
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo shop as it is on the first day, in a SQLite file that no test changes."""
    path = tmp_path_factory.mktemp("shop") / "shop.db"
    database = Database(f"sqlite:///{path}", seconds=30, what="shop database")
    seed(database, TODAY)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def shop_file(seeded: Path, tmp_path: Path) -> Path:
    """The demo shop in a file of this test's own."""
    path = tmp_path / "shop.db"
    shutil.copy(seeded, path)
    return path


@pytest.fixture
def shop_database(shop_file: Path) -> Database:
    """The demo shop's SQLite database, with time for a busy machine."""
    return Database(f"sqlite:///{shop_file}", seconds=5, what="shop database")


@pytest.fixture
def gate_database(tmp_path: Path) -> Database:
    """An empty database for the gate."""
    return Database(f"sqlite:///{tmp_path / 'actions.db'}", seconds=5, what="gate database")


@pytest.fixture(scope="session")
def postgres(postgres_server: str) -> str:
    """A PostgreSQL server's URL for the blocking driver."""
    return postgres_server.replace("+asyncpg", "+psycopg")


@pytest.fixture(scope="session")
def seeded_in_postgres(postgres: str) -> str:
    """The name of a PostgreSQL database with the demo shop."""
    _execute(postgres, "CREATE DATABASE template_shop")
    database = Database(f"{postgres}/template_shop", seconds=30, what="shop database")
    seed(database, TODAY)
    database.close()
    return "template_shop"


@pytest.fixture
def shop_in_postgres(postgres: str, seeded_in_postgres: str) -> Iterator[Database]:
    """The demo shop in a PostgreSQL database of this test's own."""
    yield from _database(postgres, f"TEMPLATE {seeded_in_postgres}", "shop database")


@pytest.fixture
def gate_in_postgres(postgres: str) -> Iterator[Database]:
    """An empty PostgreSQL database for the gate."""
    yield from _database(postgres, "", "gate database")


@pytest.fixture(params=["shop_database", "shop_in_postgres"], ids=["sqlite", "postgresql"])
def any_shop_database(request: pytest.FixtureRequest) -> Database:
    """The demo shop in either kind of database: what holds on one must hold on the other."""
    database: Database = request.getfixturevalue(request.param)
    return database


@pytest.fixture(params=["gate_database", "gate_in_postgres"], ids=["sqlite", "postgresql"])
def any_gate_database(request: pytest.FixtureRequest) -> Database:
    """The gate's database, empty, of either kind."""
    database: Database = request.getfixturevalue(request.param)
    return database


@pytest.fixture
def shop(shop_database: Database) -> SqlShop:
    """The demo shop."""
    return SqlShop(shop_database, lambda: NOW)


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    """Where blocking work runs."""
    pool = ThreadPoolExecutor(8)
    yield pool
    pool.shutdown(wait=True, cancel_futures=True)


@pytest.fixture(scope="session")
def mail_box() -> Iterator[tuple[Inbox, int]]:
    """A real mail server for all tests, and its port."""
    with mail_server() as served:
        yield served


@pytest.fixture
def inbox(mail_box: tuple[Inbox, int]) -> Inbox:
    """The mails that were sent in this test."""
    mail_box[0].envelopes.clear()
    return mail_box[0]


@pytest.fixture
def post(mail_box: tuple[Inbox, int], inbox: Inbox, gate_database: Database) -> Post:
    """Where the actions hand in their mails."""
    return post_to(f"smtp://127.0.0.1:{mail_box[1]}", gate_database, lambda: NOW)


@pytest.fixture
def gate_at(
    shop: SqlShop, any_gate_database: Database, inbox: Inbox, mail_box: tuple[Inbox, int]
) -> Callable[..., AccountGate]:
    """The gate for accounts as it is after a while."""
    any_gate_database.seconds = 5

    def at(later: timedelta = timedelta(0)) -> AccountGate:  # it cannot change
        post = post_to(f"smtp://127.0.0.1:{mail_box[1]}", any_gate_database, lambda: NOW + later)
        return account_gate(shop, any_gate_database, lambda: NOW + later, post)

    return at


@pytest.fixture
def access(shop: SqlShop, gate_database: Database, threads: ThreadPoolExecutor, post: Post) -> Access:
    """What actions can reach: the demo shop behind its gate."""
    return Access(
        catalogue=shop,
        gate=order_gate(shop, gate_database, lambda: NOW, post=post),
        accounts=account_gate(shop, gate_database, lambda: NOW, post),
        threads=threads,
        now=lambda: NOW,
        shop_seconds=5,
        action_seconds=20,
    )


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, seeded: Path) -> Path:
    """The data of the action server that runs."""
    place = tmp_path_factory.mktemp("data")
    shutil.copy(seeded, place / "shop.db")
    return place


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[str]:
    """The URL of a running action server."""
    port = free_port()
    process = started(folder, port)
    yield f"http://127.0.0.1:{port}"
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0, (folder / "log").read_text()


@pytest.fixture
def talk(access: Access) -> Callable[..., Talk]:
    """Begins a conversation."""

    def begin(language: str = "de", email: str | None = None, conversation: str | None = None) -> Talk:
        return Talk(access, language, email, conversation or str(uuid4()))

    return begin


def _database(server: str, how: str, what: str) -> Iterator[Database]:
    name = f"shop_{uuid4().hex}"
    _execute(server, f"CREATE DATABASE {name} {how}")
    database = Database(f"{server}/{name}", seconds=2, what=what)
    yield database
    database.close()
    _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def _execute(server: str, statement: str) -> None:
    with psycopg.connect(f"{server}/postgres".replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(statement)
