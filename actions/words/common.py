"""What every action may have to say, also when the files of sentences cannot be read."""

from actions.words.sentence import Sentence, Written

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
# After a change was asked for, silence says nothing about whether it was made.
UNSURE = Sentence(
    de="Unser Bestellsystem hat nicht rechtzeitig geantwortet. Ich weiß deshalb nicht sicher, ob die Änderung "
    "gespeichert ist. Fragen Sie mich in ein paar Minuten noch einmal, oder sprechen Sie mit einer Person.",
    en="Our order system did not answer in time, so I do not know for certain whether the change was saved. "
    "Ask me again in a few minutes, or talk to a person.",
)
REFUSED = Sentence(
    de="Unser Bestellsystem nimmt das so nicht an. Es ist nichts geändert. Eine Person kann es für Sie erledigen.",
    en="Our order system does not take this as it is. Nothing was changed. A person can get it done for you.",
)
NOT_OFFERED = Sentence(
    de="Das kann ich hier im Chat nicht erledigen. Es ist nichts geändert. Eine Person kann Ihnen weiterhelfen.",
    en="I cannot do that here in the chat. Nothing was changed. A person can help you with this.",
)
NO_MAIL = Sentence(
    de="Ich kann gerade keine E-Mail verschicken. Das liegt an uns, nicht an Ihnen. "
    "Bitte versuchen Sie es später noch einmal, oder sprechen Sie mit einer Person.",
    en="I cannot send e-mails at the moment. This is our fault, not yours. "
    "Please try again later, or talk to a person.",
)

YES_OR_NO = Written("confirming", "yes_or_no")
