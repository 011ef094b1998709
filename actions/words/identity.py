"""What is said on the way to an order: its number, its postcode, and when it stays closed."""

from actions.reading.numbers import Unreadable
from actions.words.sentence import Sentence, Written

NUMBER_UNREADABLE: dict[Unreadable, Sentence] = {
    Unreadable.NOTHING: Written("proof", "number_nothing"),
    Unreadable.UNSAFE: Written("proof", "number_unsafe"),
    Unreadable.SEVERAL: Written("proof", "number_several"),
    Unreadable.NOT_OURS: Written("proof", "number_not_ours"),
}

YOUR_ORDERS = Written("proof", "your_orders")

POSTCODE_UNREADABLE: dict[Unreadable, Sentence] = {
    Unreadable.NOTHING: Written("proof", "postcode_nothing"),
    Unreadable.UNSAFE: Written("proof", "postcode_unsafe"),
    Unreadable.SEVERAL: Written("proof", "postcode_several"),
}

WHY_POSTCODE = Written("proof", "why_postcode")

# The same words for an order that does not exist: else numbers could be tried until one of them is real.
WRONG = Written("proof", "wrong")
LOCKED = Written("proof", "locked")
GIVING_UP = Written("proof", "giving_up")
NOT_PROVED = Written("proof", "not_proved")
