"""Every kind of event is sent to a customer's socket and read again: both show the same, and nothing more."""

from typing import Any
from uuid import UUID

import pytest

from handover.domain.events import EVENT_TYPES, Event
from tests.service import House

pytestmark = pytest.mark.asyncio(loop_scope="session")

DUE = "2026-11-24T09:00:00+00:00"
SECRET = "nur für uns"


def _story(ann: dict[str, str]) -> list[tuple[str, dict[str, Any]]]:
    """All kinds of events in an order that can happen; what a customer must not read says so."""
    message = {"id": "m", "author": {"kind": "agent", "name": "Ann"}, "choices": [], "attachments": []}
    understood = dict.fromkeys(EVENT_TYPES["turn_understood"].fields, SECRET) | {
        "actions": [{"name": SECRET, "ok": True}]
    }
    escalated = ("escalated", {"reason": "complaint", "context": {"order": SECRET}})
    accepted = ("accepted", {"agent": ann})
    return [
        ("message_posted", message | {"text": "Guten Tag", "audience": "everyone"}),
        ("message_posted", message | {"text": SECRET, "audience": "staff"}),
        ("turn_understood", understood),
        ("reply_dropped", {"message_id": "m", "text": SECRET, "actions": [SECRET], "signals": []}),
        ("failure_recorded", {"message_id": "m", "failure_id": SECRET, "kind": SECRET, "touchpoint": SECRET}),
        ("access_refused", {"message_id": "m", "kind": SECRET, "subject": SECRET}),
        ("access_refused", {"message_id": None, "kind": SECRET, "subject": SECRET}),
        ("judged", {"message_seq": 1, "helpful": True, "comment": None}),
        escalated,
        ("withdrawn", {}),
        escalated,
        ("told_to_wait", {"why": "closed", "opens_at": DUE, "answer_by": DUE}),
        ("offered", {"agent": ann | {"name": SECRET}, "until": DUE}),
        ("offer_lapsed", {"agent": ann | {"name": SECRET}, "why": SECRET}),
        accepted,
        ("released", {"agent": ann | {"name": SECRET}, "reason": SECRET, "to": None}),
        accepted,
        ("returned_to_bot", {"agent": {"name": SECRET}, "summary": SECRET, "slots": {"product": SECRET}}),
        ("language_changed", {"language": "en"}),
        ("language_changed", {"language": "de"}),
        escalated,
        accepted,
        ("resolved", {"agent": {"name": SECRET}, "outcome": SECRET, "cause": SECRET, "note": SECRET}),
        ("closed", {"outcome": "solved_by_agent"}),
        ("rated", {"stars": 5, "comment": None}),
        ("visited", {"url": "/shop/cart", "title": ""}),
        ("reopened", {}),
        ("promised", {"due_at": DUE}),
        ("promise_broken", {"due_at": DUE}),
        ("closed", {"outcome": "promise_broken"}),
        ("promise_kept", {"due_at": DUE, "agent": ann | {"name": SECRET}}),
    ]


async def test_every_event_is_shown_to_the_customer_as_far_as_the_table_says_live_and_later(house: House) -> None:
    ann = {"id": str(house.service.staff.ann.id), "name": "Ann"}
    story = _story(ann)
    assert {name for name, _ in story} | {"conversation_opened"} == set(EVENT_TYPES)
    cleo = await house.cleo()
    hidden = [name for name, data in story if EVENT_TYPES[name].customer is None or data.get("text") == SECRET]
    async with cleo.reading() as socket:
        snapshot = await socket.next()
        live = [await socket.next()]
        events = [Event(name, house.service.clock.now(), data) for name, data in story]
        # Two at a time, since an end is two events; the socket reads on in between.
        for number in range(0, len(events), 2):
            async with house.service.lotse.store.transaction() as tx:
                await tx.record(await tx.take(UUID(cleo.id)), *events[number : number + 2])
        while len(live) < 1 + len(story) - len(hidden):
            frame = await socket.next()
            live += [frame] if frame["type"] == "event" else []
    assert snapshot["last_seq"] == 1
    assert SECRET not in str(live)
    assert ann["id"] not in str(live)
    assert live == (await cleo.events())["events"]
    whole = (await house.ann.http.get(cleo.path("events"))).json()["events"]
    assert [one["name"] for one in whole] == ["conversation_opened", *(name for name, _ in story)]
    assert [one["seq"] for one in whole] == list(range(1, len(story) + 2))
