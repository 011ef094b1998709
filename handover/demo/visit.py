"""One visit of a customer: who they are, what they want, and how it has gone for them so far."""

import random
from dataclasses import dataclass, field
from datetime import timedelta

from handover.demo.chat import Chat
from handover.demo.matters import Matter
from handover.demo.people import Person, article
from handover.demo.talk import Talk
from handover.demo.timeline import Pause
from handover.demo.wording import Voice, manner, order_number
from handover.demo.world import World
from handover.domain.events import Floor

# How often they put it differently before they have enough.
_PATIENCE = {"patient": 3, "chatty": 3, "terse": 2, "angry": 1}
_SECONDS = {"patient": 24.0, "chatty": 30.0, "terse": 11.0, "angry": 14.0}


@dataclass(slots=True)
class Visit:
    """A customer at the chat.

    Attributes:
        again: How often they came about this before.
        solved: What they think of it; None until they know.
        tries: How often they said it; `answers` how often they told the bot what it asked for.
        touchpoint: Where they are.
    """

    world: World
    dice: random.Random
    person: Person
    matter: Matter
    again: int
    touchpoint: str
    voice: Voice = field(init=False)
    chat: Chat = field(init=False)
    article: str = field(init=False)
    talk: Talk = field(init=False)
    solved: bool | None = None
    gone: bool = False
    tries: int = 0
    answers: int = 0
    was_returned: bool = False
    told_agent: int = 0

    def __post_init__(self) -> None:
        person = self.person
        swiss = person.locale == "de-CH"
        self.voice = Voice(self.dice, person.language, manner(self.dice, person.mood, swiss=swiss))
        self.chat = Chat(self.world, self.dice, person)
        some = article(person.order, self.dice, person.language) if person.order else ""
        self.article = some or self.dice.choice(ARTICLES[person.language])

    @property
    def floor(self) -> Floor:
        """Who has the conversation."""
        return self.talk.floor

    @property
    def patient(self) -> bool:
        """Whether they would try once more."""
        return self.tries < _PATIENCE[self.person.mood]

    def happens(self, share: float) -> bool:
        """Chance."""
        return self.dice.random() < share

    def takes(self, middle: float, spread: float = 0.5) -> timedelta:
        """A time as people take it: mostly short, with a long tail; in seconds."""
        return timedelta(seconds=self.dice.lognormvariate(0, spread) * middle)

    def pause(self, factor: float = 1.0, *, for_news: bool = False) -> Pause:
        """The time to read and to type."""
        until = self.world.now + timedelta(seconds=2) + self.takes(_SECONDS[self.person.mood] * factor)
        return Pause(until, self.talk.topic if for_news else None)

    def words(self, name: str, **facts: str) -> str:
        """A phrase of this name, in their words."""
        order = self.person.order
        number = order_number(self.dice, order.number) if order else ""
        known = {"order": number, "article": self.article, "email": self.person.email}
        known |= {"postcode": order.postcode, "city": order.city} if order else {"postcode": "", "city": ""}
        return self.voice.say(name, **{**known, **facts})

    async def say(self, name: str, **facts: str) -> None:
        """Say something of this name."""
        await self.chat.say(self.talk, self.words(name, **facts))

    async def ask(self) -> None:
        """Say what it is about, in words that were not used yet."""
        self.tries += 1
        text = self.words(self.matter.name)
        if self.again and self.tries == 1 and self.happens(0.6):
            text = f"{self.words('came_back')} {text}"
        elif self.tries > 1 and self.happens(0.35):
            text = f"{self.words('differently')} {text}"
        await self.chat.say(self.talk, text)


ARTICLES = {
    "de": (
        "Tagesrucksack Rigi 18",
        "Hardshelljacke Föhn",
        "Daunenjacke Bernina",
        "Wanderschuhe Brocken GTX",
        "Bergschuhe Eiger Pro",
        "Trailrunningschuhe Flink",
        "Zweipersonenzelt Lagalp",
        "Daunenschlafsack Polaris",
        "Klettergurt Kante",
        "Schneeschuhe Spur",
        "Lawinenset Dreiklang",
        "Stirnlampe Nordlicht",
        "Fäustlinge Eisfeld",
        "Gaskocher Funke",
    ),
    "en": (
        "Rigi 18 daypack",
        "Föhn hardshell jacket",
        "Bernina down jacket",
        "Brocken GTX hiking boots",
        "Eiger Pro mountain boots",
        "Flink trail running shoes",
        "Lagalp two-person tent",
        "Polaris down sleeping bag",
        "Kante climbing harness",
        "Spur snowshoes",
        "Dreiklang avalanche set",
        "Nordlicht 400 headlamp",
        "Eisfeld mittens",
        "Funke gas stove",
    ),
}
"""What people without an order look at; by language."""
