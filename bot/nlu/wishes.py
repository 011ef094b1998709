"""What a message asks for besides its intent: the wish behind the small talk, and a second wish beside the first.

What is found goes along as entities, which the channel and the forms read:

- `also`: an intent that the message asks for, too, with its clause; `sure` is false where the customer has to be asked.
- `answer`: `affirm` or `deny`, where a yes or no came before the wish.
- `mood`: `angry`, where anger came with a wish.
- `wrong`: the datum that the message takes back (`order_number`, `postcode`).
"""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.anger import sounds_angry
from bot.nlu.component import StatelessComponent, add_entities
from bot.nlu.corrections import taken_back
from bot.nlu.deciding import FALLBACK, SOFT, Json, read
from bot.nlu.found import UNCLEAR
from bot.nlu.negation import unwanted
from bot.nlu.order_numbers import find

MOST_GUESSES = 5
# "Ja, aber …" is no yes to act on.
_DOUBT = re.compile(r"\b(?:aber|doch|erst|vorher|warte\w*|moment|but|wait|first|before|unless|though)\b", re.IGNORECASE)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class WishReader(StatelessComponent):
    """Corrects the intent of messages with several clauses, and adds what else they ask for. Goes behind the gate."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message."""
        for message in messages:
            text = message.get(TEXT)
            if text:
                _apply_clauses(message)
                _apply_correction(message, text)
        return messages


def _apply_clauses(message: Message) -> None:
    name = (message.get(INTENT) or {}).get("name") or FALLBACK
    clauses = message.get("clauses") or []
    if len(clauses) < 2:  # noqa: PLR2004
        if unwanted(message.get(TEXT), name):
            _set_intent(message, {"name": "deny", "confidence": message.get(INTENT)["confidence"]})
        _apply_mood(message, angry=False)
        return
    guesses = [each for each in message.get("intent_ranking") or [] if each["name"] != FALLBACK]
    reading = read(name, clauses, guesses)
    if reading.intent:
        _set_intent(message, reading.intent, reading.ranking)
    if reading.also:
        _keep_own_numbers(message, reading.clause, [clause for clause, _ in reading.also])
    found = [_span("also", clause["intent"], clause, sure=sure, **_order_in(clause)) for clause, sure in reading.also]
    whole = {"start": 0, "end": len(message.get(TEXT))}
    doubtful = reading.answer == "affirm" and _DOUBT.search(message.get(TEXT))
    found += [_span("answer", reading.answer, whole)] if reading.answer and not doubtful and _asks(message) else []
    add_entities(message, found)
    _apply_mood(message, angry=reading.angry)


def _apply_mood(message: Message, *, angry: bool) -> None:
    """Anger counts beside a matter; alone it is the matter itself."""
    text = message.get(TEXT)
    if _asks(message) and (angry or sounds_angry(text)):
        add_entities(message, [_span("mood", "angry", {"start": 0, "end": len(text)})])


def _apply_correction(message: Message, text: str) -> None:
    """Taking a datum back is no matter of its own: it belongs to the form that is open, or to the newest matter."""
    entities = message.get(ENTITIES, [])
    numbers = any(each["entity"] in ("order_number", "postcode", "number") for each in entities)
    wrong = taken_back(text, with_number=numbers)
    if wrong:
        add_entities(message, [_span("wrong", wrong, {"start": 0, "end": len(text)})])


def _asks(message: Message) -> bool:
    """Whether the intent is a matter of the shop."""
    return (message.get(INTENT) or {}).get("name") not in SOFT


def _set_intent(message: Message, intent: Json, ranking: list[Json] | None = None) -> None:
    others = ranking or message.get("intent_ranking") or []
    message.set(INTENT, intent, add_to_output=True)
    ranked = [intent, *(each for each in others if each["name"] not in (intent["name"], FALLBACK))]
    message.set("intent_ranking", ranked, add_to_output=True)


def _order_in(clause: Json) -> Json:
    """The order number of a clause, where it names one."""
    numbers = [each.value for each in find(clause["text"]) if each.entity == "order_number"]
    return {"order_number": numbers[0]} if len(set(numbers)) == 1 else {}


def _keep_own_numbers(message: Message, first: Json | None, others: list[Json]) -> None:
    """An order number that stands in the clause of another wish is not the first one's."""
    own = [each._asdict() for each in find(first["text"])] if first else []
    theirs = {each.value for clause in others for each in find(clause["text"]) if each.entity == "order_number"}
    entities = message.get(ENTITIES, [])
    if any(each["entity"] == "order_number" for each in own):
        # Of two numbers in one message none was taken; clause by clause each is clear.
        numbers = [{**each, "extractor": "wishes"} for each in own if each["entity"] == "order_number"]
        kept = [each for each in entities if each["entity"] not in ("order_number", UNCLEAR + "order_number")]
        message.set(ENTITIES, [*kept, *numbers], add_to_output=True)
    elif theirs:
        kept = [each for each in entities if each["entity"] != "order_number" or each["value"] not in theirs]
        message.set(ENTITIES, kept, add_to_output=True)


def _span(entity: str, value: str, place: Json, **more: Any) -> Json:
    span = {"entity": entity, "value": value, "start": place["start"], "end": place["end"], "extractor": "wishes"}
    return span | ({**more, "text": place["text"], "ranking": place["ranking"][:MOST_GUESSES]} if more else {})
