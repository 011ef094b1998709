"""What must not be: its kinds, and where it was found."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What the run shows not to happen."""

    LOST = "lost"
    DOUBLED = "doubled"
    OUT_OF_ORDER = "out of order"
    LATE_REPLY = "late bot replies shown"
    DOUBLE_ASSIGNMENT = "double assignments"
    WRONG_PERSON = "seen by the wrong person"
    TIMER = "due timers not fired, or fired twice"
    OVER_CAPACITY = "agents over capacity"
    STRANGE = "answers that nothing explains"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, and in which conversation."""

    kind: Kind
    conversation: str
    what: str
