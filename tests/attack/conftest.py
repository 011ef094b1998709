"""Every attack is followed by the same questions: what was heard, what was changed, what broke, who noticed."""

import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.attack.fort import Fort, fort
from tests.attack.mallory import Mallory

Attacker = Callable[[], Mallory]
_ADDRESSES = count(1)
# All have read their log; so many of a crowd read it over the socket, too.
MOST_OVERHEARD = 8


def next_address() -> str:
    """A network address that nobody has had before."""
    number = next(_ADDRESSES)
    return f"198.18.{number // 250}.{number % 250 + 1}"


@pytest.fixture(scope="session")
def fortress(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fort]:
    """What all attacks are made on."""
    with fort(tmp_path_factory.mktemp("fort"), model) as built:
        yield built


class Rules:
    """What a test allows: orders that are Mallory's own for once, and rows of the shop that may come or go."""

    def __init__(self) -> None:
        self.own: frozenset[str] = frozenset()
        self.may_change = re.compile("nothing at all")


@pytest.fixture
def rules() -> Rules:
    """Nothing is Mallory's, nothing may change."""
    return Rules()


@pytest.fixture
def attacker(fortress: Fort, rules: Rules) -> Iterator[Attacker]:
    """Makes Mallorys, each at an address of their own; afterwards none of them may have got anything."""
    everybody: list[Mallory] = []

    def come() -> Mallory:
        everybody.append(Mallory(fortress.stack.service, next_address()))
        return everybody[-1]

    fortress.begin()
    before = fortress.treasure.rows()
    yield come
    for each in everybody[-MOST_OVERHEARD:]:
        each.overhear()
    for each in everybody:
        each.leave()
    heard = "\n".join(part for each in everybody for part in each.heard)
    told = "\n".join(part for each in everybody for part in each.told)
    assert not fortress.treasure.found_in(heard, told, rules.own)
    changed = set(before) ^ set(fortress.treasure.rows())
    assert not [row for row in changed if not rules.may_change.search(row)]
    assert not [status for each in everybody for status in each.statuses if status >= 500]
    assert not fortress.faults()
    assert fortress.is_well()


@pytest.fixture
def mallory(attacker: Attacker) -> Mallory:
    """One attacker."""
    return attacker()
