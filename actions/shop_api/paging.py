"""Long lists come in pages."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sanic import Request

Thing = TypeVar("Thing")
PER_PAGE, MOST_PER_PAGE = 20, 100


def page_of(request: Request, things: Sequence[Thing], shape: Callable[[Thing], dict[str, Any]]) -> dict[str, Any]:
    """The page that `?page=` (from 1) and `?per_page=` ask for. Raises ValueError where these are no such numbers."""
    page = _number(request, "page", 1, 10**6)
    per_page = _number(request, "per_page", PER_PAGE, MOST_PER_PAGE)
    begin = (page - 1) * per_page
    pages = max(1, -(-len(things) // per_page))
    return {
        "data": [shape(thing) for thing in things[begin : begin + per_page]],
        "pagination": {"page": page, "per_page": per_page, "pages": pages, "total": len(things)},
    }


def _number(request: Request, name: str, usual: int, most: int) -> int:
    given = request.args.get(name, str(usual))
    if not (given.isascii() and given.isdecimal() and len(given) < 8 and 1 <= int(given) <= most):  # noqa: PLR2004
        raise ValueError(f"{name} has to be a number from 1 to {most}")
    return int(given)
