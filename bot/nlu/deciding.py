"""What a message of several clauses asks for, decided from how the whole and each clause were read.

The reading of the whole message wins, unless its clauses are sure of something else. The numbers are confidences, which
are calibrated: at 0.85 seventeen of twenty are right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bot.nlu.negation import unwanted
from bot.nlu.requests import asks

Json = dict[str, Any]

FALLBACK, INFORM, OUT_OF_SCOPE = "nlu_fallback", "inform", "out_of_scope"
ANSWERS = ("affirm", "deny")
COMPLAINT = "complaint"
# Whoever asks for these is not kept waiting by anything else that they wrote.
PERSON, EMERGENCY = "contact_human_agent", "emergency"
# "I left by accident" sounds like an emergency where one does not see what was left. So the whole message has to leave
# that much room for it, unless the clause is all but certain: of people in danger none must be overlooked.
ROOM, CERTAIN = 0.01, 0.98
# They give way to a wish.
TALK = frozenset({INFORM, FALLBACK, "greet", "goodbye", "thank", "ask_capabilities"})
# No wish, whatever stands beside it.
SOFT = TALK | {*ANSWERS, COMPLAINT, "bot_challenge", OUT_OF_SCOPE}
# Two clauses with meanings of one family tell one matter: what is broken is also what comes back.
FAMILIES = (
    {"report_damaged_item", "return_item", "get_refund", "check_refund_policy", "review"},
    {"get_refund", "track_refund", "check_refund_policy", "payment_issue"},
    {"track_order", "delivery_period", "report_damaged_item"},
    {"cancel_order", "get_refund", "change_order"},
    {"get_invoice", "check_invoice"},
    {"recover_password", "registration_problems", "create_account", "edit_account", "switch_account"},
    {"change_shipping_address", "set_up_shipping_address", "edit_account"},
    {"product_information", "product_availability", "return_item", "check_refund_policy", "review"},
    {"payment_issue", "check_payment_methods"},
)
# "Ich habe bestellt und …" tells how it came to the wish.
BACKGROUND = "place_order"
MOST_WISHES = 3
# From here on an unsure clause is worth a question to the customer, once the sure one is served.
WORTH_ASKING = 0.75
# Less than this says nothing of what the whole message is about.
LIKELY = 0.25
# The matter in an angry message has to be this sure: else a person takes over, who reads all of it.
SURE_IN_ANGER = 0.85
# To say sorry, less is enough than to hand over.
ANGRY = 0.5
_PERSON = re.compile(
    r"mensch|person|mitarbeiter|berater|kolleg|agent|human|jemand|someone|somebody|support|representative|telefonier"
    r"|call me|anrufen|rückruf|sprechen|reden|talk|speak",
    re.IGNORECASE,
)


@dataclass
class Reading:
    """What was found: the intent (None: as the whole message was read) and what comes along."""

    intent: Json | None = None
    ranking: list[Json] | None = None
    clause: Json | None = None
    also: list[tuple[Json, bool]] = field(default_factory=list)
    answer: str | None = None
    angry: bool = False


def read(intent: str, clauses: list[Json], guesses: list[Json]) -> Reading:
    """Decide what a message asks for that was read as `intent`, and clause by clause.

    `guesses` are those at the whole message, best first, without `nlu_fallback`, also where none was sure enough.
    """
    wanted = [clause for clause in clauses if not unwanted(clause["text"], clause["intent"])]
    room = next((guess["confidence"] for guess in guesses if guess["name"] == EMERGENCY), 0)
    urgent = next((clause for clause in wanted if clause["sure"] and _is_urgent(clause, room)), None)
    if intent == EMERGENCY:
        return Reading()
    if urgent and intent != "bot_challenge":
        return Reading(_named(urgent), clause=urgent)
    # What is no emergency in its place is no matter either, and must not come in as a second wish.
    heard = [clause for clause in wanted if clause["intent"] != EMERGENCY]
    sure = [clause for clause in heard if clause["sure"]]
    likeliest = guesses[0]["name"] if guesses and guesses[0]["confidence"] >= LIKELY else intent
    wishes = _wishes(sure, likeliest)
    angry = any(clause["intent"] == COMPLAINT and clause["confidence"] >= ANGRY for clause in heard)
    reading = Reading(answer=_answer(clauses), angry=angry)
    if intent in ANSWERS:
        reading.answer = None
        reading.also = [(clause, True) for clause in wishes[:MOST_WISHES]]
    elif len(wishes) > 1:
        reading.intent, reading.clause = _named(wishes[0]), wishes[0]
        reading.also = [(clause, True) for clause in wishes[1:MOST_WISHES]]
    elif wishes and (intent, likeliest) == (FALLBACK, OUT_OF_SCOPE):
        _ask_about(reading, wishes[0])  # "my colleague booked a room elsewhere, who can he call?"
    elif wishes:
        _one_wish(reading, intent, wishes[0], clauses, heard)
    elif len(wanted) < len(clauses):
        _opposite(reading, heard)
    return reading


def _is_urgent(clause: Json, room: float) -> bool:
    if clause["intent"] == EMERGENCY:
        return room >= ROOM or clause["confidence"] >= CERTAIN
    return clause["intent"] == PERSON and bool(_PERSON.search(clause["text"]))


def _wishes(sure: list[Json], whole: str) -> list[Json]:
    """Clauses that ask for different matters, in order. What is only told is none: it is how the wish came about.

    Of clauses that tell one matter the one stays that the whole message was read as, else the last: how it came about
    is told first.
    """
    found = _matters([clause for clause in sure if _names_a_matter(clause)], whole)
    if len(found) > 1:
        asked = [clause for clause in found if asks(clause["text"])]
        found = asked or [clause for clause in found if clause["intent"] == whole] or found[-1:]
    if len(found) > 1:
        found = [clause for clause in found if clause["intent"] != BACKGROUND]
    return found


def _matters(clauses: list[Json], whole: str) -> list[Json]:
    """One clause for each matter."""
    different: list[Json] = []
    for clause in clauses:
        same = next((other for other in different if _one_matter(clause["intent"], other["intent"])), None)
        if same is None:
            different.append(clause)
        elif same["intent"] != whole:
            different[different.index(same)] = clause
    return different


def _names_a_matter(clause: Json) -> bool:
    return clause["intent"] not in {*SOFT, PERSON} and " " in clause["text"].strip()


def _one_matter(one: str, other: str) -> bool:
    return one == other or any({one, other} <= family for family in FAMILIES)


def _one_wish(reading: Reading, intent: str, wish: Json, clauses: list[Json], heard: list[Json]) -> None:
    """The one sure wish takes the place of small talk, of anger, and of what the customer does not want."""
    dropped = {clause["intent"] for clause in clauses if clause not in heard}
    if intent == FALLBACK and not asks(wish["text"]) and any(asks(clause["text"]) for clause in heard):
        return  # what is asked is not clear, and this only tells how it came about
    enough = intent != COMPLAINT or (wish["confidence"] >= SURE_IN_ANGER and asks(wish["text"]))
    if (intent in TALK | {COMPLAINT} and enough) or intent in dropped:
        reading.intent, reading.clause = _named(wish), wish
    unsure = [
        clause
        for clause in heard
        if not clause["sure"] and clause["confidence"] >= WORTH_ASKING and asks(clause["text"])
    ]
    reading.also = [
        (clause, False)
        for clause in unsure
        if clause["intent"] not in SOFT | {BACKGROUND}
        and not _one_matter(clause["intent"], wish["intent"])
        and not _one_matter(clause["intent"], intent)
    ][:1]


def _opposite(reading: Reading, heard: list[Json]) -> None:
    """Nothing but what the customer does not want is sure: that is a no, or the rest has to be asked about."""
    rest = [clause for clause in heard if not (clause["sure"] and clause["intent"] in SOFT - {FALLBACK})]
    if not rest:
        reading.intent = {"name": "deny", "confidence": 1.0}
        return
    best = max(rest, key=lambda clause: clause["confidence"])
    if best["confidence"] >= WORTH_ASKING and best["intent"] not in SOFT:
        reading.intent, reading.clause = _named(best), best
    else:
        _ask_about(reading, best)


def _ask_about(reading: Reading, clause: Json) -> None:
    """Let the customer say what is meant; what this clause may mean is offered first."""
    unclear = clause["intent"] == FALLBACK
    reading.intent = {"name": FALLBACK, "confidence": clause["confidence"] if unclear else 1 - clause["confidence"]}
    reading.ranking = clause["ranking"]


def _answer(clauses: list[Json]) -> str | None:
    first = clauses[0]
    return first["intent"] if first["sure"] and first["intent"] in ANSWERS else None


def _named(clause: Json) -> Json:
    return {"name": clause["intent"], "confidence": clause["confidence"]}
