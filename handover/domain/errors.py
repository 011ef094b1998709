"""What can go wrong in support work. Each error knows the code that the wire shows and the HTTP status it maps to."""

from typing import Any
from uuid import UUID

from handover.domain.refusal import RefusalKind


class LotseError(Exception):
    """Base of all errors that a caller can do something about.

    Args:
        message: A sentence for a person.
        details: Facts for a program, or None.

    Attributes:
        refusal: The kind of attempt that this refused, or None. The edge notes each such error for the owner.
    """

    code = "error"
    status = 400
    refusal: RefusalKind | None = None

    def __init__(self, message: str, details: Any = None) -> None:
        super().__init__(message)
        self.message = message
        self.details = details


class NotFoundError(LotseError):
    """There is none, or it is not yours: the answer is the same for both."""

    code = "not_found"
    status = 404


class ConversationNotFoundError(NotFoundError):
    """No such conversation for whoever asks."""

    code = "conversation_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such conversation, or it is not yours.")


class ForeignConversationError(ConversationNotFoundError):
    """The token of one conversation was shown for another one: the same answer as if there were none.

    Args:
        own: The conversation whose token it is.
    """

    refusal = RefusalKind.FOREIGN_CONVERSATION

    def __init__(self, own: UUID) -> None:
        super().__init__()
        self.own = own


class WrongStateError(LotseError):
    """The request is fine, but not now."""

    code = "wrong_state"
    status = 409


class WrongFloorError(WrongStateError):
    """Somebody else has the floor."""

    code = "wrong_floor"


class AlreadyAcceptedError(WrongStateError):
    """Another agent was first."""

    code = "already_accepted"


class AlreadyPromisedError(WrongStateError):
    """An answer is promised to this customer already."""

    code = "already_promised"


class AlreadyAnsweredError(WrongStateError):
    """What was promised was answered already, by another agent perhaps."""

    code = "already_answered"


class AgentFullError(WrongStateError):
    """The agent has as many conversations as their capacity allows."""

    code = "agent_full"


class IdReusedError(WrongStateError):
    """The same id came again with another body."""

    code = "id_reused"

    def __init__(self) -> None:
        super().__init__("This id was used before for another request. Make a new id.")


class AlreadySentError(WrongStateError):
    """The delivery was taken; it is not sent twice."""

    code = "already_sent"

    def __init__(self) -> None:
        super().__init__("This was sent already.")


class NameTakenError(WrongStateError):
    """Another one has this name."""

    code = "name_taken"

    def __init__(self) -> None:
        super().__init__("This name is taken. Choose another one.")


class GapMergedError(WrongStateError):
    """The gap became a part of another one.

    Args:
        into: Which one.
    """

    code = "gap_merged"

    def __init__(self, into: UUID) -> None:
        super().__init__("This gap was merged into another one.", {"into": str(into)})


class FixNotProvenError(WrongStateError):
    """A gap cannot be called verified."""

    code = "fix_not_proven"


class ChoiceNotOfferedError(WrongStateError):
    """The choice is not one of the newest bot message, or was taken already."""

    code = "choice_not_offered"
    refusal = RefusalKind.CHOICE_NOT_OFFERED

    def __init__(self) -> None:
        super().__init__("This choice is not on offer any more. Please write what you need.")


class ConversationClosedError(WrongStateError):
    """The conversation has ended."""

    code = "conversation_closed"

    def __init__(self) -> None:
        super().__init__("This conversation has ended.")


class AnotherCustomerError(WrongStateError):
    """The identity is that of somebody else than the customer of this conversation."""

    code = "another_customer"

    def __init__(self) -> None:
        super().__init__("This conversation is not that customer's. Open a new one.")


class NotValidError(LotseError):
    """Well formed, but not acceptable."""

    code = "not_valid"
    status = 422


class CommandTypedError(NotValidError):
    """A message that begins as a command to the bot does."""

    refusal = RefusalKind.COMMAND_TYPED


class TooLargeError(LotseError):
    """More bytes than are taken."""

    code = "too_large"
    status = 413


class FileTypeError(LotseError):
    """A file whose content is of no type that is taken."""

    code = "unsupported_media_type"
    status = 415


class NotSignedInError(LotseError):
    """No token or session, or a bad one."""

    code = "not_signed_in"
    status = 401


class TokenNotValidError(NotSignedInError):
    """The token of a conversation was not signed by us."""

    refusal = RefusalKind.TOKEN_NOT_VALID


class IdentityNotValidError(NotSignedInError):
    """The identity that the host site signed does not hold."""

    code = "identity_not_valid"
    refusal = RefusalKind.IDENTITY_NOT_VALID


class WrongRoleError(LotseError):
    """Signed in, but this is for another role."""

    code = "wrong_role"
    status = 403


class TooManyError(LotseError):
    """Too many requests in too short a time; `details` tells the seconds to wait."""

    code = "too_many"
    status = 429


class UnavailableError(LotseError):
    """A part that this needs is away; trying again in `details["retry_after_s"]` seconds may work."""

    code = "unavailable"
    status = 503
