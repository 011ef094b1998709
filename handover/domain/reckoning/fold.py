"""From the log of a conversation to what reports count, what followed its failures, and what nobody noticed."""

from collections.abc import Callable, Mapping, Sequence

from handover.domain.conversation import Conversation
from handover.domain.events import Event, Floor
from handover.domain.failure import FOUND_LATER, first_of, in_form, not_read
from handover.domain.journey import JourneyMap, without_query
from handover.domain.reckoning.contact import Contact, matter_of
from handover.domain.reckoning.returns import DURABLE_AFTER, RESOLVED
from handover.domain.reckoning.sheet import Aftermath, Reckoned, Sheet, Silent, Turn, Visit
from handover.domain.team import Plan


def reckon(conversation: Conversation, log: Sequence[Event], plan: Plan, journey: JourneyMap) -> Reckoned:
    """Reckon a conversation from its whole log.

    Args:
        conversation: Whose log it is; only its id and when it was opened are read.
        log: All its events, in order.
        plan: Whose queue it was in.
        journey: Where the customer met us.
    """
    start = Conversation(conversation.id, conversation.opened_at)
    contact = Contact(conversation.id, conversation.opened_at)
    sheet = Sheet(plan, start, contact, found_later=_found_later(log))
    for event in log:
        sheet.spend(event)
        before = sheet.state
        sheet.state = before.apply(event)
        sheet.change(seq=event.seq)
        if handle := _HANDLERS.get(event.name):
            handle(sheet, event, before)
    judged = sheet.judged.values()
    sheet.change(
        language=sheet.state.language,
        helpful=sum(judged),
        unhelpful=len(judged) - sum(judged),
        failure=first_of(aftermath.kind for aftermath in sheet.aftermaths),
        touchpoint=journey.touchpoint(sheet.page, sheet.contact.matter, sheet.order_state),
    )
    return Reckoned(sheet.contact, sheet.aftermaths, sheet.silent, sheet.visits, sheet.came_back)


def _found_later(log: Sequence[Event]) -> dict[str, Aftermath]:
    failed = [event.data for event in log if event.name == "failure_recorded"]
    return {
        data["message_id"]: Aftermath(data["failure_id"], data["kind"])
        for data in failed
        if data["kind"] in FOUND_LATER
    }


def _opened(sheet: Sheet, event: Event, _before: Conversation) -> None:
    sheet.visits.append(Visit(event.at))
    sheet.page = without_query(event.data["page"])
    sheet.change(page=sheet.page["url"] if sheet.page else None)


def _posted(sheet: Sheet, event: Event, before: Conversation) -> None:
    kind, data = event.data["author"]["kind"], event.data
    if data["audience"] != "everyone" or kind == "system":
        return
    if kind == "customer":
        sheet.asked_at = sheet.asked_at or event.at
        sheet.change(said_at=event.at)
        if before.floor is Floor.BOT:
            sheet.turns.append(Turn(data["id"], event.at))
            sheet.change(turns=sheet.contact.turns + 1)
            sheet.followed("chose" if data["text"] in sheet.labels else "rephrased")
            if late := sheet.found_later.get(data["id"]):
                sheet.aftermaths.append(late)
        return
    if sheet.asked_at and sheet.contact.first_answer_s is None:
        sheet.change(first_answer_s=(event.at - sheet.asked_at).total_seconds())
    if kind == "agent":
        sheet.people_spoke = True
    elif turn := sheet.turn(data.get("reply_to")):
        sheet.labels = frozenset(choice["label"] for choice in data["choices"])
        turn.reply += data["text"]
        _asked_again(sheet, turn)


def _asked_again(sheet: Sheet, turn: Turn) -> None:
    """The same matter, the same answer: the first one did not help.

    What asks the customer for something is no answer yet: a form asks the same for each order.
    """
    if turn.matter is None or turn.asking or turn.failed:
        return
    for earlier in sheet.turns[sheet.part :]:
        if earlier is turn:
            return
        if (earlier.matter, earlier.reply, earlier.asking) == (turn.matter, turn.reply, False) and not earlier.failed:
            earlier.failed = True
            sheet.silent.append(Silent(earlier.message_id, earlier.at, "asked_again"))


def _understood(sheet: Sheet, event: Event, _before: Conversation) -> None:
    data = event.data
    if not not_read(fallback=data["fallback"], actions=data["actions"]):
        sheet.change(understood=sheet.contact.understood + 1)
    # Not in what was understood before there was a map.
    sheet.order_state = sheet.order_state or data.get("order_state")
    matter = matter_of(data)
    if turn := sheet.turn(data["message_id"]):
        turn.matter = matter
        turn.asking = data.get("asked") is not None or in_form(data["actions"])
    if matter is None:
        return
    _came_back(sheet, matter, event)
    sheet.visits[-1].matters.append(matter)
    if matter not in sheet.contact.matters:
        sheet.change(matters=(*sheet.contact.matters, matter))


def _came_back(sheet: Sheet, matter: str, event: Event) -> None:
    """What was resolved in this very conversation is asked about once more."""
    if sheet.resolved_at is None or event.at > sheet.resolved_at + DURABLE_AFTER:
        return
    earlier = [turn for turn in sheet.turns[: sheet.part] if turn.matter == matter]
    if not earlier:
        return
    sheet.came_back = True
    if not earlier[-1].failed:
        earlier[-1].failed = True
        sheet.silent.append(Silent(earlier[-1].message_id, earlier[-1].at, "came_back"))


def _failed(sheet: Sheet, event: Event, _before: Conversation) -> None:
    data = event.data
    if data["message_id"] not in sheet.found_later:
        sheet.aftermaths.append(Aftermath(data["failure_id"], data["kind"]))
    if turn := sheet.turn(data["message_id"]):
        turn.failed = True
        sheet.change(failed=sheet.contact.failed + 1)
    sheet.silent = [one for one in sheet.silent if one.message_id != data["message_id"]]


def _escalated(sheet: Sheet, event: Event, _before: Conversation) -> None:
    reason = event.data["reason"]
    sheet.followed("asked_for_person" if reason == "asked_for_person" else "handed_over")
    sheet.charge()
    sheet.change(
        handovers=sheet.contact.handovers + 1,
        reason=sheet.contact.reason or reason,
        team=sheet.plan.needs(sheet.state).team,
    )


def _released(sheet: Sheet, _event: Event, _before: Conversation) -> None:
    sheet.change(team=sheet.plan.needs(sheet.state).team)


def _resolved(sheet: Sheet, event: Event, _before: Conversation) -> None:
    sheet.change(cause=event.data["cause"])
    if sheet.charged:
        sheet.charged.helped_by = event.data["agent"]["name"]


def _closed(sheet: Sheet, event: Event, _before: Conversation) -> None:
    outcome = event.data["outcome"]
    sheet.followed("left")
    sheet.unhelped = len(sheet.aftermaths)
    sheet.change(ended_at=event.at, outcome=outcome)
    if outcome in RESOLVED:
        sheet.part, sheet.resolved_at = len(sheet.turns), event.at


def _returned(sheet: Sheet, _event: Event, _before: Conversation) -> None:
    sheet.unhelped = len(sheet.aftermaths)


def _reopened(sheet: Sheet, event: Event, _before: Conversation) -> None:
    sheet.visits.append(Visit(event.at))
    sheet.change(ended_at=None, outcome=None)


def _promised(sheet: Sheet, _event: Event, _before: Conversation) -> None:
    sheet.followed("promised")


def _rated(sheet: Sheet, event: Event, _before: Conversation) -> None:
    whose = "people_stars" if sheet.people_spoke else "bot_stars"
    sheet.change(**{whose: event.data["stars"]})


def _judged(sheet: Sheet, event: Event, _before: Conversation) -> None:
    sheet.judged[event.data["message_seq"]] = event.data["helpful"]


def _kept(sheet: Sheet, _event: Event, _before: Conversation) -> None:
    sheet.change(promises_kept=sheet.contact.promises_kept + 1)


def _broken(sheet: Sheet, _event: Event, _before: Conversation) -> None:
    sheet.change(promises_broken=sheet.contact.promises_broken + 1)


_HANDLERS: Mapping[str, Callable[[Sheet, Event, Conversation], None]] = {
    "conversation_opened": _opened,
    "message_posted": _posted,
    "turn_understood": _understood,
    "failure_recorded": _failed,
    "escalated": _escalated,
    "released": _released,
    "resolved": _resolved,
    "closed": _closed,
    "returned_to_bot": _returned,
    "reopened": _reopened,
    "promised": _promised,
    "promise_kept": _kept,
    "promise_broken": _broken,
    "rated": _rated,
    "judged": _judged,
}
