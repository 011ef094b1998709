"""What is said when something arrived broken, wrong or incomplete."""

from actions.words.sentence import Written

PASSED_ON = Written("damage", "passed_on")
PASSED_ON_WITHOUT_NUMBER = Written("damage", "passed_on_without_number")
WHICH_ORDER = Written("damage", "which_order")
