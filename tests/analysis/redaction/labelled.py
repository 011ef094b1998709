"""Customers' messages in which personal data is marked, and how much of it redaction finds.

`python -m tests.analysis.redaction.labelled dev` tells the figures of a part with what was missed and what was taken
wrongly; `held_out` tells the figures alone. What is told there must not be tuned on.
"""

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from handover.analysis.redaction import Known, Span, clean, spans

DATA = Path(__file__).with_name("data")
_MARK = re.compile(r"\{(\w+):([^}]*)\}")


@dataclass(frozen=True)
class Labelled:
    text: str
    marked: list[Span]
    learned: Known


@dataclass
class Measured:
    texts: int = 0
    marked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wrongly: int = 0
    missed: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found.total() / self.marked.total()

    @property
    def wrongly_per_100(self) -> float:
        return 100 * self.wrongly / self.texts


def part(name: str, language: str) -> list[Labelled]:
    lines = (DATA / f"{name}.{language}.txt").read_text("utf-8").splitlines()
    return [_read(line) for line in lines]


def _read(line: str) -> Labelled:
    line, _, learned = clean(line).partition(" << ")
    text, marked = "", []
    for piece in re.split(r"(\{\w+:[^}]*\})", line):
        if match := _MARK.fullmatch(piece):
            marked.append(Span(len(text), len(text) + len(match[2]), match[1]))
            text += match[2]
        else:
            text += piece
    return Labelled(text, marked, _learned([value.strip() for value in learned.split("|") if value]))


def _learned(values: list[str]) -> Known:
    emails = tuple(value for value in values if "@" in value)
    orders = tuple(value for value in values if value.startswith("BW-"))
    addresses = tuple(value for value in values if "," in value)
    names = tuple(value for value in values if value not in emails + orders + addresses)
    return Known(names=names, emails=emails, orders=orders, addresses=addresses)


def measure(labelled: list[Labelled]) -> Measured:
    """A marked span counts as found only if no letter and no digit of it stays.

    A word outside all of them that goes counts as taken wrongly; several in a row that go together count once.
    """
    result = Measured(texts=len(labelled))
    for one in labelled:
        gone = _inside(spans(one.text, one.learned))
        personal = _inside(one.marked)
        for span in one.marked:
            result.marked[span.kind] += 1
            left = [at for at in range(span.start, span.end) if one.text[at].isalnum() and at not in gone]
            if left:
                result.missed.append(f"{one.text[span.start : span.end]!r} in {one.text!r}")
            else:
                result.found[span.kind] += 1
        for span in spans(one.text, one.learned):
            too_much = [at for at in range(span.start, span.end) if one.text[at].isalnum() and at not in personal]
            if too_much:
                result.wrongly += 1
                result.taken.append(f"{''.join(one.text[at] for at in too_much)!r} in {one.text!r}")
    return result


def _inside(found: list[Span]) -> set[int]:
    return {at for span in found for at in range(span.start, span.end)}


if __name__ == "__main__":
    chosen = sys.argv[1]
    for language in ("de", "en"):
        told = measure(part(chosen, language))
        found, marked = told.found.total(), told.marked.total()
        print(f"{chosen} {language}: {told.texts} texts, {found} of {marked} spans found = {told.recall:.4f},", end=" ")
        print(f"taken wrongly {told.wrongly} = {told.wrongly_per_100:.1f} per 100 texts")
        print("  ", {kind: f"{told.found[kind]}/{count}" for kind, count in told.marked.items()})
        if chosen != "held_out":
            print(*(f"   missed  {line}" for line in told.missed), sep="\n")
            print(*(f"   wrongly {line}" for line in told.taken), sep="\n")
