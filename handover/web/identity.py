"""Who the host site says its customer is: a JWT that it signs, believed only as far as docs/identity.md promises."""

import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

import jwt
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, field_validator

from handover.domain.conversation import Customer
from handover.domain.errors import IdentityNotValidError
from handover.domain.mail_address import is_one
from handover.web import strict_json

_ALGORITHM = "HS256"
# Somebody's orders must not stay open long after they signed out.
_LONGEST = timedelta(hours=1)
# How far the clocks of the host site and of this machine may differ.
_CLOCKS = timedelta(minutes=1)


def _shown(text: str) -> str:
    """A name without what shows nothing: controls, and marks that turn the direction of what stands beside it."""
    return " ".join("".join(sign for sign in text if unicodedata.category(sign) not in {"Cc", "Cf"}).split())


def _plain(text: str) -> str:
    """A text without spaces at its ends and without signs that show nothing; refused, not mended."""
    if text != text.strip() or any(unicodedata.category(sign).startswith("C") for sign in text):
        raise ValueError("has signs that show nothing")
    return text


def _address(text: str) -> str:
    """An e-mail address in the one form that is compared.

    Threat: an address that folds to somebody else's, such as one with the Kelvin sign for a K, which a shop lets
    somebody register because to its database it is another one. Whoever compares without case would take it for theirs.
    """
    lower = text.lower()
    if not is_one(text) or unicodedata.normalize("NFKC", text) != text or lower != text.casefold():
        raise ValueError("is no address that can be compared")
    return lower


class _Claims(BaseModel):
    """What a host site signs; other claims are its own business."""

    model_config = ConfigDict(strict=True)

    iss: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    # A list would name others, too, who were given this token and could pass it on to us.
    aud: Literal["lotse"]
    sub: Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_plain)]
    email: Annotated[str, StringConstraints(max_length=254), AfterValidator(_plain), AfterValidator(_address)]
    name: Annotated[str, StringConstraints(max_length=200), AfterValidator(_shown)] | None = None
    exp: datetime
    iat: datetime | None = None
    nbf: datetime | None = None

    @field_validator("exp", "iat", "nbf", mode="before")
    @classmethod
    def _time(cls, seconds: object) -> object:
        """Seconds since 1970, as a number; the library would also take text and true."""
        if seconds is None:
            return None
        if isinstance(seconds, bool) or not isinstance(seconds, int | float):
            raise ValueError("is no number of seconds")  # noqa: TRY004 - pydantic collects ValueErrors
        return datetime.fromtimestamp(seconds, UTC)

    def check_times(self, now: datetime) -> None:
        """Raise ValueError unless it counts at `now` and is not made to count for longer than an hour."""
        if self.exp <= now:
            raise ValueError("has run out")
        if any(begin is not None and begin > now + _CLOCKS for begin in (self.iat, self.nbf)):
            raise ValueError("does not count yet")
        if self.exp - min(now, self.iat or now) > _LONGEST + _CLOCKS:
            raise ValueError("lives too long")


def customer_of(keys: dict[str, str], identity: str | None, now: datetime) -> Customer:
    """Who the host site says its customer is; nobody in particular without an identity.

    Args:
        keys: Key of each `kid`, so that keys can be changed while both the old and the new one count.
        identity: A JWT as in docs/identity.md.
        now: The time.

    Raises:
        IdentityNotValidError: It is not signed with one of the keys, for another service, too old or too long-lived, or
            names nobody whom we could tell from others.
    """
    if identity is None:
        return Customer()
    try:
        key = keys[jwt.get_unverified_header(identity)["kid"]]
        signed = jwt.PyJWS(algorithms=[_ALGORITHM]).decode_complete(identity, key, [_ALGORITHM])
        claims = _Claims.model_validate(strict_json.loads(signed["payload"]))
        claims.check_times(now)
    # A RecursionError is what a token of nothing but opening brackets leads to.
    except (jwt.InvalidTokenError, KeyError, ValueError, TypeError, OverflowError, OSError, RecursionError) as error:
        raise IdentityNotValidError("The signed identity is not valid. Sign a new one and try again.") from error
    return Customer(claims.sub, claims.name or None, claims.email, verified=True, until=claims.exp)
