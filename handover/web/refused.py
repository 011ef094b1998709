"""Noting for the owner what was refused at the edge; every error that is an attempt comes through here."""

from collections.abc import Iterator
from contextlib import contextmanager

from sanic import Request

from handover.domain.errors import ForeignConversationError, LotseError, TokenNotValidError
from handover.web import auth
from handover.web.edge import lotse_of


def note(request: Request, error: LotseError) -> None:
    """Have an attempt written down, beside the answer that it gets; other errors are left alone."""
    if error.refusal is None:
        return
    lotse = lotse_of(request)
    if isinstance(error, ForeignConversationError):
        conversation_id = error.own
    elif isinstance(error, TokenNotValidError):
        # The conversation in the path is the one that was tried at; whose token it is nobody knows.
        conversation_id = None
    else:
        conversation_id = request.match_info.get("conversation_id")
    lotse.refusals.note(error.refusal, auth.client(lotse, request), conversation_id)


@contextmanager
def noting(request: Request) -> Iterator[None]:
    """Note what is refused inside, for sockets, whose errors become codes of closing."""
    try:
        yield
    except LotseError as error:
        note(request, error)
        raise
