"""Whether a shop does what the port promises: the demo's API, or your own (docs/backend.md).

`LOTSE_OWN_SHOP` names a JSON file like `own_shop.json` beside this one, with orders of a test system.
"""

import json
import os
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from actions.backend.chosen import open_shop
from actions.backend.model import OrderState
from actions.clock import shop_time
from actions.settings import read_settings
from tests.actions.shop.serving import rest_shop

OWN = os.environ.get("LOTSE_OWN_SHOP")
EXAMPLES = json.loads(Path(OWN or Path(__file__).with_name("own_shop.json")).read_text(encoding="utf-8"))


@pytest.fixture
def own_shop(request):
    if OWN:
        opened = open_shop(read_settings(), shop_time)
        yield opened.shop
        opened.behind.close()
        return
    request.getfixturevalue("served_database")
    shop = rest_shop(request.getfixturevalue("served").port)
    yield shop
    shop.close()


@pytest.fixture
def key():
    return f"{uuid4()}/try"


def example(name):
    if not EXAMPLES.get(name):
        pytest.skip(f"no {name} in the examples")
    return EXAMPLES[name]


def test_articles_are_told(own_shop):
    articles = own_shop.articles()
    assert articles
    assert len({article.sku for article in articles}) == len(articles)
    assert all(article.name.de and article.name.en for article in articles)


def test_an_order_is_found_and_one_that_is_not_there_is_not(own_shop):
    order = own_shop.order(example("order"))
    assert order.number == example("order")
    assert order.email.lower() == example("email")
    assert order.lines
    assert own_shop.order(example("missing")) is None


def test_the_orders_of_a_customer_are_told_the_newest_first(own_shop):
    orders = own_shop.orders_of(example("email").upper())
    assert example("order") in [order.number for order in orders]
    assert [order.placed_on for order in orders] == sorted((order.placed_on for order in orders), reverse=True)
    assert own_shop.orders_of("nobody@shop.invalid") == ()


def test_a_cancellation_is_made_once_for_its_key(own_shop, key):
    number = example("to_cancel")
    outcome = own_shop.cancel(number, key)
    assert (outcome.done, outcome.order.state) == (True, OrderState.CANCELLED)
    assert own_shop.cancel(number, key).done, "a repeat of the same wish"
    assert not own_shop.cancel(number, f"{key}/2").done, "another wish"
    with pytest.raises(ValueError, match="key"):
        own_shop.cancel(example("order"), key)
    with pytest.raises(KeyError):
        own_shop.cancel(example("missing"), f"{key}/3")


def test_an_order_that_is_on_its_way_is_not_cancelled(own_shop, key):
    before = own_shop.order(example("order"))
    outcome = own_shop.cancel(example("order"), key)
    assert (outcome.done, outcome.order) == (False, before)


def test_an_address_is_changed_in_its_country(own_shop, key):
    number = example("to_send_elsewhere")
    address = replace(own_shop.order(number).address, street="Testweg 1")
    assert own_shop.change_address(number, address, key).order.address == address
    assert own_shop.change_address(number, address, key).done
    abroad = replace(address, country="DE" if address.country != "DE" else "AT")
    abroad = replace(abroad, postcode="10115" if abroad.country == "DE" else "1010")
    assert not own_shop.change_address(number, abroad, f"{key}/2").done


def test_a_return_is_announced_once(own_shop, key):
    number = example("to_return")
    skus = [own_shop.order(number).keeps[0].sku]
    outcome = own_shop.start_return(number, skus, key)
    assert outcome.done
    assert list(outcome.order.returns[-1].skus) == skus
    assert own_shop.start_return(number, skus, key).order.returns == outcome.order.returns
    assert not own_shop.start_return(number, skus, f"{key}/2").done


def test_money_goes_back_once(own_shop, key):
    number = example("to_pay_back")
    outcome = own_shop.pay_back(number, key)
    assert outcome.done
    assert 0 < outcome.order.refund.cents <= outcome.order.total_cents
    assert own_shop.pay_back(number, key).order.refund == outcome.order.refund
    assert not own_shop.pay_back(number, f"{key}/2").done


def test_an_account_is_found_and_a_link_for_a_new_password_is_made(own_shop, key):
    email = example("account")
    assert own_shop.account(email.upper()).email == email
    assert own_shop.account("nobody@shop.invalid") is None
    link = own_shop.reset_link(email, key)
    assert link.startswith(("http://", "https://"))
    assert own_shop.reset_link(email, key) == link
    assert own_shop.reset_link("nobody@shop.invalid", f"{key}/2") is None


def test_the_newsletter_goes_and_stops(own_shop, key):
    email = example("account")
    before = own_shop.subscribes(email)
    for turn, wanted in enumerate((not before, before)):
        own_shop.set_newsletter(email, f"{key}/{turn}", wanted=wanted)
        assert own_shop.subscribes(email) is wanted
