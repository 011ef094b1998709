"""Which topic is still which after all failures were grouped anew."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

# Topics of a few failures are coarse. By then there are as many new ones as had been grouped, and they tell better.
_GROWN = 2


def is_grown(count: int, before: int) -> bool:
    """Whether `count` failures are so many more than the `before` that were last grouped as a whole."""
    return count >= _GROWN * before


def goes_on_in(groups: Sequence[Collection[str]], was: Mapping[str, str]) -> dict[str, int]:
    """The number of the group that has most of the failures of each topic; a topic that none has any of is left out.

    Args:
        groups: The ids of failures that belong together now.
        was: By failure the topic that it had.
    """
    shared = _shared(groups, was)
    found: dict[str, int] = {}
    for topic, number in sorted(shared, key=lambda pair: (-shared[pair], pair[1])):
        found.setdefault(topic, number)
    return found


def heirs(groups: Sequence[Collection[str]], was: Mapping[str, str]) -> dict[int, str]:
    """By the number of a group the topic that it is: of those that go on in it the one that brings most failures.

    A group that no topic goes on in is a new one.
    """
    shared = _shared(groups, was)
    found: dict[int, str] = {}
    going = goes_on_in(groups, was)
    for topic in sorted(going, key=lambda one: (-shared[one, going[one]], one)):
        found.setdefault(going[topic], topic)
    return found


def _shared(groups: Sequence[Collection[str]], was: Mapping[str, str]) -> Counter[tuple[str, int]]:
    return Counter((was[one], number) for number, members in enumerate(groups) for one in members if one in was)
