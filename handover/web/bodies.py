"""The bodies of requests. Unknown fields are refused; the OpenAPI description is made from these."""

import re
import unicodedata
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    FiniteFloat,
    StringConstraints,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from handover.domain.file import MOST_IN_A_MESSAGE
from handover.domain.gap import GapState
from handover.domain.language import known
from handover.domain.mail_address import checked as checked_address


def _clean(text: Any) -> Any:
    """Control characters have no business in a text, and PostgreSQL refuses NUL."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text) if isinstance(text, str) else text


def _one_line(text: str) -> str:
    """Threat: a name that is shown as another one, or as none, by what turns the writing or takes no room."""
    if any(unicodedata.category(sign) in _NOT_SHOWN for sign in text):
        raise ValueError("one line, without characters that are not shown")
    return text


# All that is "other", and the ends of lines and paragraphs.
_NOT_SHOWN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# Before everything else, so that lengths are those of what is stored.
_CLEAN, _ONE_LINE = BeforeValidator(_clean), AfterValidator(_one_line)
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1_000), _CLEAN]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4_000), _CLEAN]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), _CLEAN, _ONE_LINE]
Filter = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), _CLEAN, _ONE_LINE]
Address = Annotated[str, StringConstraints(min_length=1, max_length=2_000), _CLEAN]
Value = Annotated[str, StringConstraints(max_length=100), _CLEAN]
Slot = Words | bool | int | FiniteFloat | None
Seq = Annotated[int, Field(ge=1, le=2_147_483_647, strict=True)]


Attachments = Annotated[list[UUID], Field(max_length=MOST_IN_A_MESSAGE, description="Files that were uploaded.")]


class Body(BaseModel):
    """What all bodies share."""

    model_config = ConfigDict(extra="forbid")


class Repeatable(Body):
    """A request that may come twice: the same `id` again does nothing twice."""

    id: UUID | None = Field(None, description="Made by the client; the same again gives the same answer.")


class Page(Body):
    """A page of the host site."""

    url: Address
    title: Annotated[str, StringConstraints(max_length=300), _CLEAN] = ""


Identity = Annotated[str, StringConstraints(max_length=4_000), Field(description="JWT signed by the host site.")]


class OpenConversation(Repeatable):
    """A customer begins."""

    language: str = "de"
    page: Page | None = None
    identity: Identity | None = None

    @field_validator("language")
    @classmethod
    def _known(cls, language: str) -> str:
        if not known(language):
            raise ValueError("de and en are possible, with a country as in de-CH")
        return language


class PostMessage(Body):
    """A customer says something, or picks a choice."""

    id: UUID
    text: str
    choice: Value | None = Field(None, description="The value of a choice of the newest bot message.")
    attachments: Attachments = Field(default_factory=list)


class Renew(Body):
    """The host site says anew who the customer is."""

    identity: Identity


class Empty(Repeatable):
    """Nothing but, perhaps, an id."""


class Judge(Repeatable):
    """Whether a message of the bot helped."""

    seq: Seq
    helpful: Annotated[bool, Field(strict=True)]
    comment: Words | None = None


class Rate(Repeatable):
    """How the conversation was."""

    stars: Annotated[int, Field(ge=1, le=5, strict=True)]
    comment: Words | None = None


class Visit(Repeatable, Page):
    """The customer moved to another page."""


class Promise(Repeatable):
    """A question to be answered later, and where to."""

    email: Annotated[str, StringConstraints(strip_whitespace=True, max_length=254), AfterValidator(checked_address)]
    text: str


class SignIn(Repeatable):
    """Who wants to work."""

    email: Annotated[str, StringConstraints(max_length=320), _CLEAN]
    password: Annotated[str, StringConstraints(max_length=1_000)]


class SetAvailability(Body):
    """What an agent says of themselves."""

    state: Literal["online", "away", "offline"]


class To(Body):
    """For whom a conversation is given back: a team or an agent."""

    team: Name | None = None
    agent: UUID | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.team is None) == (self.agent is None):
            raise ValueError("name a team or an agent")
        return self


class Release(Body):
    """An agent gives a conversation back to the queue."""

    reason: Literal["given_back", "transferred"]
    to: To | None = None


class PostAgentMessage(Repeatable):
    """An agent writes to the customer (`everyone`) or a note (`staff`)."""

    id: UUID
    text: Annotated[str, _CLEAN]
    audience: Literal["everyone", "staff"]
    attachments: Attachments = Field(default_factory=list)


class Answer(Repeatable):
    """An agent answers what was promised."""

    text: Annotated[str, _CLEAN]


class UploadedFile(BaseModel):
    """A file of a form; its type is found out and not told."""

    # A repetition is recognised by its bytes too, whatever they are.
    model_config = ConfigDict(ser_json_bytes="base64")

    name: Annotated[str, StringConstraints(max_length=1_000)]
    content: bytes


class Upload(Repeatable):
    """A file, as a form."""

    file: Annotated[UploadedFile, WithJsonSchema({"type": "string", "format": "binary"})]


class ReturnToBot(Repeatable):
    """An agent hands back to the bot."""

    summary: Prose
    slots: dict[Name, Slot] = Field(default_factory=dict, max_length=30)


class Resolve(Repeatable):
    """An agent ends the handover."""

    outcome: Literal["solved_by_agent", "unsolved_by_agent"]
    cause: Literal[
        "missing_content",
        "unclear_content",
        "misunderstood",
        "process_needs_person",
        "technical_error",
        "customer_preferred_person",
    ]
    note: Prose | None = None


class SendAgain(Repeatable):
    """The owner begins anew with all dead deliveries, or with those of one target."""

    target: Name | None = None


def _figure(most: float, unit: str) -> Any:
    return Field(None, ge=0, le=most, description=unit)


class Assumptions(Body):
    """What an owner knows better than it is measured; what is left out or null is measured, where it can be."""

    contacts_per_day: FiniteFloat | None = _figure(10_000_000, "On a day on which the service answers.")
    simple_share: FiniteFloat | None = _figure(1, "Of all contacts, those that need no person; 0 to 1.")
    solved_share: FiniteFloat | None = _figure(1, "Of the simple ones, those that the bot solves for good; 0 to 1.")
    minutes: FiniteFloat | None = _figure(1_440, "That a person needs for a contact.")
    cost_per_hour: FiniteFloat | None = _figure(100_000, "Of a person's work.")
    days_per_year: FiniteFloat | None = _figure(366, "On which the service answers.")
    running_per_year: FiniteFloat | None = _figure(1_000_000_000, "What it costs to run this service.")
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
    page: Annotated[Address, _ONE_LINE] | None = None
    gap: UUID | Literal["none"] | None = None
    q: Filter | None = None


class SaveView(Repeatable):
    """An owner keeps filters under a name."""

    name: Name
    filters: Filters
