"""What is said when something can be read, but not for certain."""

from actions.words.sentence import Sentence

DID_YOU_MEAN = Sentence(
    de="Das kann ich nicht sicher lesen. Meinten Sie {reading}?",
    en="I cannot read that for certain. Did you mean {reading}?",
)
ONE_OF_THESE = Sentence(
    de="Da bin ich nicht sicher. Meinten Sie etwas davon?",
    en="I am not sure about that. Did you mean one of these?",
)
