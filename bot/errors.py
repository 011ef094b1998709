"""Refusals, in the shape that the whole project answers errors in."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sanic.exceptions import SanicException
from sanic.response import json
from sqlalchemy.exc import SQLAlchemyError

if TYPE_CHECKING:
    from sanic import Sanic
    from sanic.request import Request
    from sanic.response import HTTPResponse

logger = logging.getLogger(__name__)

_CODES = {400: "malformed", 401: "unauthorized", 404: "not_found", 405: "method_not_allowed", 413: "too_large"}


class Refused(Exception):  # noqa: N818  (it is what happens to the request)
    """A request that is not carried out, with the status and code that its answer carries."""

    def __init__(self, status: int, code: str, message: str, details: object = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.details = details


def malformed(message: str) -> Refused:
    """400: this is not a JSON object at all."""
    return Refused(400, "malformed", message)


def invalid(message: str, field: str) -> Refused:
    """422: a field is missing, unknown, or not what it has to be."""
    return Refused(422, "invalid", message, {"field": field})


def unavailable(message: str) -> Refused:
    """503: not now, or not here; asking again is harmless."""
    return Refused(503, "unavailable", message)


def answer_errors(app: Sanic) -> None:
    """Make `app` answer every error in this shape, and tell nothing of its inside."""

    @app.exception(Refused)
    async def refused(_: Request, error: Refused) -> HTTPResponse:
        return _answer(error.status, error.code, error.message, error.details)

    @app.exception(SanicException)
    async def failed_early(_: Request, error: SanicException) -> HTTPResponse:
        status = error.status_code or 500
        return _answer(status, _CODES.get(status, "failed"), str(error))

    @app.exception(SQLAlchemyError)
    async def database_failed(_: Request, error: Exception) -> HTTPResponse:
        logger.error("the bot's database failed: %s", error)
        return _answer(503, "unavailable", "The bot cannot remember right now.")

    @app.exception(Exception)
    async def failed(_: Request, error: Exception) -> HTTPResponse:
        logger.error("a request failed", exc_info=error)
        return _answer(500, "failed", "Something went wrong inside the bot.")


def _answer(status: int, code: str, message: str, details: object = None) -> HTTPResponse:
    return json({"error": {"code": code, "message": message, "details": details}}, status=status)
