"""E-mail addresses."""

import re

# One mailbox at one domain; a list, a name or quotes around it would be read differently by every reader.
_ADDRESS = re.compile(r"""[^\s@,;:<>()\[\]"\\\x00-\x1f\x7f-\x9f]+@[^\s@,;:<>()\[\]"\\\x00-\x1f\x7f-\x9f]+""")


def is_one(text: str) -> bool:
    """Whether this is one plain address."""
    return _ADDRESS.fullmatch(text) is not None


def checked(text: str) -> str:
    """`text`, if a mail can be sent there.

    Raises:
        ValueError: It is no address at a domain with a dot.
    """
    domain = text.rpartition("@")[2]
    try:
        # Refuses empty parts and those that are too long, as the mail server would.
        named = "." in domain and bool(domain.encode("idna"))
    except UnicodeError:
        named = False
    if not is_one(text) or not named:
        raise ValueError("is no e-mail address; write it like name@example.com")
    return text
