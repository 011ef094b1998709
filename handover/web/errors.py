"""Every error in one shape, with nothing in it that is not for whoever asks."""

from typing import Any

import structlog
from sanic import HTTPResponse, Request, Sanic
from sanic.exceptions import SanicException

from handover.domain.errors import LotseError
from handover.web import refused
from handover.web.edge import answer

log = structlog.get_logger(__name__)

_CODES = {
    400: ("malformed", "The request is malformed."),
    404: ("not_found", "There is nothing here."),
    405: ("method_not_allowed", "This cannot be done here."),
    408: ("timeout", "The request took too long to arrive."),
    413: ("too_large", "This is too large."),
    416: ("range_not_satisfiable", "There is no such part."),
    417: ("expectation_failed", "This expectation cannot be met."),
    431: ("too_large", "The headers are too large."),
    503: ("unavailable", "Please try again in a moment."),
}


def _shaped(status: int, code: str, message: str, details: object = None) -> HTTPResponse:
    wait = details.get("retry_after_s") if isinstance(details, dict) else None
    headers = {"Retry-After": str(wait)} if wait else {}
    return answer({"error": {"code": code, "message": message, "details": details}}, status, headers)


def _expected(request: Request, error: LotseError) -> HTTPResponse:
    refused.note(request, error)
    return _shaped(error.status, error.code, error.message, error.details)


def _of_sanic(_request: Request, error: SanicException) -> HTTPResponse:
    status = error.status_code if error.status_code in _CODES else 400
    code, message = _CODES[status]
    return _shaped(status, code, message, {"retry_after_s": 1} if status == 503 else None)  # noqa: PLR2004 - HTTP


def _unexpected(request: Request, error: Exception) -> HTTPResponse:
    log.error("request_failed", path=request.path, exc_info=error)
    return _shaped(500, "internal", "Something went wrong on our side. Please try again.")


def install(app: Sanic[Any, Any]) -> None:
    """Answer all errors of `app` in the one shape."""
    app.error_handler.add(LotseError, _expected)
    app.error_handler.add(SanicException, _of_sanic)
    app.error_handler.add(Exception, _unexpected)
