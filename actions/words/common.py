"""What every action may have to say, also when the files of sentences cannot be read."""

from actions.words.sentence import Sentence

TALK_TO_A_PERSON = Sentence(de="Mit einer Person sprechen", en="Talk to a person")

TOO_SLOW = Sentence(
    de="Unser Bestellsystem antwortet gerade zu langsam, deshalb kann ich das im Moment nicht nachsehen. "
    "Bitte versuchen Sie es in ein paar Minuten noch einmal, oder sprechen Sie mit einer Person.",
    en="Our order system is answering too slowly right now, so I cannot look that up at the moment. "
    "Please try again in a few minutes, or talk to a person.",
)
DOWN = Sentence(
    de="Ich erreiche unser Bestellsystem gerade nicht. Das liegt an uns, nicht an Ihnen. "
    "Bitte versuchen Sie es in ein paar Minuten noch einmal, oder sprechen Sie mit einer Person.",
    en="I cannot reach our order system right now. This is our fault, not yours. "
    "Please try again in a few minutes, or talk to a person.",
)
BROKEN = Sentence(
    de="Dabei ist bei uns etwas schiefgegangen. Das liegt nicht an Ihnen. Eine Person kann Ihnen weiterhelfen.",
    en="Something went wrong on our side. It is not your fault. A person can help you with this.",
)
