"""Signed tokens: those that we give to customers, and identities that a host site signs for its own."""

import time
from typing import Any
from uuid import UUID

import jwt

from handover.domain.conversation import Customer
from handover.domain.errors import IdentityNotValidError, NotSignedInError

_ALGORITHM = "HS256"
_LONGEST_S = 3_600


def customer_token(secret: str, conversation_id: UUID) -> str:
    """The token of a conversation; the same each time, so that a repeated request gets the same answer."""
    return jwt.encode({"sub": str(conversation_id), "aud": "customer"}, secret, _ALGORITHM)


def conversation_of(secret: str, token: str) -> UUID:
    """The conversation that a customer's token opens.

    Raises:
        NotSignedInError: The token was not signed by us.
    """
    try:
        return UUID(jwt.decode(token, secret, [_ALGORITHM], audience="customer")["sub"])
    except (jwt.InvalidTokenError, KeyError, ValueError) as error:
        raise NotSignedInError("The token of this conversation is not valid.") from error


def customer_of(keys: dict[str, str], identity: str | None) -> Customer:
    """Who the host site says its customer is; nobody in particular without an identity.

    Args:
        keys: Key of each `kid`, so that keys can be changed while both the old and the new one count.
        identity: A JWT as in docs/protocol.md.

    Raises:
        IdentityNotValidError: It is not signed with one of the keys, for another service, too old or too long-lived.
    """
    if identity is None:
        return Customer()
    try:
        key = keys[jwt.get_unverified_header(identity).get("kid", "")]
        claims = jwt.decode(
            identity,
            key,
            [_ALGORITHM],
            audience="lotse",
            options={"require": ["iss", "aud", "sub", "email", "exp"]},
        )
        _check_age(claims)
        name = _text(claims["name"], 200) if claims.get("name") else None
        return Customer(_text(claims["sub"], 200), name, _text(claims["email"], 320).lower(), verified=True)
    except (jwt.InvalidTokenError, KeyError, ValueError, OverflowError) as error:
        raise IdentityNotValidError("The signed identity is not valid. Sign a new one and try again.") from error


def _text(claim: object, longest: int) -> str:
    """A claim as the database can keep it."""
    if not isinstance(claim, str) or not 0 < len(claim) <= longest or "\0" in claim:
        raise ValueError("not a text of that length")
    return claim


def _check_age(claims: dict[str, Any]) -> None:
    """An identity that lives longer than an hour would open somebody's orders long after they signed out."""
    if float(claims["exp"]) > time.time() + _LONGEST_S:
        raise ValueError("lives too long")
