"""The service's mails: it hands them in here, so that one process alone speaks with the mail server."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import structlog
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, field_validator
from sanic import Blueprint, Request
from sanic.response import HTTPResponse, empty

from actions.backend.model import Language
from actions.mail.mail import Mail, MailError, is_address, mailbox
from actions.mail.post import LONGEST_KEY
from actions.problem import problem

if TYPE_CHECKING:
    from actions.wiring import Parts

LONGEST_SUBJECT, LONGEST_TEXT = 200, 20_000
RETRY_AFTER_SECONDS = "10"

log = structlog.get_logger()


class MailBody(BaseModel):
    """A mail, and the key by which it is known when it comes again."""

    model_config = ConfigDict(strict=True, extra="forbid")

    key: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_KEY)]
    to: str
    subject: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_SUBJECT)]
    text: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT)]
    language: Language

    @field_validator("to")
    @classmethod
    def _is_one_address(cls, to: str) -> str:
        if not is_address(to):
            raise ValueError("is no address")
        mailbox(to)  # raises ValueError where its domain cannot be written for servers
        return to

    @field_validator("subject")
    @classmethod
    def _is_one_line(cls, subject: str) -> str:
        if not subject.isprintable():
            raise ValueError("is not on one line")
        return subject


def mail_routes(parts: "Parts") -> Blueprint:
    """`POST /desk/mails {key, to, subject, text, language}`: 204 when it is out, now or earlier."""
    mails = Blueprint("mails", url_prefix="/desk/mails")

    @mails.post("/")
    async def send(request: Request) -> HTTPResponse:
        try:
            body = MailBody.model_validate_json(request.body)
        except ValidationError as error:
            # What is wrong, and nothing of what stands there.
            places = sorted({".".join(map(str, each["loc"])) or "body" for each in error.errors(include_input=False)})
            return problem(422, "not_valid", f"This is no mail: {', '.join(places)[:200]}")
        try:
            await _send(parts, body)
        except MailError as error:
            log.warning("a mail of the service was not sent", detail=error.detail)
            answer = problem(503, "mail_unavailable", "The mail cannot be sent at the moment.")
            answer.headers["Retry-After"] = RETRY_AFTER_SECONDS
            return answer
        return empty()

    return mails


async def _send(parts: "Parts", body: MailBody) -> None:
    mail = Mail(body.to, body.subject, body.text, language=body.language)
    try:
        async with asyncio.timeout(parts.action_seconds):
            await asyncio.get_running_loop().run_in_executor(parts.threads, parts.post.send, mail, body.key)
    except TimeoutError as error:
        # The thread goes on. Whether it comes to an end is known by the key, when the mail comes again.
        raise MailError(f"mail: not sent within {parts.action_seconds:g} s") from error
