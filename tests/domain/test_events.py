"""What a customer may read of each event, as the table in docs/protocol.md says it."""

from typing import Any

import pytest

from handover.domain.events import EVENT_TYPES, Event, visible_to_customer
from tests.builders import NOW

MESSAGE = {
    "id": "m",
    "author": {"kind": "bot", "name": "Lotse"},
    "text": "Guten Tag",
    "choices": [{"label": "Ja", "value": "x"}],
    "attachments": [],
    "audience": "everyone",
    "reply_to": "n",
}
DUE = "2026-11-24T09:00:00+00:00"
WAIT = {"why": "closed", "opens_at": DUE, "answer_by": DUE}
AGENT = {"id": "a", "name": "Ann"}
PAGE = {"url": "https://shop.example/", "title": "Start"}

# Event, all its fields as staff read them, and what the customer reads of it: None when not even that it happened.
TABLE: list[tuple[str, dict[str, Any], dict[str, Any] | None]] = [
    (
        "conversation_opened",
        {"language": "de", "page": PAGE, "channel": "web", "customer": {"email": "mia@example.com"}},
        {"language": "de", "page": PAGE, "channel": "web"},
    ),
    ("message_posted", MESSAGE, MESSAGE),
    (
        "turn_understood",
        {
            "message_id": "m",
            "asked": None,
            "order_state": "shipped",
            "intent": "greet",
            "confidence": 0.9,
            "threshold": 0.8,
            "ranking": [],
            "entities": [],
            "language": "de",
            "fallback": False,
            "meant": None,
            "also": ["return_item"],
            "model": "x",
            "actions": [],
            "ms": 7,
        },
        None,
    ),
    ("reply_dropped", {"message_id": "m", "text": "zu spät", "actions": [], "signals": []}, None),
    ("failure_recorded", {"message_id": "m", "failure_id": "f", "kind": "gave_up", "touchpoint": "cart"}, None),
    ("access_refused", {"message_id": "m", "kind": "wrong_postcode", "subject": "BW-104512"}, None),
    ("escalated", {"reason": "complaint", "context": {"order": "BW-104512"}}, {}),
    ("withdrawn", {}, {}),
    ("told_to_wait", WAIT, WAIT),
    ("offered", {"agent": AGENT, "until": DUE}, None),
    ("offer_lapsed", {"agent": AGENT, "why": "late"}, None),
    ("accepted", {"agent": AGENT}, {"agent": {"name": "Ann"}}),
    ("released", {"agent": AGENT, "reason": "given_back", "to": None}, {}),
    ("returned_to_bot", {"agent": AGENT, "summary": "schwierig", "slots": {"product": "Seil"}}, {}),
    ("promised", {"due_at": DUE}, {"due_at": DUE}),
    ("promise_kept", {"due_at": DUE, "agent": AGENT}, {"due_at": DUE}),
    ("promise_broken", {"due_at": DUE}, {"due_at": DUE}),
    ("resolved", {"agent": AGENT, "outcome": "solved_by_agent", "cause": "misunderstood", "note": "na ja"}, {}),
    ("closed", {"outcome": "gave_up_with_bot"}, {}),
    ("reopened", {}, {}),
    (
        "judged",
        {"message_seq": 4, "helpful": False, "comment": "nein"},
        {"message_seq": 4, "helpful": False, "comment": "nein"},
    ),
    ("rated", {"stars": 2, "comment": None}, {"stars": 2, "comment": None}),
    ("visited", PAGE, PAGE),
    ("language_changed", {"language": "en"}, {"language": "en"}),
]


def test_the_table_names_every_event_with_all_its_fields() -> None:
    assert {name: frozenset(fields) for name, fields, _ in TABLE} == {
        name: kind.fields for name, kind in EVENT_TYPES.items()
    }


@pytest.mark.parametrize(("name", "fields", "visible"), TABLE, ids=[name for name, _, _ in TABLE])
def test_a_customer_reads_of_an_event_what_the_table_allows(
    name: str, fields: dict[str, Any], visible: dict[str, Any] | None
) -> None:
    assert visible_to_customer(Event(name, NOW, fields)) == visible


@pytest.mark.parametrize("audience", ["staff", "STAFF", "", None, "nobody", ["everyone"]])
def test_a_message_for_anybody_but_everyone_is_hidden(audience: object) -> None:
    assert visible_to_customer(Event("message_posted", NOW, MESSAGE | {"audience": audience})) is None


def test_a_message_whose_audience_was_forgotten_is_hidden() -> None:
    forgotten = {name: value for name, value in MESSAGE.items() if name != "audience"}
    assert visible_to_customer(Event("message_posted", NOW, forgotten)) is None
