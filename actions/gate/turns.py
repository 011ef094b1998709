"""A customer's turn as the gate counts it."""

from actions.gate.attempts import Asker
from actions.turn import Turn


def asker_of(turn: Turn) -> Asker:
    """Who answers the gate in this turn."""
    if not turn.id:
        raise ValueError("a turn without an id cannot be counted")
    return Asker(turn.conversation, turn.id, turn.client)


def key(turn: Turn, what: str) -> str:
    """The idempotency key of a change in this turn: the turn may be repeated, the change is made once."""
    if not turn.id:
        raise ValueError("a change in a turn without an id could be made twice")
    return f"{turn.id}/{what}"
