"""What is said about money that goes back."""

from actions.words.sentence import Written

PAID = Written("refund", "paid")
ON_ITS_WAY = Written("refund", "on_its_way")
DUE = Written("refund", "due")
START_IT = Written("refund", "start_it")
CANCELLED = Written("refund", "cancelled")
AWAITED = Written("refund", "awaited")
NOT_RETURNED = Written("refund", "not_returned")
SEND_BACK = Written("refund", "send_back")
NOT_DELIVERED = Written("refund", "not_delivered")
CANCEL_IT = Written("refund", "cancel_it")
UNCLEAR = Written("refund", "unclear")
SUMMARY = Written("refund", "summary")
STARTED = Written("refund", "started")
KEPT = Written("refund", "kept")

# By the names that the shop has for them.
PAYMENTS: dict[str, Written] = {
    "visa": Written("payments", "visa"),
    "mastercard": Written("payments", "mastercard"),
    "paypal": Written("payments", "paypal"),
    "invoice": Written("payments", "invoice"),
    "gift_card": Written("payments", "gift_card"),
    "twint": Written("payments", "twint"),
}
