"""What customers come about: how often, on which pages, in which months, and how well bot and agents can help."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

UNSERVED = "unserved"
"""Prefix of what the shop does not do, or what its bot knows nothing about; the gaps that owners are to find."""
BROKEN = "broken_checkout"

_ON_ITS_WAY = ("shipped", "out_for_delivery", "packing", "placed")
_OPEN = ("packing", "placed")
_HERE = ("delivered",)
_BACK = ("returned", "refunded")
_CHRISTMAS = {11: 1.3, 12: 1.8}
_AFTER_CHRISTMAS = {12: 1.2, 1: 2.0}


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that customers come about.

    Attributes:
        name: Its phrases have this name.
        weight: How often it comes, next to the others.
        pages: Where customers are then; one that stands twice is twice as likely.
        states: Of the order that it is about, the likely ones; none when it is about no order.
        intents: What the bot has to understand.
        helped: How often the right answer of the bot is enough.
        solvable: How often an agent can solve it.
        rounds: How often agent and customer write each other.
        months: How much oftener it comes in these.
    """

    name: str
    weight: float
    pages: tuple[str, ...]
    states: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    helped: float = 0.85
    solvable: float = 0.93
    rounds: int = 2
    months: Mapping[int, float] = field(default_factory=dict)

    @property
    def served(self) -> bool:
        """Whether the bot has anything to say about it."""
        return not self.name.startswith((UNSERVED, BROKEN, "talk_"))

    @property
    def intents(self) -> frozenset[str]:
        """What the bot has to understand to be right."""
        return frozenset((self.name, *self.also)) if self.served else frozenset()


MATTERS: tuple[Matter, ...] = (
    Matter("place_order", 3, ("product", "product", "cart"), helped=0.8),
    Matter("track_order", 17, ("orders", "orders", "delivery", "home", "help"), _ON_ITS_WAY, months=_CHRISTMAS),
    Matter("cancel_order", 5, ("orders", "orders", "account"), _OPEN, rounds=2),
    Matter("change_order", 3, ("orders", "cart"), _OPEN, helped=0.25, rounds=3),
    Matter("check_cancellation_fee", 1, ("orders", "help"), helped=0.9),
    Matter("delivery_options", 4, ("delivery", "product", "checkout", "help"), months={12: 1.5}),
    Matter("delivery_period", 5, ("delivery", "product", "cart"), also=("delivery_options",), months=_CHRISTMAS),
    Matter("change_shipping_address", 4, ("account", "orders"), _OPEN),
    Matter("set_up_shipping_address", 1, ("checkout", "account"), helped=0.65),
    Matter("return_item", 8, ("returns", "returns", "orders"), _HERE, months=_AFTER_CHRISTMAS),
    Matter("report_damaged_item", 5, ("returns", "orders"), _HERE, rounds=3, months={1: 1.3}),
    Matter("check_refund_policy", 2, ("returns", "product", "help"), months=_AFTER_CHRISTMAS),
    Matter("get_refund", 3, ("returns", "orders"), _BACK, ("track_refund",), 0.75, rounds=3, months=_AFTER_CHRISTMAS),
    Matter("track_refund", 3, ("returns", "orders"), _BACK, ("get_refund",), 0.8, months={1: 1.6, 2: 1.6}),
    Matter("check_invoice", 2, ("orders", "account"), _HERE, ("get_invoice",), 0.7),
    Matter("get_invoice", 3, ("orders", "account"), _HERE, ("check_invoice",), months={1: 1.6, 2: 1.3}),
    Matter("check_payment_methods", 3, ("checkout", "checkout", "cart"), helped=0.88),
    Matter("payment_issue", 3, ("checkout",), helped=0.35, rounds=3),
    Matter("redeem_voucher", 3, ("checkout", "cart"), helped=0.7, months=_AFTER_CHRISTMAS),
    Matter("create_account", 1.5, ("account", "checkout"), also=("registration_problems",)),
    Matter("registration_problems", 1.5, ("account",), also=("create_account",), helped=0.5, rounds=3),
    Matter("recover_password", 4, ("account", "account", "checkout"), helped=0.85),
    Matter("edit_account", 1, ("account",), helped=0.8),
    Matter("switch_account", 0.7, ("account",), helped=0.8),
    Matter("delete_account", 0.8, ("account",), helped=0.6),
    Matter("newsletter_subscription", 2, ("home", "account"), months={11: 1.8}),
    Matter("product_information", 8, ("product",), helped=0.7, months={5: 1.3, 11: 1.2, 12: 1.3}),
    Matter("product_availability", 6, ("product", "product", "other"), months={11: 1.4, 12: 1.6, 6: 1.2}),
    Matter("contact_customer_service", 2.5, ("help", "home")),
    Matter("contact_human_agent", 4, ("help", "orders", "returns"), rounds=2),
    Matter("complaint", 2.5, ("help", "orders"), ("delivered", "shipped"), solvable=0.75, rounds=3, months={12: 1.5}),
    Matter("review", 0.8, ("product", "orders"), helped=0.95),
    Matter("talk_chat", 1.5, ("home", "help", "product")),
    Matter("talk_nonsense", 0.8, ("home", "other")),
    Matter("unserved_repair", 2.6, ("returns", "product", "help"), rounds=3, months={3: 1.4, 4: 1.4}),
    Matter("unserved_rental", 2.2, ("product", "home"), solvable=0.5, months={12: 1.8, 1: 2.2, 2: 1.8, 7: 1.3}),
    Matter("unserved_pick_up", 2.0, ("checkout", "product"), rounds=2, months={12: 1.7}),
    Matter("unserved_kids_sizes", 1.8, ("product",), rounds=2, months={8: 1.6, 11: 1.4}),
    Matter("unserved_gift_wrap", 1.2, ("checkout", "cart"), months={11: 2.5, 12: 6.0}),
    Matter("unserved_customs", 1.3, ("checkout", "help"), solvable=0.7),
    Matter("unserved_sustainability", 1.2, ("product", "home"), solvable=0.8),
    Matter("unserved_group_order", 1.4, ("cart", "help"), rounds=3, months={4: 1.7, 5: 1.7}),
    Matter("unserved_avalanche_course", 1.2, ("product", "other"), solvable=0.5, months={11: 3.0, 12: 3.0, 1: 3.0}),
    Matter("unserved_price_match", 1.4, ("product", "cart"), solvable=0.6, months={11: 2.5}),
    Matter("unserved_instalments", 1.1, ("checkout",), solvable=0.5, months={11: 1.5}),
    Matter("unserved_boot_fitting", 1.6, ("product",), rounds=3, months={5: 1.6, 6: 1.6}),
    Matter("unserved_delivery_hut", 0.9, ("delivery", "checkout", "help"), solvable=0.6, months={7: 2.0, 8: 2.0}),
    Matter("unserved_spare_parts", 1.7, ("product", "help"), rounds=3, months={6: 1.4, 7: 1.4}),
    Matter("unserved_second_hand", 0.9, ("home", "help"), solvable=0.4),
    Matter("unserved_time_slot", 1.4, ("delivery", "orders", "checkout"), solvable=0.6, months={12: 1.8}),
)
TRACK_ORDER = MATTERS[1]
BROKEN_CHECKOUT = Matter(BROKEN, 0, ("checkout",), solvable=0.7, rounds=3)

_PAGES = {
    "home": ("/", "Bergwerk", "Bergwerk"),
    "product": ("/shop/product", "Artikel – Bergwerk", "Item – Bergwerk"),
    "cart": ("/shop/cart", "Warenkorb – Bergwerk", "Cart – Bergwerk"),
    "checkout": ("/shop/checkout", "Kasse – Bergwerk", "Checkout – Bergwerk"),
    "delivery": ("/shop/delivery", "Lieferung – Bergwerk", "Delivery – Bergwerk"),
    "orders": ("/shop/orders", "Bestellungen – Bergwerk", "Orders – Bergwerk"),
    "returns": ("/shop/returns", "Rückgabe – Bergwerk", "Returns – Bergwerk"),
    "account": ("/shop/account", "Konto – Bergwerk", "Account – Bergwerk"),
    "help": ("/shop/help", "Hilfe – Bergwerk", "Help – Bergwerk"),
    "other": ("/winter", "Winter – Bergwerk", "Winter – Bergwerk"),
}


def page(touchpoint: str, language: str, article: str) -> dict[str, str]:
    """The page of the demo shop that belongs to a touchpoint."""
    path, de, en = _PAGES[touchpoint]
    query = f"?article={article}" if touchpoint == "product" else ""
    return {"url": f"https://bergwerk.example{path}{query}", "title": de if language == "de" else en}


def pick(dice: random.Random, day: date, besides: frozenset[str] = frozenset()) -> Matter:
    """What somebody comes about on this day; nothing of `besides`."""
    some = [one for one in MATTERS if one.name not in besides]
    return dice.choices(some, [one.weight * one.months.get(day.month, 1.0) for one in some])[0]
