"""The signed tokens that we give to customers."""

from uuid import UUID

import jwt

from handover.domain.errors import TokenNotValidError

_ALGORITHM = "HS256"


def customer_token(secret: str, conversation_id: UUID) -> str:
    """The token of a conversation; the same each time, so that a repeated request gets the same answer."""
    return jwt.encode({"sub": str(conversation_id), "aud": "customer"}, secret, _ALGORITHM)


def conversation_of(secret: str, token: str) -> UUID:
    """The conversation that a customer's token opens.

    Raises:
        TokenNotValidError: The token was not signed by us.
    """
    try:
        return UUID(jwt.decode(token, secret, [_ALGORITHM], audience="customer")["sub"])
    # A RecursionError is what a token of nothing but opening brackets leads to.
    except (jwt.InvalidTokenError, KeyError, ValueError, AttributeError, RecursionError) as error:
        raise TokenNotValidError("The token of this conversation is not valid.") from error
