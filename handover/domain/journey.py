"""The way of customers through the shop: its stages, and the touchpoints at which they meet us."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import urlsplit

from handover.domain.conversation import Conversation

# What fits no touchpoint.
OTHER = "other"
# Where an order is, as the bot tells it.
ORDER_STATES = (
    "placed",
    "packing",
    "shipped",
    "out_for_delivery",
    "delivered",
    "returned",
    "refunded",
    "cancelled",
)
# The name and the password in `https://name:password@shop.example/`.
_USER = re.compile(r"^(\s*(?:[a-z][a-z0-9+.-]*:)?//)[^/]*@", re.IGNORECASE)


def without_query(page: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The page as the failure log keeps it: what stands behind `?` or `#`, or before `@`, is often somebody's own."""
    if page is None:
        return None
    url = re.split(r"[?#]", str(page["url"]), maxsplit=1)[0]
    return {"url": _USER.sub(r"\1", url), "title": page.get("title")}


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """A page or a step at which customers meet us.

    Attributes:
        id: As it is stored.
        name: What people read, by language.
        pages: Pieces that a path contains, or from a `/` on the whole path, with `*` for anything; in small letters.
        intents: What customers want there.
        order_states: Where their order is then; of ORDER_STATES.
    """

    id: str
    name: Mapping[str, str] = field(default_factory=dict)
    pages: Sequence[str] = ()
    intents: Sequence[str] = ()
    order_states: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the way, with its touchpoints in order."""

    id: str
    name: Mapping[str, str]
    touchpoints: Sequence[Touchpoint]


@dataclass(frozen=True, slots=True)
class JourneyMap:
    """The whole way. Without stages every page is `other`."""

    stages: Sequence[Stage] = ()

    @property
    def touchpoints(self) -> Sequence[Touchpoint]:
        """All of them, in the order of the way."""
        return [touchpoint for stage in self.stages for touchpoint in stage.touchpoints]

    def touchpoint(
        self, page: Mapping[str, Any] | None, intent: str | None = None, order_state: str | None = None
    ) -> str | None:
        """Where somebody meets us who is on `page`, wants `intent`, and whose order is in `order_state`.

        The page counts before the order, and the order before the intent: who writes from the checkout is there,
        whatever they ask. None where nothing is known, and OTHER where what is known fits nowhere.
        """
        if page is None and intent is None and order_state is None:
            return None
        found = (
            self._of_page(page) if page else None,
            next((one for one in self.touchpoints if order_state in one.order_states), None),
            next((one for one in self.touchpoints if intent in one.intents), None),
        )
        return next((one.id for one in found if one), OTHER)

    def of(self, conversation: Conversation, intent: str | None = None) -> str | None:
        """Where the customer of `conversation` is now, with `intent`, or else with what the bot is about with them."""
        known = conversation.context or {}
        return self.touchpoint(conversation.page, intent or known.get("task"), known.get("order_state"))

    def _of_page(self, page: Mapping[str, Any]) -> Touchpoint | None:
        """The longest pattern that fits says the most: `/orders/7/return` is about the return. Of equals the first."""
        try:
            path = urlsplit(str(page["url"])).path.lower().rstrip("/") or "/"
        except ValueError:
            return None  # A browser tells what it likes, such as "http://[".
        fitting = [
            (len(pattern), -number, touchpoint)
            for number, (pattern, touchpoint) in enumerate(_patterns(self.touchpoints))
            if fnmatchcase(path, pattern if pattern.startswith("/") else f"*{pattern}*")
        ]
        return max(fitting)[2] if fitting else None


def _patterns(touchpoints: Iterable[Touchpoint]) -> Iterable[tuple[str, Touchpoint]]:
    return ((pattern, touchpoint) for touchpoint in touchpoints for pattern in touchpoint.pages)
