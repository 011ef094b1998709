"""The bodies of what owners ask for besides what all staff does."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from handover.domain.gap import GapState
from handover.web.bodies import Body, Repeatable
from handover.web.fields import ONE_LINE, Address, Filter, Name

# Only what JSON calls a number: `true` and `"1.5"` were meant otherwise.
Figure = Annotated[float, Field(strict=True, allow_inf_nan=False)]


def _figure(most: float, unit: str) -> Any:
    return Field(None, ge=0, le=most, description=unit)


class Assumptions(Body):
    """What an owner knows better than it is measured; what is left out or null is measured, where it can be."""

    contacts_per_day: Figure | None = _figure(10_000_000, "On a day on which the service answers.")
    simple_share: Figure | None = _figure(1, "Of all contacts, those that need no person; 0 to 1.")
    solved_share: Figure | None = _figure(1, "Of the simple ones, those that the bot solves for good; 0 to 1.")
    minutes: Figure | None = _figure(1_440, "That a person needs for a contact.")
    cost_per_hour: Figure | None = _figure(100_000, "Of a person's work.")
    days_per_year: Figure | None = _figure(366, "On which the service answers.")
    running_per_year: Figure | None = _figure(1_000_000_000, "What it costs to run this service.")
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "CHF"


class NameGap(Repeatable):
    """An owner calls a gap something else; null calls it by its words again."""

    name: Name | None


class SetGapState(Repeatable):
    """An owner says how far a gap is."""

    state: GapState


class AssignGap(Repeatable):
    """An owner says who takes care of a gap; null: nobody."""

    agent: UUID | None


class MergeGap(Repeatable):
    """Another gap becomes a part of this one."""

    gap: UUID


class SplitGap(Repeatable):
    """Some failures of a gap become a gap of their own."""

    failures: Annotated[list[UUID], Field(min_length=1, max_length=500)]
    name: Name | None = None


class Filters(Body):
    """What narrows the failure log besides the period, as its query has it."""

    kind: Filter | None = None
    language: Filter | None = None
    touchpoint: Filter | None = None
    intent: Filter | None = None
    status: Filter | None = None
    outcome: Filter | None = None
    cause: Filter | None = None
    model: Filter | None = None
    page: Annotated[Address, ONE_LINE] | None = None
    gap: UUID | Literal["none"] | None = None
    q: Filter | None = None


class SaveView(Repeatable):
    """An owner keeps filters under a name."""

    name: Name
    filters: Filters
