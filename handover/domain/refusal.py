"""Attempts to see or do what is not one's own: each was refused, and each is there for the owner to read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class RefusalKind(StrEnum):
    """What was refused.

    Attributes:
        WRONG_POSTCODE: An order was asked for with another postcode than its own; also one that does not exist.
        WRONG_CODE: A code that was sent by mail was answered wrongly.
        LOCKED: There were so many wrong answers before that none is looked at any more.
        FOREIGN_ORDER: Somebody who is signed in asked for an order that is not theirs; also one that does not exist.
        IDENTITY_NOT_VALID: An identity that no key of the host site signed, or that has run out.
        TOKEN_NOT_VALID: A token of a conversation that the service did not sign.
        FOREIGN_CONVERSATION: The token of one conversation was shown for another one.
        COMMAND_TYPED: A message that begins with a slash, as commands to the bot do.
        CHOICE_NOT_OFFERED: A choice that the newest message of the bot does not offer. Also a button in a second tab.
    """

    WRONG_POSTCODE = "wrong_postcode"
    WRONG_CODE = "wrong_code"
    LOCKED = "locked"
    FOREIGN_ORDER = "foreign_order"
    IDENTITY_NOT_VALID = "identity_not_valid"
    TOKEN_NOT_VALID = "token_not_valid"  # noqa: S105 - a kind of refusal
    FOREIGN_CONVERSATION = "foreign_conversation"
    COMMAND_TYPED = "command_typed"
    CHOICE_NOT_OFFERED = "choice_not_offered"


# What the bot tells by a signal; the service finds the others itself.
OF_BOT = frozenset({RefusalKind.WRONG_POSTCODE, RefusalKind.WRONG_CODE, RefusalKind.LOCKED, RefusalKind.FOREIGN_ORDER})
# Each is a try to prove something that one does not know.
GUESSES = OF_BOT
# So many guesses at one order, or by one network address, in a period look like guessing. A customer who mistypes has
# reached the limit of the gate by then.
MANY_GUESSES = 5

# A turn says few of them; a bot gone wrong must not fill the log.
_MOST_OF_TURN = 5
# Letters and at least six digits. Shorter ones could be a postcode (CH-8004), digits alone a code.
_ORDER = re.compile(r"[A-Z]{1,8}[-/ ]?\d{6,20}")


@dataclass(frozen=True, slots=True)
class Refusal:
    """One attempt.

    Attributes:
        at: When, in UTC.
        kind: What was refused.
        subject: The number of the order that it was about, or None.
        client: A hash of the network address, or None when it is not known.
        conversation_id: Whose token was used; None when there is no conversation.
        message_id: The customer's message, or None when none was taken.
    """

    at: datetime
    kind: RefusalKind
    subject: str | None = None
    client: str | None = None
    conversation_id: UUID | None = None
    message_id: UUID | None = None


def order_number(subject: object) -> str | None:
    """`subject` if it is the number of an order, else None.

    Threat: what a customer typed as a proof (a postcode, a code, an address) comes along in its place and is kept.
    """
    return subject if isinstance(subject, str) and _ORDER.fullmatch(subject) else None


def of_turn(signals: Iterable[Mapping[str, Any]]) -> list[tuple[RefusalKind, str | None]]:
    """Kind and subject of what the bot refused in one turn, each once; kinds that are not the bot's are left out."""
    found = [refused for signal in signals if (refused := signal.get("refused"))]
    known = [one for one in found if one.get("kind") in OF_BOT]
    each = dict.fromkeys((RefusalKind(one["kind"]), order_number(one.get("subject"))) for one in known)
    return list(each)[:_MOST_OF_TURN]
