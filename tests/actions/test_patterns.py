"""No message takes longer to read than it is long: a pattern that looks back and forth is a way to stop the server."""

import importlib
import re
from pathlib import Path
from time import perf_counter

import pytest

from tests.actions.test_addresses import NASTY

PIECES = [
    *NASTY,
    *(
        "meld ",
        "meldmeld",
        "trag ",
        "bestell ",
        "nicht ",
        "not ",
        "alle ",
        "und ",
        "an ",
        "per ",
        "mail ",
        "e-",
        " x",
        "+",
    ),
    *("bw ", "b.w", "0", "0 ", "0.", "00 00 ", "O", "|", "@", "a@", "a.b@", "nummer ", "nr.", "stadt ", "\t", "\u200b"),
]
# What reads messages; elsewhere patterns read what was measured before, such as an address of 254 characters.
FOLDERS = ("", "forms", "reading", "replies")
SOURCES = sorted(path for folder in FOLDERS for path in Path("actions", folder).glob("[!_]*.py"))
MODULES = [".".join(path.with_suffix("").parts) for path in SOURCES]
PATTERNS = {
    f"{module}.{name}": pattern
    for module in MODULES
    for name, pattern in vars(importlib.import_module(module)).items()
    if isinstance(pattern, re.Pattern)
}
LONG = 4_000  # what is read of a message


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_reads_any_message_in_the_time_of_its_length(name):
    pattern = PATTERNS[name]
    for piece in PIECES:
        long = (piece * LONG)[:LONG]
        if seconds(pattern, long) > 0.03:
            quarter = min(seconds(pattern, long[: LONG // 4]) for _ in range(5))
            assert min(seconds(pattern, long) for _ in range(5)) < max(0.03, 8 * quarter), repr(piece)


def seconds(pattern, text):
    begun = perf_counter()
    for _ in pattern.finditer(text):
        pass
    return perf_counter() - begun
