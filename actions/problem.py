"""Errors in the one shape that all our servers use."""

from sanic.response import HTTPResponse, json


def problem(status: int, code: str, message: str, **more: str) -> HTTPResponse:
    """`{"error": {"code", "message", "details"}}`; nothing of the request belongs into it."""
    return json({"error": {"code": code, "message": message, "details": None}, **more}, status=status)
