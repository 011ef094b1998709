"""Place-holders such as `{order_number}` in the texts of answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACE_HOLDER = re.compile(r"\{([^{}]*)\}")
_LONGEST_VALUE = 100


def place_holders(text: str) -> list[str]:
    """What stands in braces."""
    return PLACE_HOLDER.findall(text)


def filled(text: str, values: Mapping[str, Any]) -> str:
    """`text` with each place-holder filled; one without a value is left out.

    Values come from customers. They are put in once and never read as a template themselves, and the customer's page
    makes no link of them.
    """
    return re.sub(r"(?<=\S) {2,}", " ", PLACE_HOLDER.sub(lambda found: _plain(values.get(found[1])), text))


def _plain(value: object) -> str:
    """A value in one line, without what would become a link: an address, or Markdown's `[label](target)`."""
    if value is None:
        return ""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in str(value)).split())
    return re.sub(r"(?<=:)(?=//)|(?<=\])(?=\()", " ", line)[:_LONGEST_VALUE]
