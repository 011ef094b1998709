"""The demo shop's REST API: which path answers what, and what its words mean here.

To connect another shop, write a file like this one: docs/backend.md.
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from actions.backend import bergwerk_orders as orders
from actions.backend import bergwerk_shapes as shapes
from actions.backend.api import Answer, Api, NotTakenError, NotThereError
from actions.backend.model import Account, Address, Article, Change, Order
from actions.backend.port import BackendDownError

CONFLICT, MISSING, REFUSED = 409, 404, 422
PER_PAGE = 100
MOST_PAGES = 100


def connect(api: Api) -> "BergwerkShop":
    """The shop behind this API."""
    return BergwerkShop(api)


class BergwerkShop:
    """A `Shop`; `RestShop` around it keeps the time and checks what comes out."""

    def __init__(self, api: Api) -> None:
        """Ask `api`."""
        self._api = api

    def articles(self) -> tuple[Article, ...]:
        """Every article."""
        pages = self._pages("/v1/articles", {})
        return tuple(one.article() for page in pages for one in _good(page).read(shapes.Articles).data)

    def order(self, number: str) -> Order | None:
        """The order with this number."""
        return _good(self._api.get("/v1/orders/{}", number)).read(orders.Order).order()

    def orders_of(self, email: str) -> tuple[Order, ...]:
        """The orders of this customer."""
        pages = self._pages("/v1/orders", {"customer_email": email})
        return tuple(one.order() for page in pages for one in _good(page).read(orders.Orders).data)

    def cancel(self, number: str, key: str) -> Change:
        """Cancel an order."""
        return self._change("POST", "/v1/orders/{}/cancellation", number, key)

    def change_address(self, number: str, address: Address, key: str) -> Change:
        """Send an order elsewhere."""
        return self._change("PUT", "/v1/orders/{}/shipping_address", number, key, shapes.address_body(address))

    def start_return(self, number: str, skus: Collection[str], key: str) -> Change:
        """Announce a return."""
        return self._change("POST", "/v1/orders/{}/returns", number, key, {"article_numbers": list(skus)})

    def pay_back(self, number: str, key: str) -> Change:
        """Start a refund."""
        return self._change("POST", "/v1/orders/{}/refund", number, key)

    def account(self, email: str) -> Account | None:
        """The account of this customer."""
        return _good(self._api.get("/v1/customers/{}", email)).read(shapes.Customer).account()

    def move_account(self, email: str, address: Address, from_on: date, key: str) -> Account:
        """Save another address from a day on."""
        body = {"address": shapes.address_body(address), "valid_from": from_on.isoformat()}
        answer = self._api.change("PUT", "/v1/customers/{}/address_change", email, key=key, body=body)
        return _good(answer).read(shapes.Customer).account()

    def subscribes(self, email: str) -> bool:
        """Whether the newsletter goes there."""
        return _good(self._api.get("/v1/newsletter/{}", email)).read(shapes.Reader).subscribed

    def set_newsletter(self, email: str, key: str, *, wanted: bool) -> None:
        """Let the newsletter go there, or no more."""
        answer = self._api.change("PUT", "/v1/newsletter/{}", email, key=key, body={"subscribed": wanted})
        if _good(answer).read(shapes.Reader).subscribed is not wanted:
            raise BackendDownError("shop API: the newsletter is not as it was asked for")

    def reset_link(self, email: str, key: str) -> str | None:
        """A link to set a new password."""
        answer = self._api.change("POST", "/v1/customers/{}/password_resets", email, key=key)
        return _good(answer).read(shapes.Reset).url

    def _change(self, method: str, path: str, number: str, key: str, body: Any = None) -> Change:
        answer = self._api.change(method, path, number, key=key, body=body)
        if answer.status != CONFLICT:
            return Change(_good(answer).read(orders.Order).order(), done=True)
        order = self.order(number)
        if order is None:
            raise NotThereError
        return Change(order, done=False)

    def _pages(self, path: str, query: dict[str, str]) -> Iterator[Answer]:
        for page in range(1, MOST_PAGES + 1):
            answer = self._api.get(path, query={**query, "page": page, "per_page": PER_PAGE})
            yield answer
            if page >= _good(answer).read(shapes.Paged).pagination.pages:
                return
        raise BackendDownError("shop API: more pages than it can have")


def _good(answer: Answer) -> Answer:
    """The answer to what could be done. A 404 of something else than the shop is no missing order."""
    if answer.status in {MISSING, REFUSED, CONFLICT}:
        code = answer.read(shapes.Refusal).error
        if (answer.status, code) == (MISSING, "not_found"):
            raise NotThereError
        if (answer.status, code) == (REFUSED, "idempotency_key_used"):
            raise NotTakenError("this idempotency key was used for another change")
        if answer.status == REFUSED:
            raise NotTakenError("the shop does not take what was sent")
        raise BackendDownError(f"shop API: unexpected {answer.status}")
    return answer
