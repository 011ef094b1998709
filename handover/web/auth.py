"""The only door: who asks, and may they."""

import hmac
from urllib.parse import urlsplit
from uuid import UUID

from sanic import Request

from handover.domain.agent import Agent, Role
from handover.domain.errors import ForeignConversationError, NotSignedInError, WrongRoleError
from handover.services import agents
from handover.web.asker import address
from handover.web.lotse import Lotse
from handover.web.tokens import conversation_of

COOKIE = "lotse_signed_in"


def conversation_for_customer(lotse: Lotse, token: str | None, conversation_id: UUID) -> UUID:
    """The conversation, if this token opens it.

    Threat: somebody with a token of their own conversation who tries the id of another one. They get the same answer
    as for an id that does not exist.

    Raises:
        NotSignedInError: No token, or not one of ours.
        ForeignConversationError: A token of another conversation.
    """
    if not token:
        raise NotSignedInError("Send the token of the conversation as a bearer token.")
    own = conversation_of(lotse.rules.secret_key, token)
    if own != conversation_id:
        raise ForeignConversationError(own)
    return conversation_id


def bearer(request: Request) -> str | None:
    """The bearer token of a request; a cookie never stands in for it."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token else None


async def signed_in(lotse: Lotse, request: Request, *roles: Role) -> Agent:
    """Who is signed in on this browser, if they have one of the roles.

    Raises:
        NotSignedInError: Nobody is.
        WrongRoleError: This is for others.
    """
    agent = await agents.signed_in(lotse.store, lotse.clock, request.cookies.get(COOKIE))
    if roles and agent.role not in roles:
        raise WrongRoleError(f"This is for: {', '.join(roles)}.")
    return agent


def check_own_origin(request: Request) -> None:
    """Raise unless the page that sends this is one of ours.

    Threat: another site that lets the browser of a signed-in agent send requests; the cookie would come along.
    """
    if not _is_own(request, request.headers.get("origin", "")):
        raise WrongRoleError("This request must come from a page of this service (header Origin).")


def may_embed(lotse: Lotse, request: Request, origin: str) -> bool:
    """Whether pages of `origin` may talk to us for customers."""
    return origin in lotse.rules.allowed_sites or _is_own(request, origin)


def check_site(lotse: Lotse, request: Request) -> None:
    """Raise unless the page that sends this may embed the chat; programs, which name no page, may.

    Threat: a site that nobody allowed and that shows our chat, to read along or to send in a customer's name. Browsers
    hold back answers from such a site, but not the requests, and sockets not at all.
    """
    origin = request.headers.get("origin")
    if origin is not None and not may_embed(lotse, request, origin):
        raise WrongRoleError("Pages of this site may not use the chat (setting LOTSE_ALLOWED_SITES).")


def _is_own(request: Request, origin: str) -> bool:
    try:
        host = urlsplit(origin).netloc
    except ValueError:
        return False  # Such as "http://[".
    return host != "" and host == request.host


def client(lotse: Lotse, request: Request) -> str:
    """A hash of the network address: enough to count by, not to find somebody by."""
    return hmac.new(lotse.rules.secret_key.encode(), address(request).encode(), "sha256").hexdigest()[:32]
