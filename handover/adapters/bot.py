"""What the service asks of a bot, and what it gets back; see docs/protocol.md."""

from collections.abc import Mapping
from typing import Annotated, Any, Protocol
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, FiniteFloat, field_validator

from handover.domain import refusal

Json = dict[str, Any]


class BotUnavailableError(Exception):
    """The bot is down, too slow, or answered nonsense."""


class Turn(BaseModel):
    """What the bot is asked: a customer's message and what it may know about it."""

    conversation: UUID
    turn: UUID
    text: str
    choice: Json | None = None
    language: str | None = None
    page: Json | None = None
    identity: Json | None = None
    client: str | None = None


class Entity(BaseModel):
    """A thing that a choice names."""

    model_config = ConfigDict(extra="ignore")
    entity: str
    value: str | bool | int | FiniteFloat | None


class BotChoice(BaseModel):
    """Something the customer can pick, and what it stands for.

    `clarifies` says that picking it tells what the message meant that it answers.
    """

    model_config = ConfigDict(extra="ignore")
    label: str
    intent: str
    entities: list[Entity] = Field(default_factory=list)
    clarifies: bool | None = None


class BotDocument(BaseModel):
    """A document that goes with a reply, and where the action server makes it.

    Threat: a source that leads to another host, or to another place of the action server than its documents.
    """

    model_config = ConfigDict(extra="ignore")
    name: Annotated[str, Field(min_length=1, max_length=200)]
    type: str
    source: Annotated[str, Field(max_length=300, pattern=r"^/desk(?:/[\w.-]+)+(?:\?[\w=&.-]*)?$")]

    @field_validator("source")
    @classmethod
    def _stays_there(cls, source: str) -> str:
        if ".." in source or not source.isascii():
            raise ValueError("leads elsewhere")
        return source


class BotReply(BaseModel):
    """One thing the bot says; one attachment that is no document makes no less of the others."""

    model_config = ConfigDict(extra="ignore")
    text: str
    choices: list[BotChoice] = Field(default_factory=list)
    attachments: list[Any] = Field(default_factory=list)


class Ranked(BaseModel):
    """One of the meanings that the bot weighed."""

    model_config = ConfigDict(extra="ignore")
    intent: str
    confidence: FiniteFloat | None = None


class Understanding(BaseModel):
    """How the bot read a message.

    From `threshold` on a guess is answered; None where nothing was guessed, such as for a pressed button. `meant` is
    what it came to mean in its place ("ja" after an offer), where that is another intent; `also` lists the intents of
    further wishes.
    """

    model_config = ConfigDict(extra="ignore")
    intent: str | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    threshold: Annotated[float, Field(ge=0, le=1)] | None = None
    ranking: list[Ranked] = Field(default_factory=list)
    entities: list[Json] = Field(default_factory=list)
    language: str | None = None
    fallback: bool = False
    meant: str | None = None
    also: list[str] | None = None


class Escalate(BaseModel):
    """The bot wants the customer to go on with a person."""

    model_config = ConfigDict(extra="ignore")
    reason: str
    context: Json = Field(default_factory=dict)


class Failed(BaseModel):
    """The bot says that it failed."""

    model_config = ConfigDict(extra="ignore")
    kind: str
    detail: str | None = None


class Refused(BaseModel):
    """The bot kept something from whoever asked: kind, and the order that it was about."""

    model_config = ConfigDict(extra="ignore")
    kind: str | None = None
    subject: Annotated[str | None, BeforeValidator(refusal.order_number)] = None


class Signal(BaseModel):
    """What the bot asks the service to do."""

    model_config = ConfigDict(extra="ignore")
    escalate: Escalate | None = None
    failure: Failed | None = None
    refused: Refused | None = None


class BotAnswer(BaseModel):
    """What comes back for a turn; the documentation of the fields is in docs/protocol.md."""

    model_config = ConfigDict(extra="ignore")
    replies: list[BotReply]
    understanding: Understanding
    actions: list[Json] = Field(default_factory=list)
    signals: list[Signal] = Field(default_factory=list)
    model: str | None = None
    context: Json | None = None

    def signalled(self) -> list[Json]:
        """The signals as JSON."""
        return [signal.model_dump(exclude_none=True) for signal in self.signals]


class Bot(Protocol):
    """What the service needs of a bot."""

    async def ask(self, turn: Turn) -> BotAnswer:
        """The answer to a turn; raises `BotUnavailableError`. The same turn again gives the same answer."""
        ...

    async def remember(self, conversation_id: UUID, slots: Mapping[str, Any]) -> None:
        """Begin afresh in a conversation, knowing these slots; raises `BotUnavailableError`."""
        ...

    async def forget(self, conversation_id: UUID) -> None:
        """Forget a conversation; raises `BotUnavailableError`."""
        ...

    async def models(self) -> list[str | None]:
        """For each of its processes the name of the model that it answers with, or None while it is not ready."""
        ...
