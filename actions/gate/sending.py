"""Letting a mail out: while there is time to tell of it, as far as the limits go, and counted only if it went."""

from collections.abc import Callable

from actions.gate.letters import Letters
from actions.gate.turns import asker_of, key
from actions.mail.mail import Mail, MailError
from actions.mail.post import Post
from actions.turn import Turn


def send(letters: Letters, post: Post, turn: Turn, kind: str, email: str, write: Callable[[], Mail]) -> bool:
    """Send what `write` makes to a mailbox, once for this turn and kind; False when too many mails went there.

    Raises:
        MailError: It could not be sent.
        BackendSlowError: There is no time left to send it.
    """
    turn.ensure_time_for(post.seconds)
    if not letters.may_go(asker_of(turn), kind, email):
        return False
    try:
        post.send(write(), key(turn, kind))
    except MailError:
        letters.take_back(asker_of(turn), kind)
        raise
    return True
