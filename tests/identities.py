"""Identities as a host site signs them, good ones and others."""

import base64
import hashlib
import hmac
import json
from typing import Any

import jwt

from tests.support import NINE_O_CLOCK

IDENTITY_KEY = "a key that the shop and the service share"
NINE = NINE_O_CLOCK.timestamp()


def signed(key: str = IDENTITY_KEY, algorithm: str = "HS256", kid: object = "2026", **changes: Any) -> str:
    """An identity of Mia Keller, as the shop signs it at nine o'clock, with changes; None leaves a claim out."""
    claims = {
        "iss": "https://shop.example",
        "aud": "lotse",
        "sub": "7",
        "email": "Mia.Keller@example.com",
        "name": "Mia Keller",
        "exp": NINE + 1_800,
    }
    claims = {name: value for name, value in (claims | changes).items() if value is not None}
    return jwt.encode(claims, key, algorithm, headers={} if kid is None else {"kid": kid})


def by_hand(header: str, claims: str, key: str = IDENTITY_KEY) -> str:
    """A token with these very bytes in it, signed with HS256 whatever its header says."""
    parts = [base64.urlsafe_b64encode(part.encode()).rstrip(b"=") for part in (header, claims)]
    signature = hmac.digest(key.encode(), b".".join(parts), hashlib.sha256)
    return b".".join([*parts, base64.urlsafe_b64encode(signature).rstrip(b"=")]).decode()


HEADER = '{"alg": "HS256", "kid": "2026"}'
CLAIMS = json.dumps(jwt.decode(signed(), options={"verify_signature": False}))
