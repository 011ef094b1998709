"""Errors: in the one shape that all our servers use, and in the log."""

import traceback

from sanic.response import HTTPResponse, json


def problem(status: int, code: str, message: str, **more: str) -> HTTPResponse:
    """`{"error": {"code", "message", "details"}}`; nothing of the request belongs into it."""
    return json({"error": {"code": code, "message": message, "details": None}, **more}, status=status)


def where(exception: BaseException) -> str:
    """What kind of exception it is and the lines that it came through, without its message: that may hold data."""
    return type(exception).__name__ + "\n" + "".join(traceback.format_tb(exception.__traceback__))
