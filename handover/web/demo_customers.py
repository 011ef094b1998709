"""Signing in to the demo shop, which then signs who its customer is as any host site does.

Only for the demonstration: nobody is asked for a password, and there are four people whom everybody may be.
"""

from html import escape
from typing import Final

import jwt
from sanic import HTTPResponse, Request
from sanic.response import redirect

from handover.domain.errors import NotFoundError
from handover.web import auth
from handover.web.edge import lotse_of

KID: Final = "demo"
COOKIE = "bergwerk_customer"
# As the demo shop's database has them; the names of the cookie and their numbers at the shop.
CUSTOMERS = {
    "mia.keller": "Mia Keller",
    "jonas.weber": "Jonas Weber",
    "lea.huber": "Lea Huber",
    "tom.brunner": "Tom Brunner",
}
_COUNTS_FOR_S = 3_600
_SIGNED_IN_FOR_S = 30 * 86_400
_BODY = "<body "
_WIDGET = '<script src="/widget.js" '


async def sign_in(request: Request) -> HTTPResponse:
    """Be one of the four, or nobody again, and go back to the account's page."""
    auth.check_own_origin(request)
    lotse = lotse_of(request)
    customer = str(request.form.get("customer", "")) if request.form else ""
    if customer and (customer not in CUSTOMERS or KID not in lotse.rules.identity_keys):
        raise NotFoundError("There is no such customer in this demonstration.")
    response = redirect("/shop/account", status=303)
    response.add_cookie(
        COOKIE,
        customer,
        httponly=True,
        secure=lotse.rules.secure_cookies,
        samesite="Lax",
        max_age=_SIGNED_IN_FOR_S if customer else 0,
    )
    return response


def signed_in(request: Request) -> str | None:
    """Which of the four this browser is, or None."""
    customer = request.cookies.get(COOKIE)
    known = customer in CUSTOMERS and KID in lotse_of(request).rules.identity_keys
    return customer if known else None


def personal(page: str, customer: str, request: Request) -> str:
    """A page of the shop for one of the four: with their name on it, and signed for the chat who they are."""
    token = identity(customer, request)
    named = page.replace(_BODY, f'{_BODY}data-customer="{escape(CUSTOMERS[customer])}" ', 1)
    return named.replace(_WIDGET, f'{_WIDGET}data-identity="{token}" ', 1)


def identity(customer: str, request: Request) -> str:
    """What the shop signs, as docs/identity.md says."""
    lotse = lotse_of(request)
    claims = {
        "iss": "https://bergwerk.example",
        "aud": "lotse",
        "sub": customer,
        "email": f"{customer}@example.com",
        "name": CUSTOMERS[customer],
        "exp": int(lotse.clock.now().timestamp()) + _COUNTS_FOR_S,
    }
    return jwt.encode(claims, lotse.rules.identity_keys[KID], "HS256", headers={"kid": KID})
