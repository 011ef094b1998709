"""The orders of the demo shop: the eight that everybody knows, and some hundred that only have to look real.

All days count from the day on which the demo is built, so that a parcel that is on its way stays plausible. Nothing
else depends on when or where it is built.
"""

import random
import unicodedata
from dataclasses import replace
from datetime import date, timedelta

from actions.backend.demo_after import came_after
from actions.backend.demo_articles import ARTICLES
from actions.backend.demo_people import FIRST_NAMES, LAST_NAMES, MAIL_HOSTS, PAYMENTS, PLACES, STREETS, Place
from actions.backend.model import Address, Currency, Line, Name, Order, OrderState
from actions.backend.parcels import parcel

OTHERS = 320
FIRST_NUMBER, LAST_NUMBER = 101200, 105190
FREE_FROM_CENTS = 8000
SHIPPING_CENTS: dict[Currency, int] = {"EUR": 490, "CHF": 690}
# An order in this state is that many days old.
AGES: dict[OrderState, tuple[int, int]] = {
    OrderState.PLACED: (0, 1),
    OrderState.PACKING: (0, 2),
    OrderState.SHIPPED: (2, 5),
    OrderState.OUT_FOR_DELIVERY: (3, 5),
    OrderState.DELIVERED: (6, 200),
    OrderState.RETURNED: (14, 40),
    OrderState.REFUNDED: (25, 190),
    OrderState.CANCELLED: (3, 180),
}
# These states were reached so many days after the order; a fresh state was reached so many days ago.
DAYS_AFTER = {OrderState.PLACED: 0, OrderState.DELIVERED: 5, OrderState.REFUNDED: 20, OrderState.CANCELLED: 1}
DAYS_AGO = {OrderState.PACKING: 0, OrderState.SHIPPED: 1, OrderState.OUT_FOR_DELIVERY: 0, OrderState.RETURNED: 2}
WEIGHTS: dict[OrderState, int] = {
    OrderState.PLACED: 3,
    OrderState.PACKING: 4,
    OrderState.SHIPPED: 8,
    OrderState.OUT_FOR_DELIVERY: 3,
    OrderState.DELIVERED: 66,
    OrderState.RETURNED: 4,
    OrderState.REFUNDED: 7,
    OrderState.CANCELLED: 5,
}
ON_ITS_WAY = frozenset({OrderState.SHIPPED, OrderState.OUT_FOR_DELIVERY})
WITHOUT_PARCEL = frozenset({OrderState.PLACED, OrderState.PACKING, OrderState.CANCELLED})

MIA = ("mia.keller@example.com", Address("Mia Keller", "Badenerstrasse 118", "8004", "Zürich", "CH"))
JONAS = ("jonas.weber@example.com", Address("Jonas Weber", "Karl-Liebknecht-Straße 27", "04109", "Leipzig", "DE"))
LEA = ("lea.huber@example.com", Address("Lea Huber", "Maria-Theresien-Straße 9", "6020", "Innsbruck", "AT"))
TOM = ("tom.brunner@example.com", Address("Tom Brunner", "Kramgasse 41", "3011", "Bern", "CH"))

# number, customer, state, placed days ago, state reached days ago, (article, pieces)…, payment
KNOWN: tuple[tuple[int, tuple[str, Address], OrderState, int, int, tuple[tuple[str, int], ...], str], ...] = (
    (104512, MIA, OrderState.SHIPPED, 3, 1, (("BG-1001", 1), ("BG-3006", 2)), "twint"),
    (104733, JONAS, OrderState.DELIVERED, 9, 5, (("BG-3001", 1),), "paypal"),
    (104801, LEA, OrderState.OUT_FOR_DELIVERY, 4, 0, (("BG-4005", 1), ("BG-6003", 1)), "visa"),
    (104855, MIA, OrderState.PACKING, 1, 0, (("BG-5001", 1), ("BG-2301", 1)), "visa"),
    (104903, JONAS, OrderState.SHIPPED, 2, 1, (("BG-2002", 1),), "invoice"),
    (104977, LEA, OrderState.RETURNED, 21, 2, (("BG-2101", 1),), "mastercard"),
    (105020, TOM, OrderState.REFUNDED, 33, 8, (("BG-6006", 1),), "twint"),
    (105088, TOM, OrderState.CANCELLED, 4, 3, (("BG-6001", 1), ("BG-2303", 1)), "mastercard"),
)

_ARTICLES = {article.sku: article for article in ARTICLES}


def known_orders(today: date) -> tuple[Order, ...]:
    """The eight orders that the documentation and the tests name."""
    orders = []
    for number, (email, address), state, placed_ago, reached_ago, wanted, payment in KNOWN:
        order = _build(number, email, address, state, today - timedelta(placed_ago), wanted, payment)
        order = replace(order, state_since=today - timedelta(reached_ago), expected_on=_expected(state, today))
        orders.append(came_after(order, today))
    return tuple(orders)


def other_orders(today: date) -> tuple[Order, ...]:
    """`OTHERS` more orders of other people, the same ones each time."""
    # Demo data has to be the same everywhere; nothing is kept secret with it.
    dice = random.Random(104512)  # noqa: S311
    taken = {known[0] for known in KNOWN}
    free = [number for number in range(FIRST_NUMBER, LAST_NUMBER) if number not in taken]
    states = sorted(
        (_age(dice, state), state) for state in dice.choices(list(WEIGHTS), weights=list(WEIGHTS.values()), k=OTHERS)
    )
    # The older an order, the lower its number.
    numbers = sorted(dice.sample(free, OTHERS), reverse=True)
    return tuple(_invent(dice, number, state, age, today) for number, (age, state) in zip(numbers, states, strict=True))


def _age(dice: random.Random, state: OrderState) -> int:
    youngest, oldest = AGES[state]
    return dice.randint(youngest, oldest)


def _invent(dice: random.Random, number: int, state: OrderState, age: int, today: date) -> Order:
    place = dice.choice(PLACES)
    first, last = dice.choice(FIRST_NAMES), dice.choice(LAST_NAMES)
    address = _address(dice, f"{first} {last}", place)
    email = f"{_plain(first)}.{_plain(last)}@{dice.choice(MAIL_HOSTS)}"
    some = dice.sample(ARTICLES, dice.choice((1, 1, 2, 3)))
    wanted = tuple((article.sku, dice.choice((1, 1, 1, 2))) for article in some)
    placed_on = today - timedelta(age)
    order = _build(number, email, address, state, placed_on, wanted, dice.choice(PAYMENTS[place.country]))
    fresh = DAYS_AGO.get(state)
    reached_on = placed_on + timedelta(DAYS_AFTER[state]) if fresh is None else today - timedelta(fresh)
    order = replace(order, state_since=reached_on, expected_on=_expected(state, today))
    return came_after(order, today)


def _address(dice: random.Random, name: str, place: Place) -> Address:
    street = f"{dice.choice(STREETS[place.country])} {dice.randint(1, 140)}"
    return Address(name, street, place.postcode, place.city, place.country)


def _build(
    number: int,
    email: str,
    address: Address,
    state: OrderState,
    placed_on: date,
    wanted: tuple[tuple[str, int], ...],
    payment: str,
) -> Order:
    currency: Currency = "CHF" if address.country == "CH" else "EUR"
    lines = tuple(_line(sku, quantity, currency) for sku, quantity in wanted)
    goods = sum(line.cents * line.quantity for line in lines)
    return Order(
        number=f"BW-{number}",
        email=email,
        state=state,
        state_since=placed_on,
        placed_on=placed_on,
        expected_on=None,
        currency=currency,
        shipping_cents=0 if goods >= FREE_FROM_CENTS else SHIPPING_CENTS[currency],
        payment=payment,
        lines=lines,
        address=address,
        parcel=None if state in WITHOUT_PARCEL else parcel(number, address.country),
    )


def _line(sku: str, quantity: int, currency: Currency) -> Line:
    article = _ARTICLES[sku]
    cents = article.chf_cents if currency == "CHF" else article.eur_cents
    return Line(sku, Name(article.name_de, article.name_en), quantity, cents)


def _expected(state: OrderState, today: date) -> date | None:
    if state is OrderState.OUT_FOR_DELIVERY:
        return today
    if state not in ON_ITS_WAY:
        return None
    days = 2 if today.weekday() != 4 else 3  # noqa: PLR2004  # no parcel is promised for a Sunday
    return today + timedelta(days)


def _plain(name: str) -> str:
    spelled = name.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    return unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
