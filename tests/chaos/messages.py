"""Whether what was acknowledged is in the log: once, where it was said to be, in the order of its sender."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence

from tests.chaos.findings import Finding, Kind
from tests.chaos.logs import Logs
from tests.chaos.records import Sent


def compare(sent: Sequence[Sent], tried: Container[str], logs: Logs) -> Iterator[Finding]:
    """What is wrong with the messages of customers and agents, and with the numbers of the logs."""
    places = _places(logs)
    for one in sent:
        found = places[one.id]
        if not found:
            yield Finding(Kind.LOST, one.conversation, f"{one.sender}'s message {one.id}, acknowledged as {one.seq}")
        elif len(found) > 1:
            yield Finding(Kind.DOUBLED, one.conversation, f"{one.sender}'s message {one.id} is at {found}")
        elif found != [(one.conversation, one.seq, one.text)]:
            yield Finding(Kind.STRANGE, one.conversation, f"message {one.id}, acknowledged as {one.seq}, is at {found}")
    yield from _of_nobody(tried, logs)
    yield from _out_of_order(sent)
    for conversation, log in logs.of.items():
        numbers = [each.event.seq for each in log]
        if numbers != list(range(1, len(log) + 1)):
            yield Finding(Kind.OUT_OF_ORDER, conversation, f"the log's numbers are {numbers}")


def _places(logs: Logs) -> defaultdict[str, list[tuple[str, int, str]]]:
    places = defaultdict(list)
    for conversation, log in logs.of.items():
        for event in (each.event for each in log):
            if event.name == "message_posted":
                places[event.data["id"]].append((conversation, event.seq, event.data["text"]))
    return places


def _of_nobody(tried: Container[str], logs: Logs) -> Iterator[Finding]:
    """What a person is said to have written and never sent."""
    for conversation, log in logs.of.items():
        for event in (each.event for each in log if each.event.name == "message_posted"):
            if event.data["author"]["kind"] in {"customer", "agent"} and event.data["id"] not in tried:
                yield Finding(Kind.STRANGE, conversation, f"nobody sent {event.seq}: {event.data['text']}")


def _out_of_order(sent: Sequence[Sent]) -> Iterator[Finding]:
    last: Counter[tuple[str, str]] = Counter()
    for one in sent:
        whose = (one.conversation, one.sender)
        if one.seq <= last[whose]:
            yield Finding(Kind.OUT_OF_ORDER, one.conversation, f"{one.sender} sent {one.seq} after {last[whose]}")
        last[whose] = one.seq
