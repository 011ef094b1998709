"""Personal data leaves a text before it enters the failure log, which lives longer than the conversation."""

from collections.abc import Iterable

from handover.analysis.redaction import contact, names, numbers, places
from handover.analysis.redaction.known import Known, known
from handover.analysis.redaction.span import TAKEN, Finder, Span, clean

__all__ = ["Known", "Span", "clean", "redact", "spans"]

# In this order: what looks like several things is taken as the first.
_FIRST: tuple[Finder, ...] = (
    contact.email,
    contact.link,
    contact.account,
    numbers.iban,
    numbers.state,
    numbers.card,
    contact.phone,
    numbers.secret,
    numbers.birthday,
    numbers.document,
    numbers.order,
    numbers.number,
)
_NOTHING = Known()


def redact(text: str, learned: Known = _NOTHING) -> str:
    """`text` with what tells who somebody is replaced by placeholders such as `[email]`.

    Args:
        text: What somebody wrote.
        learned: What the conversation knows of its customer; it leaves wherever it stands.
    """
    text = clean(text)
    parts, at = [], 0
    for span in spans(text, learned):
        parts += [text[at : span.start], f"[{span.kind}]"]
        at = span.end
    return "".join(parts) + text[at:]


def spans(text: str, learned: Known = _NOTHING) -> list[Span]:
    """Where personal data stands in a text that is `clean`, in order; none overlaps another."""
    found = _Found(text)
    found.take(known(text, learned))
    for find in _FIRST:
        found.take(find(found.masked))
    found.take(places.street(found.masked))
    found.take(places.postcode(found.masked))
    streets, postcodes = found.of("street"), found.of("postcode")
    found.take(places.city(found.masked, postcodes, streets))
    found.take(names.before_street(found.masked, [span.start for span in streets]))
    found.take(names.name(found.masked))
    return found.joined()


class _Found:
    """What was found so far, and the text with it taken out."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.masked = text
        self.spans: list[Span] = []

    def take(self, found: Iterable[Span]) -> None:
        """Take those that do not overlap what was taken before."""
        for span in found:
            if span.end > span.start and TAKEN not in self.masked[span.start : span.end]:
                self.spans.append(span)
                self.masked = self.masked[: span.start] + TAKEN * (span.end - span.start) + self.masked[span.end :]

    def of(self, kind: str) -> list[Span]:
        """Those of a kind."""
        return [span for span in self.spans if span.kind == kind]

    def joined(self) -> list[Span]:
        """In order; parts of one name or address in one span."""
        merged: list[Span] = []
        for span in sorted(self.spans, key=lambda each: each.start):
            last = merged[-1] if merged else None
            if last and last.kind == span.kind == "name" and self.text[last.end : span.start].strip(" ,.") == "":
                merged[-1] = Span(last.start, span.end, span.kind)
            else:
                merged.append(span)
        return merged
