"""The way of customers through the shop: read from its file at start. docs/journey.md tells how to write it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, PlainValidator, model_validator

from handover import owners_file
from handover.domain.journey import ORDER_STATES, OTHER, JourneyMap, Stage, Touchpoint
from handover.owners_file import Id, Name, OwnersFileError, Part, Text

# Stand for something else in the addresses of reports.
_TAKEN = frozenset({OTHER, "none", "any"})
_PATTERN = re.compile(r"[^\s?#\[\]]{1,200}")


def read_journey(path: Path) -> JourneyMap:
    """The map in this file; without the file it has no stages.

    Raises:
        OwnersFileError: Something in the file is wrong.
    """
    file = owners_file.read(path, JourneyFile, items={})
    if file is None:
        return JourneyMap()
    if problems := list(file.told_twice()):
        raise OwnersFileError(path, problems)
    return file.map()


def _page(pattern: object) -> str:
    if not isinstance(pattern, str) or not _PATTERN.fullmatch(pattern):
        raise ValueError(f"'{pattern}' is no part of an address; write it like cart, or /shop/*/return")
    return pattern.lower().rstrip("/") or "/"


def _order_state(state: object) -> str:
    if state not in ORDER_STATES:
        raise ValueError(f"'{state}' is no state of an order; there are {', '.join(ORDER_STATES)}")
    return str(state)


class _Touchpoint(Part):
    name: Name
    pages: tuple[Annotated[str, PlainValidator(_page)], ...] = ()
    intents: tuple[Text, ...] = ()
    order_states: tuple[Annotated[str, PlainValidator(_order_state)], ...] = ()

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if not self.pages and not self.intents and not self.order_states:
            raise ValueError("it needs pages, intents or order_states; without them nobody is ever there")
        return self


class _Stage(Part):
    name: Name
    touchpoints: dict[Id, _Touchpoint] = Field(min_length=1)


class JourneyFile(Part):
    """The whole file."""

    stages: dict[Id, _Stage]

    def told_twice(self) -> Iterator[str]:
        """What is wrong between the parts: ids that mean something else, and what belongs to two touchpoints."""
        seen: dict[tuple[str, str], str] = {}
        for stage_id, stage in self.stages.items():
            if stage_id in _TAKEN:
                yield f"stages, {stage_id}: '{stage_id}' stands for something else; take another word"
            for touchpoint_id, touchpoint in stage.touchpoints.items():
                place = f"stages, {stage_id}, touchpoints, {touchpoint_id}"
                if touchpoint_id in _TAKEN:
                    yield f"{place}: '{touchpoint_id}' stands for something else; take another word"
                for kind, value in _claims(touchpoint_id, touchpoint):
                    if (kind, value) in seen:
                        yield f"{place}{kind}: '{value}' stands in {seen[kind, value]} already"
                    seen.setdefault((kind, value), touchpoint_id if kind else stage_id)

    def map(self) -> JourneyMap:
        """What the file says."""
        return JourneyMap([_stage(stage_id, stage) for stage_id, stage in self.stages.items()])


def _claims(touchpoint_id: str, touchpoint: _Touchpoint) -> Iterator[tuple[str, str]]:
    yield "", touchpoint_id
    for kind in ("pages", "intents", "order_states"):
        for value in getattr(touchpoint, kind):
            yield f", {kind}", value


def _stage(stage_id: str, stage: _Stage) -> Stage:
    touchpoints = [
        Touchpoint(touchpoint_id, one.name.model_dump(), one.pages, one.intents, one.order_states)
        for touchpoint_id, one in stage.touchpoints.items()
    ]
    return Stage(stage_id, stage.name.model_dump(), touchpoints)
