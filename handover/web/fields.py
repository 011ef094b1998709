"""Texts as they come in: without control characters, and no longer than what they are for."""

import re
import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints


def _clean(text: Any) -> Any:
    """Control characters have no business in a text, and PostgreSQL refuses NUL."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text) if isinstance(text, str) else text


def _one_line(text: str) -> str:
    """Threat: a name that is shown as another one, or as none, by what turns the writing or takes no room."""
    if any(unicodedata.category(sign) in _NOT_SHOWN for sign in text):
        raise ValueError("one line, without characters that are not shown")
    return text


# All that is "other", and the ends of lines and paragraphs.
_NOT_SHOWN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# Before everything else, so that lengths are those of what is stored.
CLEAN, ONE_LINE = BeforeValidator(_clean), AfterValidator(_one_line)
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1_000), CLEAN]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4_000), CLEAN]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), CLEAN, ONE_LINE]
Filter = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), CLEAN, ONE_LINE]
Address = Annotated[str, StringConstraints(min_length=1, max_length=2_000), CLEAN]
Value = Annotated[str, StringConstraints(max_length=100), CLEAN]
