"""Which meanings are worth offering when a message was not understood, as choices with plain names."""

from actions.reading.numbers import OrderNumber, read_order_number
from actions.replies.reply import Choice, Reply
from actions.turn import FALLBACK, Turn
from actions.words import fallback as words
from actions.words.intents import PLAIN_NAMES

# Confidences are calibrated: of messages with 0.3, three in ten are meant so.
# A meaning less likely than this only makes the list longer.
LEAST = 0.05
# With these the right one is most likely among the choices, so that no more are needed.
ENOUGH_TOGETHER = 0.85
# Below this a list would be wrong more often than three times in four: better ask to rephrase.
WORTH_OFFERING = 0.25
FEWEST_MEANINGS, MOST_MEANINGS = 2, 3
PERSON_INTENT = "contact_human_agent"


def likely(turn: Turn, *, without: str = "") -> list[str]:
    """The matters that together likely hold the one that was meant, the likeliest first; none where that is too few."""
    chosen: list[str] = []
    together = 0.0
    for name, confidence in sorted(turn.ranking, key=lambda each: -each[1]):
        if name not in PLAIN_NAMES or name == without or confidence < LEAST:
            continue
        chosen.append(name)
        together += confidence
        if len(chosen) == MOST_MEANINGS or (len(chosen) >= FEWEST_MEANINGS and together >= ENOUGH_TOGETHER):
            break
    return chosen if together >= WORTH_OFFERING else []


def choices(meanings: list[str], turn: Turn, reply: Reply, reason: str) -> list[Choice]:
    """A choice for each meaning, and one for none of them. What is chosen tells what this message meant."""
    named = [_choice(intent, turn, reply, reason) for intent in meanings]
    return [*named, Choice(words.NONE_OF_THESE.in_(reply.language), FALLBACK)]


def _choice(intent: str, turn: Turn, reply: Reply, reason: str) -> Choice:
    if intent == PERSON_INTENT:
        return reply.person(reason, clarifies=True)
    return Choice(PLAIN_NAMES[intent].in_(reply.language), intent, _told(turn), clarifies=True)


def _told(turn: Turn) -> dict[str, str]:
    """What the message says already, so that it goes along with the choice."""
    product = turn.told("product")
    number = read_order_number(turn.text)
    return ({"product": product} if product else {}) | (
        {"order_number": number.text} if isinstance(number, OrderNumber) else {}
    )
