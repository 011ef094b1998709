"""The identity gate on a database of a test, and turns that come to it."""

from collections.abc import Callable
from datetime import datetime

from pydantic import SecretStr

from actions.backend.port import Accounts, Orders
from actions.database import Database
from actions.gate.accounts import AccountGate
from actions.gate.attempts import Attempts
from actions.gate.letters import Letters
from actions.gate.orders import OrderGate
from actions.gate.records import Records
from actions.mail.post import Post
from actions.settings import Settings
from actions.turn import Turn

MANY = 1_000


def post_to(url: str, database: Database, now: Callable[[], datetime]) -> Post:
    """A post that hands mails to the server at `url`, or to none where it is empty."""
    return Post(Settings(smtp_url=SecretStr(url)), database, now)


def order_gate(
    orders: Orders,
    database: Database,
    now: Callable[[], datetime],
    in_an_hour: int = MANY,
    post: Post | None = None,
    no_sooner_s: float = 0,
) -> OrderGate:
    """A gate for orders that remembers in `database`."""
    records = Records(database)
    letters = Letters(records, now, "a secret")
    return OrderGate(
        orders, Attempts(records, now, in_an_hour), letters, post or post_to("", database, now), no_sooner_s
    )


def account_gate(accounts: Accounts, database: Database, now: Callable[[], datetime], post: Post) -> AccountGate:
    """A gate for accounts that remembers in `database` and hands its mails to `post`."""
    records = Records(database)
    letters = Letters(records, now, "a secret")
    return AccountGate(accounts, Attempts(records, now, MANY), letters, post)


def turn(
    number: int | str = 1, *, email: str | None = None, conversation: str = "c1", client: str | None = "c0ffee"
) -> Turn:
    """A customer's turn, as far as the gate looks at it."""
    return Turn(
        conversation=conversation,
        id=f"turn-{number}",
        language="de",
        text="",
        intent="inform",
        ranking=(),
        entities=(),
        identity={"email": email} if email else {},
        client=client,
        slots={},
        events=(),
    )
