"""What is said about an order: where it is, state by state."""

from actions.backend.model import OrderState
from actions.words.sentence import Sentence, Written

STATE: dict[OrderState, Sentence] = {
    OrderState.PLACED: Written("order", "placed"),
    OrderState.PACKING: Written("order", "packing"),
    OrderState.SHIPPED: Written("order", "shipped"),
    OrderState.OUT_FOR_DELIVERY: Written("order", "out_for_delivery"),
    OrderState.DELIVERED: Written("order", "delivered"),
    OrderState.RETURNED: Written("order", "returned"),
    OrderState.REFUNDED: Written("order", "refunded"),
    OrderState.CANCELLED: Written("order", "cancelled"),
}

NOT_REFUNDED = Written("order", "returned_not_refunded")
OVERDUE = Written("order", "overdue")
ON_ITS_WAY = Written("order", "on_its_way")

PARCEL = Written("order", "parcel")
CONTENT = Written("order", "content")

CANCEL_IT = Written("order", "cancel_it")
SEND_BACK = Written("order", "send_back")
DAMAGED = Written("order", "damaged")

# In the middle of a sentence: "Sie ist …".
STATE_NAMES: dict[OrderState, Sentence] = {
    OrderState.PLACED: Written("states", "placed"),
    OrderState.PACKING: Written("states", "packing"),
    OrderState.SHIPPED: Written("states", "shipped"),
    OrderState.OUT_FOR_DELIVERY: Written("states", "out_for_delivery"),
    OrderState.DELIVERED: Written("states", "delivered"),
    OrderState.RETURNED: Written("states", "returned"),
    OrderState.REFUNDED: Written("states", "refunded"),
    OrderState.CANCELLED: Written("states", "cancelled"),
}
