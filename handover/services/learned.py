"""What a conversation has learned of its customer, so that it can leave the texts that are kept for long."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import SplitResult, quote, unquote, urlsplit

from handover.analysis.redaction import Known, redact
from handover.domain import journey
from handover.domain.conversation import Conversation


def of(conversation: Conversation, understood: Mapping[str, Any] | None = None) -> Known:
    """Who the host site says it is, what forms collected, and what the bot read in the message.

    Args:
        conversation: Whose customer.
        understood: The fields of `turn_understood`, or None when the bot did not read the message.
    """
    context = conversation.context or {}
    slots = context.get("slots") or {}
    read = (understood or {}).get("entities") or []

    def told(*names: str) -> Iterable[Any]:
        yield from (slots.get(name) for name in names)
        yield from (
            each.get("value") for each in read if each.get("entity") in {*names, *(f"unclear_{n}" for n in names)}
        )

    return Known(
        names=_texts([conversation.customer.name]),
        addresses=_texts([slots.get("new_address")]),
        emails=_texts([conversation.customer.email, *told("email")]),
        orders=_texts([context.get("order"), *told("order_number")]),
        postcodes=_texts(told("postcode")),
    )


def _texts(values: Iterable[Any]) -> tuple[str, ...]:
    """Each text or number among these once, as a text; a single sign would be found everywhere."""
    said = (_said(value).strip() for value in values)
    return tuple(dict.fromkeys(text for text in said if len(text) > 1))


def _said(value: Any) -> str:
    """A text or a number as one would write it; nothing else is said."""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def slots(conversation: Conversation, known: Known) -> dict[str, Any]:
    """What the bot knew last, as the failure log keeps it: that there was an order number, and not which."""
    told = (conversation.context or {}).get("slots") or {}
    return {name: _without(value, known) for name, value in told.items() if name != "language"}


def read(understood: Mapping[str, Any], known: Known) -> list[dict[str, Any]]:
    """What the bot read in a message, as the failure log keeps it: that it was an order number, and not which."""
    return [
        {"entity": each.get("entity"), "value": _without(each.get("value"), known)}
        for each in understood.get("entities") or []
    ]


def _without(value: Any, known: Known) -> Any:
    if isinstance(value, Mapping):
        return {name: _without(each, known) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_without(each, known) for each in value]
    # An agent may tell a postcode or a phone as a number. What had nothing to take out stays what it was.
    plain = redact(_said(value), known)
    return value if plain == _said(value) else plain


def page(conversation: Conversation, known: Known) -> dict[str, Any] | None:
    """The customer's page as the failure log keeps it."""
    kept = journey.without_query(conversation.page)
    if kept is None:
        return None
    return {"url": address(kept["url"], known), "title": kept["title"] and redact(kept["title"], known)}


def address(url: str, known: Known) -> str:
    """An address as it is kept for long: an order's page has its number in the path."""
    try:
        parts = urlsplit(url)
    except ValueError:
        # A browser tells what it likes, such as "http://[": all of it is taken for a path.
        parts = SplitResult("", "", url, "", "")
    path = _decoded(parts.path)
    said = redact(path, known)
    return url if said == path else parts._replace(path=quote(said, safe="/:[]")).geturl()


def _decoded(path: str) -> str:
    """A path in plain words; some sites encode a path twice, and a mail address in it would not be seen."""
    while (plain := unquote(path)) != path:
        path = plain
    return path
