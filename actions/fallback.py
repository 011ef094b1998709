"""The ladder for messages that were not understood. It has a bottom: at the fourth in a row a person takes over."""

from actions.base import ShopAction
from actions.reading import OrderNumber, read_order_number
from actions.reply import Choice, Reply
from actions.turn import FALLBACK, Turn
from actions.words import fallback as words
from actions.words.intents import PLAIN_NAMES

# By chance each of the forty meanings would have 0.025.
LIKELY = 0.1
BESIDE_THE_BEST = 1 / 3
MOST_MEANINGS = 3
REPHRASE, PERSON = 2, 3
PERSON_INTENT = "contact_human_agent"
REASON = "not_understood"


class Fallback(ShopAction):
    """Offers meanings, then asks to rephrase, then offers a person, then hands over."""

    action_name = "action_fallback"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Step on the rung that the conversation has reached."""
        rung = _rung(turn, self.name())
        meanings = _likely(turn)
        if rung == 1 and meanings:
            none_of_these = Choice(words.NONE_OF_THESE.in_(reply.language), FALLBACK)
            reply.say(words.DID_YOU_MEAN, *(_meaning(intent, turn, reply) for intent in meanings), none_of_these)
        elif rung <= REPHRASE:
            sentence = words.PLEASE_REPHRASE if rung < REPHRASE else words.REPHRASE_AGAIN
            reply.say(sentence, reply.person(REASON))
        elif rung == PERSON:
            reply.say(words.TAKE_A_PERSON, reply.person(REASON))
        else:
            reply.say(words.HANDING_OVER)
            reply.escalate(REASON)
        reply.fail(REASON, f"rung {rung}, {_best(turn)}")


def _rung(turn: Turn, action: str) -> int:
    """One more than the customer's turns directly before this one that ended here."""
    rung = 1
    fell_back = False
    newest = True
    for event in reversed(turn.events):
        kind = event.get("event")
        if kind == "action" and event.get("name") == action:
            fell_back = True
        elif kind in {"session_started", "restart"}:
            break
        elif kind == "user":
            if not newest and not fell_back:
                break
            rung += 0 if newest else 1
            newest = fell_back = False
    return rung


def _likely(turn: Turn) -> list[str]:
    """The likeliest matters that can be offered by name, without those that are far behind the first."""
    named = [(name, confidence) for name, confidence in turn.ranking if confidence >= LIKELY and name in PLAIN_NAMES]
    best = max((confidence for _, confidence in named), default=0)
    return [name for name, confidence in named if confidence >= BESIDE_THE_BEST * best][:MOST_MEANINGS]


def _best(turn: Turn) -> str:
    guesses = [f"likeliest {name} at {confidence:.2f}" for name, confidence in turn.ranking if name != FALLBACK]
    return guesses[0] if guesses else "no guess"


def _meaning(intent: str, turn: Turn, reply: Reply) -> Choice:
    if intent == PERSON_INTENT:
        return reply.person(REASON)
    return Choice(PLAIN_NAMES[intent].in_(reply.language), intent, _told(turn))


def _told(turn: Turn) -> dict[str, str]:
    """What the message says already, so that it goes along with the choice."""
    told = {each["entity"]: str(each.get("value")) for each in turn.entities if each.get("entity") == "product"}
    number = read_order_number(turn.text)
    return told | ({"order_number": number.text} if isinstance(number, OrderNumber) else {})
