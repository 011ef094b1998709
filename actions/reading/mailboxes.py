"""One spelling for each mailbox.

Threat: two addresses that look or fold alike. `groß` folds to `gross`, a Kelvin sign to a k: a code that was sent to
the first would open what belongs to the second. So an address that is not plain is none, and all others are compared,
counted and written to in the same spelling.
"""

import unicodedata

from actions.mail.mail import is_address

_SIGNS = frozenset("!#$%&'*+/=?^_`{|}~.-@")


def mailbox_of(text: object) -> str | None:
    """The mailbox that `text` names, in small letters; None where it is no address or could be read as another one."""
    address = text.strip() if isinstance(text, str) else ""
    plain = unicodedata.normalize("NFKC", address) == address and address.casefold() == address.lower()
    # No character that is not seen, and no other dot: servers take `。` for one, and count would not.
    plain = plain and all(sign.isalnum() or sign in _SIGNS for sign in address)
    return address.lower() if plain and is_address(address) else None
