"""The ladder for messages that were not understood. It has a bottom: at the fourth in a row a person takes over."""

from actions.base import ShopAction
from actions.replies.ladder import rung
from actions.replies.meanings import choices, likely
from actions.replies.reply import Choice, Reply
from actions.turn import FALLBACK, Turn
from actions.words import fallback as words
from actions.words.intents import PLAIN_NAMES

REPHRASE, PERSON = 2, 3
REASON = "not_understood"


class Fallback(ShopAction):
    """Offers meanings, then asks to rephrase, then offers a person, then hands over."""

    action_name = "action_fallback"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Step on the rung that the conversation has reached."""
        besides = turn.told("besides")
        if besides and besides in PLAIN_NAMES:
            _ask_about(besides, reply)
            return
        step = rung(turn)
        meanings = likely(turn)
        if step == 1 and meanings:
            reply.say(words.DID_YOU_MEAN, *choices(meanings, turn, reply, REASON))
        elif step <= REPHRASE:
            sentence = words.PLEASE_REPHRASE if step < REPHRASE else words.REPHRASE_AGAIN
            reply.say(sentence, reply.person(REASON))
        elif step == PERSON:
            reply.say(words.TAKE_A_PERSON, reply.person(REASON))
        else:
            reply.say(words.HANDING_OVER)
            reply.escalate(REASON)
        reply.fail(REASON, f"rung {step}, {_best(turn)}")


def _ask_about(besides: str, reply: Reply) -> None:
    """A part of a message whose other part was served: no step on the ladder."""
    yes = Choice(PLAIN_NAMES[besides].in_(reply.language), besides)
    reply.say(words.THIS_TOO, yes, Choice(words.NO_THANKS.in_(reply.language), "deny"))


def _best(turn: Turn) -> str:
    guesses = [f"likeliest {name} at {confidence:.2f}" for name, confidence in turn.ranking if name != FALLBACK]
    return guesses[0] if guesses else "no guess"
