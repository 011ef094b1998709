"""Which texts are taken from customers and agents."""

import re
import unicodedata

from handover.domain.errors import CommandTypedError, NotValidError

LONGEST_TEXT = 4_000
# Unicode's categories of what shows nothing: controls, formats, separators.
_INVISIBLE = re.compile(r"Cc|Cf|Z")


def customers_text(text: str) -> str:
    """What a customer wrote, stripped.

    Raises:
        NotValidError: It is empty, too long, or a bot command. Rasa strips the text before it looks for the slash, so
            we look for it behind everything that cannot be seen, and for its full-width form.
    """
    text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f\ufeff\u200b\u2060]", "", text).strip()
    first = next((sign for sign in text if not _INVISIBLE.match(unicodedata.category(sign))), None)
    if first is None:
        raise NotValidError("Write a message first.")
    if len(text) > LONGEST_TEXT:
        raise NotValidError(
            f"The message has {len(text)} characters; {LONGEST_TEXT} are possible.", {"longest": LONGEST_TEXT}
        )
    if unicodedata.normalize("NFKC", first) == "/":
        raise CommandTypedError("A message cannot begin with a slash.")
    return text


def agents_text(text: str) -> str:
    """What an agent wrote, stripped.

    Raises:
        NotValidError: It is empty or too long.
    """
    said = text.strip()
    if not said or len(said) > LONGEST_TEXT:
        raise NotValidError(f"A message has 1 to {LONGEST_TEXT} characters.", {"longest": LONGEST_TEXT})
    return said
