"""Invoices and labels for the service, which keeps a copy and shows it to those in the conversation."""

import asyncio
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, get_args

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, raw

from actions.backend.model import Language, Order
from actions.backend.port import BackendSlowError
from actions.documents.invoice import invoice_pdf
from actions.documents.label import label_pdf
from actions.problem import problem

if TYPE_CHECKING:
    from actions.wiring import Parts

ORDER_NUMBER = re.compile(r"BW-\d{6}")
# Makes the document of an order, or None where the order has none.
Printer = Callable[[Order, Language], bytes | None]


def document_routes(parts: "Parts") -> Blueprint:
    """`GET /desk/orders/{number}/invoice.pdf` and `GET /desk/orders/{number}/returns/{return}.pdf`, `?language=`."""
    documents = Blueprint("documents", url_prefix="/desk/orders")

    @documents.get("/<number:str>/invoice.pdf")
    async def invoice(request: Request, number: str) -> HTTPResponse:
        return await _printed(parts, request, number, _invoice)

    @documents.get(r"/<number:str>/returns/<name:(?P<name>[^/]+)\.pdf>")
    async def label(request: Request, number: str, name: str) -> HTTPResponse:
        return await _printed(parts, request, number, lambda order, language: _label(order, name, language))

    return documents


async def _printed(parts: "Parts", request: Request, number: str, printer: Printer) -> HTTPResponse:
    language = request.args.get("language", "de")
    if language not in get_args(Language):
        return problem(422, "not_valid", "A language is expected: ?language=de or ?language=en")
    found = None
    if ORDER_NUMBER.fullmatch(number):
        found = await _in_time(parts, lambda: _document(parts, number, printer, language))
    if found is None:
        return problem(404, "document_not_found", "There is no such document.")
    return raw(found, content_type="application/pdf", headers={"Cache-Control": "no-store"})


def _document(parts: "Parts", number: str, printer: Printer, language: Language) -> bytes | None:
    order = parts.shop.order(number)
    return printer(order, language) if order else None


def _invoice(order: Order, language: Language) -> bytes | None:
    return invoice_pdf(order, language) if order.invoice else None


def _label(order: Order, number: str, language: Language) -> bytes | None:
    wanted = next((each for each in order.returns if each.number == number), None)
    return label_pdf(order, wanted, language) if wanted else None


async def _in_time(parts: "Parts", work: Callable[[], bytes | None]) -> bytes | None:
    """Print in a thread, and wait no longer than for an action."""
    try:
        async with asyncio.timeout(parts.action_seconds):
            return await asyncio.get_running_loop().run_in_executor(parts.threads, work)
    except TimeoutError as error:
        raise BackendSlowError(f"no document within {parts.action_seconds:g} s") from error
