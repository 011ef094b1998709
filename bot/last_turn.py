"""What the bot said last, and what a customer means by answering it in a word or two."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered

from bot.replies import choice_of

if TYPE_CHECKING:
    from rasa.shared.core.trackers import DialogueStateTracker

Json = dict[str, Any]

PERSON = "contact_human_agent"
NONE_OF_THESE = "nlu_fallback"

_LAST_SENTENCE = re.compile(r"[^.!?]+[.!?]*\s*$")
_PERSON = re.compile(
    r"\b(?:person|mensch\w*|jemand\w*|team|verbinde\w*|human|somebody|put you through)\b", re.IGNORECASE
)
# The bot speaks of something that it would do next; its first choice is just that.
_OFFER = re.compile(
    r"\b(?:soll(?:en)? (?:ich|wir)|darf ich|möchten sie|wollen sie|shall (?:i|we)|should (?:i|we)|may i|do you want"
    r"|would you like)\b.*\?"
    r"|\bgern\b|\bgerne\b|\bauf wunsch\b|\bif you like\b|\bi can\b|\b(?:am|are|be|is) (?:happy|glad)\b",
    re.IGNORECASE,
)
# "Wenn Sie lieber mit einem Menschen sprechen, …": said by the way, so a yes may mean something else.
_BY_THE_WAY = re.compile(r"\b(?:wenn sie|falls sie|if you would|if you are)\b", re.IGNORECASE)
_OPEN_QUESTION = re.compile(r"^\W*(?:was|wo\w*|wie|wann|welche\w*|wer|what|which|how|where|when|who)\b", re.IGNORECASE)
_PLACES = (
    ("erste", "ersten", "erster", "erstes", "first", "1", "1st", "eins", "one"),
    ("zweite", "zweiten", "zweiter", "zweites", "second", "2", "2nd", "zwei", "two"),
    ("dritte", "dritten", "dritter", "drittes", "third", "3", "3rd", "drei", "three"),
)
_PLACE = re.compile(
    r"^\W*(?:(?:ja|yes|ok|okay|nehme|ich nehme|i take|i'll take)\W+)*"
    r"(?:das|die|der|den|the|nummer|nr|number|no|option)?\W*"
    r"(?P<place>\w+)\W*(?:(?:bitte|please|option|möglichkeit|one)\W*)*$",
    re.IGNORECASE,
)

# What stands around the words by which one of several orders is named: "die mit den Steigeisen bitte".
_AROUND = frozenset(
    """
    ja ok okay yes bitte please ich nehme meine i take mean my und and von vom mit aus from of with in on um about it s
    das die der den dem the one ones es ist geht is bestellung bestellungen order orders paket parcel
    davon diese dieser diesen this that
    """.split()  # noqa: SIM905
)
_KIND = re.compile(r"\b(?:bestellung|paket|order|parcel)\b", re.IGNORECASE)
_PART_OF_A_NAME = 5  # letters: "Rucksack" names the "Tourenrucksack"


@dataclass(frozen=True)
class LastTurn:
    """What the bot said and offered in its newest turn."""

    texts: list[str]
    choices: list[Json]
    buttons: list[Json]
    actions: list[str]

    @classmethod
    def of(cls, tracker: DialogueStateTracker) -> LastTurn:
        """Read it off a conversation that waits for the customer."""
        events = turn_events(list(tracker.events))
        said = [event for event in events if isinstance(event, BotUttered)]
        buttons = [button for event in said for button in (event.data.get("buttons") or [])]
        return cls(
            texts=[event.text for event in said if event.text],
            choices=[choice for choice in map(choice_of, buttons) if choice],
            buttons=buttons,
            actions=[event.action_name for event in events if isinstance(event, ActionExecuted) and event.action_name],
        )

    @property
    def clarifies(self) -> bool:
        """Whether the bot asked which of several meanings was meant."""
        return any(choice["intent"] == NONE_OF_THESE for choice in self.choices)

    def named(self, text: str) -> Json | None:
        """The choice that a customer types: by its label, or by its place ("das zweite")."""
        wanted = _plain(text)
        for choice in self.choices:
            if _plain(choice["label"]) == wanted:
                return choice
        match = _PLACE.match(text)
        place = match["place"].lower() if match and len(self._real()) > 1 else None
        found = (choice for names, choice in zip(_PLACES, self._real(), strict=False) if place in names)
        return next(found, None)

    def picked(self, text: str, slot: str, intent: str, *, yes: bool) -> Json | None:
        """The choice of a value for `slot` of the task `intent` that an answer inside its form takes.

        It is named by its label, its place or its words ("die mit den Steigeisen"); a yes takes the only one.
        """
        fitting = [
            choice
            for choice in self.choices
            if choice["intent"] == intent and any(each["entity"] == slot for each in choice["entities"])
        ]
        offered = replace(self, choices=fitting)
        named = offered.named(text) or offered.named(_KIND.sub(" ", text)) or _worded(fitting, text)
        only = len(fitting) == 1 and not _names_later_place(text)
        return named or (fitting[0] if yes and only else None)

    def yes(self) -> Json | None:
        """The choice that a yes takes; None when nothing was offered, or several things."""
        real = self._real()
        last = _LAST_SENTENCE.search(self.texts[-1]) if self.texts else None
        sentence = last.group() if last else ""
        offers = _OFFER.search(sentence) and not _BY_THE_WAY.search(sentence)
        if not real or _OPEN_QUESTION.match(sentence) or not (offers or "?" in sentence):
            return None
        person = next((choice for choice in real if choice["intent"] == PERSON), None)
        if person and _PERSON.search(sentence):
            return person
        return real[0] if len(real) == 1 or offers else None

    def _real(self) -> list[Json]:
        return [choice for choice in self.choices if choice["intent"] != NONE_OF_THESE]


def turn_events(events: list[Event]) -> list[Event]:
    """The events of the newest turn, from behind its first message: a turn may hold several messages."""
    places = [place for place, event in enumerate(events) if isinstance(event, UserUttered)]
    if not places:
        return []
    newest = events[places[-1]].message_id
    first = next(place for place in places if events[place].message_id == newest)
    return events[first + 1 :]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _worded(choices: list[Json], text: str) -> Json | None:
    """The one choice whose label has all words of `text` that could name it."""
    words = [word for word in _plain(text).split() if word not in _AROUND]
    found = [choice for choice in choices if words and _has_all(_plain(choice["label"]).split(), words)]
    return found[0] if len(found) == 1 else None


def _names_later_place(text: str) -> bool:
    match = _PLACE.match(_KIND.sub(" ", text))
    return match is not None and any(match["place"].lower() in names for names in _PLACES[1:])


def _has_all(label: list[str], words: list[str]) -> bool:
    return all(any(word == each or (len(word) >= _PART_OF_A_NAME and word in each) for each in label) for word in words)
