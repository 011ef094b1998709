"""How long a customer has already gone without help: the rungs that both ladders step on."""

from itertools import takewhile

from actions.turn import Event, Turn

NOT_HELPED = frozenset({"action_fallback", "action_out_of_scope"})


def rung(turn: Turn) -> int:
    """One more than the customer's turns directly before this one in which the bot could not help."""
    ended_here: list[bool] = []
    newest = ""
    for event in turn.events:
        kind = event.get("event")
        if kind in {"session_started", "restart"}:
            ended_here = []
        elif kind == "user" and (not ended_here or _turn_of(event) != newest):
            # Further wishes of one message are messages of the same turn.
            newest = _turn_of(event)
            ended_here.append(False)
        elif kind == "action" and event.get("name") in NOT_HELPED and ended_here:
            ended_here[-1] = True
    return 1 + len(list(takewhile(bool, reversed(ended_here[:-1]))))


def _turn_of(message: Event) -> str:
    metadata = message.get("metadata") or {}
    return str(metadata.get("turn") or message.get("message_id") or id(message))
