"""What a shop can keep: text that a label can show and a column can hold."""

import re
import unicodedata

from actions.backend.model import Address

LONGEST_EMAIL = 254
LONGEST_KEY = 200
LONGEST = {"name": 120, "street": 120, "postcode": 10, "city": 80}
POSTCODES = {"DE": re.compile(r"[0-9]{5}"), "AT": re.compile(r"[0-9]{4}"), "CH": re.compile(r"[0-9]{4}")}
# Control characters, those that turn the direction of writing, halves of characters, and what breaks a line.
UNKEEPABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def keepable(text: str, longest: int) -> bool:
    """Whether `text` says something, is not longer than that and has no character that no label can show."""
    if not text.strip() or len(text) > longest:
        return False
    return not any(unicodedata.category(character) in UNKEEPABLE for character in text)


def check_address(address: Address) -> None:
    """Raises ValueError, naming the field but not what is in it, where a shop cannot send anything there."""
    for field, longest in LONGEST.items():
        if not keepable(getattr(address, field), longest):
            raise ValueError(f"{field} is missing, too long or has characters that nobody can read")
    pattern = POSTCODES.get(address.country)
    if pattern is None:
        raise ValueError("country is none that the shop delivers to")
    if not pattern.fullmatch(address.postcode):
        raise ValueError("postcode is none of its country")


def check_email(email: str) -> str:
    """The e-mail address in lower case. Raises ValueError where it can be none."""
    if "@" not in email or not keepable(email, LONGEST_EMAIL):
        raise ValueError("email is none")
    return email.lower()


def check_key(key: str) -> None:
    """Raises ValueError where this can be no idempotency key."""
    if not keepable(key, LONGEST_KEY):
        raise ValueError("this is no idempotency key")
