"""Documents of the orders that belong to a conversation, for staff: made by the action server and passed on."""

from typing import Any
from urllib.parse import quote
from uuid import uuid4

from sanic import HTTPResponse

from handover.adapters.actions import DocumentNotFetchedError
from handover.domain.conversation import Conversation
from handover.domain.errors import NotFoundError, UnavailableError
from handover.services import reading
from handover.storage.files import StoredFile
from handover.web import records
from handover.web.edge import Call, endpoint
from handover.web.files import saved

_ORDER = "/conversations/<conversation_id:uuid>/orders/<order:str>"
_PDF = ".pdf"


@endpoint("GET", f"{_ORDER}/invoice.pdf", who="staff")
async def invoice(call: Call) -> HTTPResponse:
    """Save the invoice of an order that belongs to the conversation."""
    conversation, order = await _order(call)
    if not order["invoice"]:
        raise NotFoundError("This order has no invoice.")
    return await _document(call, conversation, f"/desk/orders/{quote(order['number'])}/invoice.pdf", order["invoice"])


@endpoint("GET", f"{_ORDER}/returns/<label:str>", who="staff")
async def label(call: Call) -> HTTPResponse:
    """Save the label of a return of such an order; `label` is the number of the return with `.pdf`."""
    conversation, order = await _order(call)
    asked = call.path["label"]
    found = next((each for each in order["returns"] if each["number"] + _PDF == asked), None)
    if found is None:
        raise NotFoundError("This order has no such return.")
    source = f"/desk/orders/{quote(order['number'])}/returns/{quote(found['number'])}.pdf"
    return await _document(call, conversation, source, found)


async def _order(call: Call) -> tuple[Conversation, dict[str, Any]]:
    """The order, if agents see it beside the conversation.

    Threat: somebody of staff who goes through the numbers of all orders; what is not in their conversation is 404.
    """
    conversation = await reading.one(call.lotse.store, call.conversation_id)
    orders = await records.orders_of(call.lotse, conversation)
    if orders is None:
        raise _away()
    found = next((order for order in orders if order["number"] == call.path["order"]), None)
    if found is None:
        raise NotFoundError("No such order belongs to this conversation.")
    return conversation, found


async def _document(call: Call, conversation: Conversation, source: str, about: dict[str, Any]) -> HTTPResponse:
    try:
        content = await call.lotse.actions.document(f"{source}?language={conversation.language[:2]}")
    except DocumentNotFetchedError as error:
        raise _away() from error
    return saved(StoredFile(uuid4(), about["number"] + _PDF, "application/pdf", len(content)), content)


def _away() -> UnavailableError:
    return UnavailableError("The shop does not answer right now.", {"retry_after_s": 5})
