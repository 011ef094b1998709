"""Whether everybody saw what the log says that they may see: all of it, once, in order, and nothing else."""

from collections.abc import Iterator, Sequence

from handover.domain.events import Audience
from tests.chaos.findings import Finding, Kind
from tests.chaos.logs import Logs
from tests.chaos.records import Frame


def of_customer(conversation: str, seen: Sequence[Frame], told: Sequence[Frame], logs: Logs) -> Iterator[Finding]:
    """What is wrong with what a customer saw on the socket, and with what they are told when they ask for it all."""
    shown = logs.shown(conversation, Audience.EVERYONE)
    yield from _compare(conversation, "the customer", seen, shown)
    yield from _compare(conversation, "the customer, over HTTP,", told, shown)


def of_agent(name: str, conversation: str, seen: Sequence[Frame], logs: Logs) -> Iterator[Finding]:
    """What is wrong with what an agent saw, who watched from the beginning until some time."""
    shown = logs.shown(conversation, Audience.STAFF)
    last = seen[-1]["seq"] if seen else 0
    bare = [{name: value for name, value in frame.items() if name != "conversation"} for frame in seen]
    yield from _compare(conversation, name, bare, [frame for frame in shown if frame["seq"] <= last])


def _compare(conversation: str, who: str, seen: Sequence[Frame], shown: Sequence[Frame]) -> Iterator[Finding]:
    numbers = [frame["seq"] for frame in seen]
    due = {frame["seq"]: frame for frame in shown}
    if missed := sorted(due.keys() - set(numbers)):
        yield Finding(Kind.LOST, conversation, f"{who} did not see {missed}")
    if twice := sorted({number for number in numbers if numbers.count(number) > 1}):
        yield Finding(Kind.DOUBLED, conversation, f"{who} saw {twice} more than once")
    elif numbers != sorted(numbers):
        yield Finding(Kind.OUT_OF_ORDER, conversation, f"{who} saw {numbers}")
    for frame in seen:
        if frame != due.get(frame["seq"]):
            yield Finding(Kind.WRONG_PERSON, conversation, f"{who} saw what is not for them: {frame}")


def last_shown(conversation: str, logs: Logs) -> int:
    """The number of the newest event that the customer may see."""
    return int(logs.shown(conversation, Audience.EVERYONE)[-1]["seq"])
