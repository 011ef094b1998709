"""Letting a mail out: while there is time to tell of it, as far as the limits go, and counted only if it went."""

from collections.abc import Callable

import structlog

from actions.backend.port import BackendError
from actions.gate.letters import NOTICE, Letters
from actions.gate.turns import asker_of, key
from actions.mail.mail import Mail
from actions.mail.post import Post
from actions.turn import Turn

log = structlog.get_logger()


def send(letters: Letters, post: Post, turn: Turn, kind: str, email: str, write: Callable[[], Mail]) -> bool:
    """Send what `write` makes to a mailbox, once for this turn and kind; False when too many mails went there.

    Raises:
        MailError: It could not be sent.
        BackendError: What it tells could not be asked, or there is no time left to send it.
    """
    turn.ensure_time_for(post.seconds)
    if not letters.may_go(asker_of(turn), kind, email):
        return False
    try:
        mail = write()
        turn.ensure_time_for(post.seconds)  # what it tells may have been asked of the shop
        post.send(mail, key(turn, kind))
    except BackendError:
        letters.take_back(asker_of(turn), kind)
        raise
    return True


def tell_owner(letters: Letters, post: Post, turn: Turn, email: str, write: Callable[[], Mail]) -> None:
    """Tell a mailbox of a change that was made, once for this turn.

    The change stands whether or not the mail goes out, so nothing is raised; what did not go out is in the log.
    """
    if not post.ready:
        return
    try:
        sent = send(letters, post, turn, NOTICE, email, write)
    except BackendError as error:
        log.warning("the owner was not told of a change", conversation=turn.conversation, detail=error.detail)
        return
    if not sent:
        log.warning("the owner was not told of a change", conversation=turn.conversation, detail="too many mails")
