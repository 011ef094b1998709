"""Where customers meet us: pages become touchpoints."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

# First match wins; the later ones are the wider ones.
_TOUCHPOINTS = (
    ("checkout", r"checkout|kasse|payment|bezahlen"),
    ("cart", r"cart|warenkorb|basket"),
    ("returns", r"return|retoure|ruecksend|refund"),
    ("orders", r"order|bestell|track|sendung"),
    ("account", r"account|konto|profile|login|register|anmeld"),
    ("help", r"help|hilfe|faq|contact|kontakt|support"),
    ("product", r"product|produkt|artikel|item|category|kategorie|/p/"),
)


def without_query(page: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The page as the failure log keeps it: what stands behind `?` or `#` is often somebody's own."""
    if page is None:
        return None
    return {"url": re.split(r"[?#]", str(page["url"]), maxsplit=1)[0], "title": page.get("title")}


def touchpoint(page: Mapping[str, Any] | None) -> str | None:
    """The touchpoint that a page belongs to: `home`, one of the table, `other`, or None without a page."""
    if page is None:
        return None
    try:
        path = urlsplit(str(page["url"])).path.lower().rstrip("/")
    except ValueError:
        return "other"  # A browser tells what it likes, such as "http://[".
    if path == "":
        return "home"
    return next((name for name, pattern in _TOUCHPOINTS if re.search(pattern, path)), "other")
