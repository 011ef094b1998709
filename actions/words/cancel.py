"""What is said about cancelling an order."""

from actions.backend.model import OrderState
from actions.words.sentence import Sentence, Written

SUMMARY = Written("cancel", "summary")
DONE = Written("cancel", "done")
MONEY_BACK = Written("cancel", "money_back")
NO_INVOICE = Written("cancel", "no_invoice")
KEPT = Written("cancel", "kept")
NOT_REFUNDED = Written("cancel", "too_late_not_refunded")
UNSURE = Sentence(
    de="Unser Bestellsystem hat nicht rechtzeitig geantwortet. Ich weiß deshalb nicht sicher, ob die Bestellung "
    "storniert ist. Fragen Sie mich in ein paar Minuten nach ihrem Stand, oder sprechen Sie mit einer Person.",
    en="Our order system did not answer in time, so I do not know for certain whether the order is cancelled. "
    "Ask me where it is in a few minutes, or talk to a person.",
)

# Why not, and what can be done instead.
TOO_LATE: dict[OrderState, Sentence] = {
    OrderState.SHIPPED: Written("cancel", "too_late_shipped"),
    OrderState.OUT_FOR_DELIVERY: Written("cancel", "too_late_out_for_delivery"),
    OrderState.DELIVERED: Written("cancel", "too_late_delivered"),
    OrderState.RETURNED: Written("cancel", "too_late_returned"),
    OrderState.REFUNDED: Written("cancel", "too_late_refunded"),
    OrderState.CANCELLED: Written("cancel", "too_late_cancelled"),
}
