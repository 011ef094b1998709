"""The queries of requests."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from handover.domain.delivery import DeliveryState
from handover.domain.events import Floor
from handover.domain.gap import GapState
from handover.domain.refusal import RefusalKind
from handover.storage import figures
from handover.storage.contact_list import ContactFilter
from handover.storage.failures import FailureFilter
from handover.storage.gap_figures import GapFilter
from handover.storage.refusals import RefusalFilter

# Whoever reckons with a moment goes some years back and forth from it.
_FIRST, _BEHIND = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


def in_utc(moment: datetime) -> datetime:
    """The same moment in UTC, which a moment without a zone is taken for.

    Raises:
        ValueError: It is not from 1970 to 8999.
    """
    try:
        found = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("outside of all calendars") from error
    if not _FIRST <= found < _BEHIND:
        raise ValueError("possible are moments from 1970 to 8999")
    return found


def _none_if_empty(value: Any) -> Any:
    return None if value == "" else value


Moment = Annotated[datetime, AfterValidator(in_utc)]
Word = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]
Address = Annotated[str, StringConstraints(max_length=2_000, pattern=r"^[^\x00]*$")]
Maybe = BeforeValidator(_none_if_empty)


class Query(BaseModel):
    """What all queries share: unknown parameters are refused, empty ones count as absent."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class After(Query):
    """Which events a reader has already."""

    after: int = Field(0, ge=0, le=2_147_483_647)


class Conversations(Query):
    """Which conversations are wanted."""

    floor: Annotated[Floor | None, Maybe] = None
    q: Annotated[Word | None, Maybe] = None
    after: Annotated[Word | None, Maybe] = None


class Promises(Query):
    """Which promises are wanted."""

    after: Annotated[Word | None, Maybe] = None


class Period(Query):
    """From when until when; `to` itself is not included."""

    since: Annotated[Moment | None, Maybe] = Field(None, alias="from")
    until: Annotated[Moment | None, Maybe] = Field(None, alias="to")

    def period(self) -> figures.Period:
        """The period, for reports."""
        return figures.Period(self.since, self.until)


class Failures(Period):
    """Which failures are wanted."""

    kind: Annotated[Word | None, Maybe] = None
    language: Annotated[Word | None, Maybe] = None
    touchpoint: Annotated[Word | None, Maybe] = None
    intent: Annotated[Word | None, Maybe] = None
    status: Annotated[Word | None, Maybe] = None
    outcome: Annotated[Word | None, Maybe] = None
    cause: Annotated[Word | None, Maybe] = None
    model: Annotated[Word | None, Maybe] = None
    page: Annotated[Address | None, Maybe] = None
    gap: Annotated[UUID | Literal["none"] | None, Maybe] = None
    q: Annotated[Word | None, Maybe] = None
    after: Annotated[Word | None, Maybe] = None

    def wanted(self) -> FailureFilter:
        """The conditions, for the failure log."""
        return FailureFilter(**self.model_dump(exclude={"after"}))


class Contacts(Period):
    """Which contacts are wanted; `none` asks for what is not known, `any` for what is."""

    outcome: Annotated[Word | None, Maybe] = None
    touchpoint: Annotated[Word | None, Maybe] = None
    matter: Annotated[Word | None, Maybe] = None
    failure: Annotated[Word | None, Maybe] = None
    reason: Annotated[Word | None, Maybe] = None
    cause: Annotated[Word | None, Maybe] = None
    team: Annotated[Word | None, Maybe] = None
    page: Annotated[Address | None, Maybe] = None
    language: Annotated[Word | None, Maybe] = None
    weekday: Annotated[int | None, Maybe] = Field(None, ge=0, le=6)
    hour: Annotated[int | None, Maybe] = Field(None, ge=0, le=23)
    durable: Annotated[bool | None, Maybe] = None
    handed_over: Annotated[bool | None, Maybe] = None
    rated: Annotated[Literal["bot", "people", "any"] | None, Maybe] = None
    after: Annotated[Word | None, Maybe] = None

    def wanted(self) -> ContactFilter:
        """The conditions, for the list."""
        return ContactFilter(self.period(), **self.model_dump(exclude={"after", "since", "until"}))


class Refusals(Period):
    """Which refused access is wanted."""

    kind: Annotated[RefusalKind | None, Maybe] = None
    subject: Annotated[Word | None, Maybe] = None
    client: Annotated[Word | None, Maybe] = None
    after: Annotated[Word | None, Maybe] = None

    def wanted(self) -> RefusalFilter:
        """The conditions, for the list."""
        return RefusalFilter(**self.model_dump(exclude={"after"}))


class Deliveries(Query):
    """Which deliveries are wanted."""

    state: Annotated[DeliveryState | None, Maybe] = None
    target: Annotated[Word | None, Maybe] = None
    after: Annotated[Word | None, Maybe] = None


class Gaps(Period):
    """Which gaps are wanted, and in which period their failures are counted."""

    state: Annotated[GapState | None, Maybe] = None
    language: Annotated[Word | None, Maybe] = None
    after: Annotated[Word | None, Maybe] = None

    def wanted(self) -> GapFilter:
        """The conditions, for the list."""
        return GapFilter(self.since, self.until, self.state, self.language)
