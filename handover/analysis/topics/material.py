"""What is grouped, and what comes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Said:
    """A failure as far as it tells what the customer meant.

    Attributes:
        id: Of the failure.
        text: Their words, redacted.
        language: What they wrote in, as `de` or `de-CH`.
        ranking: What the bot took it for, as pairs of intent and confidence.
        topic: The topic that it belongs to already, or None.
    """

    id: str
    text: str
    language: str
    ranking: Sequence[tuple[str, float]] = ()
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Grouping:
    """Who belongs to what.

    Attributes:
        joined: Failure to a topic that there was before.
        found: New topics, the largest first, each with the ids of its failures.
        names: Telling words by language: of topics that were joined by their id, of new ones by `new-0`, `new-1`, …
    """

    joined: Mapping[str, str] = field(default_factory=dict)
    found: Sequence[Sequence[str]] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
