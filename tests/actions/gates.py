"""The identity gate on a database of a test, and turns that come to it."""

from collections.abc import Callable
from datetime import datetime

from actions.backend.port import Orders
from actions.database import Database
from actions.gate.attempts import Attempts
from actions.gate.orders import OrderGate
from actions.gate.records import Records
from actions.turn import Turn

MANY = 1_000


def order_gate(orders: Orders, database: Database, now: Callable[[], datetime], in_an_hour: int = MANY) -> OrderGate:
    """A gate for orders that remembers in `database`."""
    return OrderGate(orders, Attempts(Records(database), now, in_an_hour))


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
