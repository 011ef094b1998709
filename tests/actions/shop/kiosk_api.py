"""The API of Kiosk, a shop that does everything otherwise than ours."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from actions.backend import model
from actions.backend.api import Answer, Api, NotTakenError, NotThereError
from actions.backend.model import OrderState


def connect(api: Api) -> "KioskShop":
    """Kiosk signs with a header of its own, and calls idempotency keys by another name."""
    del api.headers["Authorization"]
    api.headers["X-Kiosk-Key"] = api.token
    api.key_header = "X-Request-Id"
    return KioskShop(api)


STATES = {
    10: OrderState.PLACED,
    20: OrderState.PACKING,
    30: OrderState.SHIPPED,
    35: OrderState.OUT_FOR_DELIVERY,
    40: OrderState.DELIVERED,
    90: OrderState.CANCELLED,
}
ZONE = ZoneInfo("Europe/Zurich")


class Shape(BaseModel):
    """A missing or wrong field is an error. Fields that we do not name may come and go. `art_no` is `artNo` there."""

    model_config = ConfigDict(strict=True, extra="ignore", alias_generator=to_camel)


class Position(Shape):
    """One line of an order."""

    art_no: str
    name_de: str
    name_en: str
    pieces: int
    single_price: int


class Recipient(Shape):
    """Where an order goes."""

    full_name: str
    street_and_number: str
    zip: str
    city: str
    country: model.Country


class Order(Shape):
    """An order of Kiosk: moments instead of days, money in whole cents, states as numbers."""

    id: int
    buyer: str
    state: int
    state_changed: AwareDatetime
    created: AwareDatetime
    currency: model.Currency
    postage: int
    paid_by: str
    positions: list[Position]
    recipient: Recipient
    tracking_link: str | None

    def order(self) -> model.Order:
        """The same in our words. An unknown state raises KeyError: then the shop counts as down."""
        to = self.recipient
        parcel = model.Parcel("DHL", str(self.id), self.tracking_link) if self.tracking_link else None
        return model.Order(
            number=f"BW-{self.id}",
            email=self.buyer,
            state=STATES[self.state],
            state_since=day(self.state_changed),
            placed_on=day(self.created),
            expected_on=None,
            currency=self.currency,
            shipping_cents=self.postage,
            payment=self.paid_by,
            lines=tuple(
                model.Line(each.art_no, model.Name(each.name_de, each.name_en), each.pieces, each.single_price)
                for each in self.positions
            ),
            address=model.Address(to.full_name, to.street_and_number, to.zip, to.city, to.country),
            parcel=parcel,
        )


class Found(Shape):
    """Kiosk answers lists in one piece."""

    orders: list[Order]


def day(moment: datetime) -> date:
    """The day that it was at the shop."""
    return moment.astimezone(ZONE).date()


class KioskShop:
    """What Kiosk can be asked. For a method that is missing here the customer is offered a person."""

    def __init__(self, api: Api) -> None:
        """Ask `api`."""
        self._api = api

    def order(self, number: str) -> model.Order | None:
        """`BW-104512` is the order 104512 there."""
        return good(self._api.get("/store/order/{}", number.removeprefix("BW-"))).read(Order).order()

    def orders_of(self, email: str) -> tuple[model.Order, ...]:
        """The orders of a buyer."""
        answer = good(self._api.get("/store/search", query={"buyer": email}))
        return tuple(each.order() for each in answer.read(Found).orders)

    def cancel(self, number: str, key: str) -> model.Change:
        """Kiosk answers a refused cancellation with 410 and no order, so ask for it."""
        kiosk = number.removeprefix("BW-")
        answer = self._api.change("POST", "/store/order/{}/storno", kiosk, key=key, body={"by": "customer"})
        done = answer.status != 410
        order = good(answer).read(Order).order() if done else self.order(number)
        if order is None:
            raise NotThereError
        return model.Change(order, done)


def good(answer: Answer) -> Answer:
    """What Kiosk means by its statuses."""
    if answer.status == 404:
        raise NotThereError
    if answer.status in {409, 410, 422}:
        raise NotTakenError("the shop does not take what was sent")
    return answer
