"""The bodies of requests. Unknown fields are refused; the OpenAPI description is made from these."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    FiniteFloat,
    StringConstraints,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from handover.domain.file import MOST_IN_A_MESSAGE
from handover.domain.language import known
from handover.domain.mail_address import checked as checked_address
from handover.domain.outcome import AgentOutcome, Cause
from handover.web.fields import CLEAN, Address, Name, Prose, Value, Words

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
    title: Annotated[str, StringConstraints(max_length=300), CLEAN] = ""


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

    email: Annotated[str, StringConstraints(max_length=320), CLEAN]
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
    text: Annotated[str, CLEAN]
    audience: Literal["everyone", "staff"]
    attachments: Attachments = Field(default_factory=list)


class Answer(Repeatable):
    """An agent answers what was promised."""

    text: Annotated[str, CLEAN]


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

    outcome: AgentOutcome
    cause: Cause
    note: Prose | None = None


class SendAgain(Repeatable):
    """The owner begins anew with all dead deliveries, or with those of one target."""

    target: Name | None = None
