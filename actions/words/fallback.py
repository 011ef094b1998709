"""What is said when the bot did not understand: the four rungs of the ladder."""

from actions.words.sentence import Sentence

DID_YOU_MEAN = Sentence(
    de="Ich bin nicht sicher, ob ich Sie richtig verstehe. Meinen Sie eines davon?",
    en="I am not sure that I understand you correctly. Do you mean one of these?",
)
IN_A_FORM = Sentence(
    de="Das habe ich nicht ganz verstanden. Meinen Sie eines davon? Sonst machen wir hier einfach weiter.",
    en="I did not quite understand that. Do you mean one of these? Otherwise we simply go on here.",
)
THIS_TOO = Sentence(
    de="Sie haben noch etwas anderes erwähnt. Soll ich Ihnen auch dabei helfen?",
    en="You mentioned something else. Shall I help you with that, too?",
)
NO_THANKS = Sentence(de="Nein, danke", en="No, thanks")
NONE_OF_THESE = Sentence(de="Nichts davon", en="None of these")
PLEASE_REPHRASE = Sentence(
    de="Das habe ich nicht ganz verstanden. Können Sie es mit anderen Worten sagen, am besten in einem kurzen Satz? "
    "Oder sprechen Sie mit einer Person.",
    en="I did not quite understand that. Could you put it another way, ideally in one short sentence? Or talk to a "
    "person.",
)
REPHRASE_AGAIN = Sentence(
    de="Ich verstehe noch nicht, worum es geht. Ein paar Stichwörter helfen mir, zum Beispiel „Bestellung stornieren“. "
    "Oder sprechen Sie mit einer Person.",
    en="I still do not understand what it is about. A few keywords would help me, for example “cancel order”. Or talk "
    "to a person.",
)
TAKE_A_PERSON = Sentence(
    de="Es tut mir leid, ich komme hier nicht weiter. Eine Person aus unserem Team kann Ihnen bestimmt helfen: Soll "
    "ich Sie verbinden?",
    en="I am sorry, I am stuck here. A person on our team can surely help you: shall I put you through?",
)
HANDING_OVER = Sentence(
    de="Bevor wir uns weiter im Kreis drehen, gebe ich Sie an eine Person aus unserem Team weiter. Sie müssen nichts "
    "wiederholen: Unser Gespräch liegt ihr vor.",
    en="Before we go round in circles, I am handing you over to a person on our team. You will not have to repeat "
    "anything: they can read our conversation.",
)
