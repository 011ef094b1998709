"""What is said when something arrived broken, wrong or incomplete."""

from actions.words.sentence import Sentence

PASSED_ON = Sentence(
    de="Darum kümmern wir uns: Ich gebe Ihre Meldung zur Bestellung {number} an eine Person aus unserem Team weiter. "
    "Sie müssen nichts wiederholen: Unser Gespräch liegt ihr vor.",
    en="We will take care of this: I am passing your report about order {number} on to a person on our team. You "
    "will not have to repeat anything: they can read our conversation.",
)
PASSED_ON_WITHOUT_NUMBER = Sentence(
    de="Darum kümmern wir uns: Ich gebe Ihre Meldung an eine Person aus unserem Team weiter, auch ohne "
    "Bestellnummer. Sie müssen nichts wiederholen: Unser Gespräch liegt ihr vor.",
    en="We will take care of this: I am passing your report on to a person on our team, even without an order "
    "number. You will not have to repeat anything: they can read our conversation.",
)
