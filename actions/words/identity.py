"""What is said on the way to an order: its number, its postcode, and when it stays closed."""

from actions.reading import Unreadable
from actions.words.sentence import Sentence

NUMBER_UNREADABLE = {
    Unreadable.NOTHING: Sentence(
        de="Darin habe ich keine Bestellnummer gefunden.",
        en="I could not find an order number in that.",
    ),
    Unreadable.UNSAFE: Sentence(
        de="Diese Nummer kann ich nicht sicher lesen: Eine Bestellnummer hat genau sechs Ziffern.",
        en="I cannot read this number safely: an order number has exactly six digits.",
    ),
    Unreadable.SEVERAL: Sentence(
        de="Das sind mehrere Bestellnummern. Bitte nennen Sie mir eine nach der anderen.",
        en="These are several order numbers. Please give me one at a time.",
    ),
    Unreadable.NOT_OURS: Sentence(
        de="Diese Nummer ist keine Bestellnummer von Bergwerk. Bitte sehen Sie noch einmal in Ihrer "
        "Bestellbestätigung nach.",
        en="This is not a Bergwerk order number. Please have another look at your order confirmation.",
    ),
}

POSTCODE_UNREADABLE = {
    Unreadable.NOTHING: Sentence(
        de="Darin habe ich keine Postleitzahl gefunden.",
        en="I could not find a postcode in that.",
    ),
    Unreadable.UNSAFE: Sentence(
        de="Das kann ich nicht als Postleitzahl lesen: In Deutschland hat sie fünf Ziffern (mit der Null am Anfang), "
        "in Österreich und der Schweiz vier.",
        en="I cannot read this as a postcode: it has five digits in Germany (with the leading zero) "
        "and four in Austria and Switzerland.",
    ),
    Unreadable.SEVERAL: Sentence(
        de="Das sind mehrere Zahlen. Bitte nennen Sie mir nur die Postleitzahl der Lieferadresse.",
        en="These are several numbers. Please give me only the postcode of the delivery address.",
    ),
}

# The same words for an order that does not exist: else numbers could be tried until one of them is real.
WRONG = Sentence(
    de="Bestellnummer und Postleitzahl passen nicht zusammen. Bitte prüfen Sie beide; gemeint ist die Postleitzahl "
    "der Lieferadresse, in Deutschland mit allen fünf Ziffern.",
    en="The order number and the postcode do not match. Please check both; I mean the postcode of the delivery "
    "address, in Germany with all five digits.",
)
LOCKED = Sentence(
    de="Die Angaben haben mehrmals nicht zusammengepasst. Zum Schutz unserer Kundinnen und Kunden frage ich hier nicht "
    "weiter nach. Eine Person aus unserem Team kann Ihnen weiterhelfen.",
    en="The details did not match several times. To protect our customers I will not go on asking here. A person on "
    "our team can help you.",
)
GIVING_UP = Sentence(
    de="So kommen wir leider nicht weiter, und ich möchte nicht raten. Eine Person aus unserem Team hilft Ihnen gern.",
    en="I am afraid we are not getting anywhere like this, and I do not want to guess. "
    "A person on our team will be glad to help.",
)
NOT_PROVED = Sentence(
    de="Ohne Bestellnummer und die passende Postleitzahl kann ich zu einer Bestellung nichts sagen. "
    "Eine Person aus unserem Team kann Ihnen weiterhelfen.",
    en="Without an order number and its postcode I cannot say anything about an order. "
    "A person on our team can help you.",
)
