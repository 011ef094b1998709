"""The REST side against a shop that goes wrong: an error in time, never a made-up value, nothing done twice."""

import gzip
import json
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from time import monotonic

import pytest

from actions.backend.api import Api
from actions.backend.deadline import deadline
from actions.backend.model import OrderState
from actions.backend.port import BackendDownError, BackendError, BackendSlowError
from actions.backend.sql import SqlShop
from actions.database import Database
from actions.shop_api import shapes
from tests.actions.conftest import NOW
from tests.actions.serving import free_port
from tests.actions.shop import bad_server as bad
from tests.actions.shop.bad_server import answer, bad_server
from tests.actions.shop.serving import TOKEN, rest_shop, started

QUESTIONS = {
    "articles": lambda shop: shop.articles(),
    "order": lambda shop: shop.order("BW-104512"),
    "orders_of": lambda shop: shop.orders_of("mia.keller@example.com"),
    "cancel": lambda shop: shop.cancel("BW-104512", "turn-1"),
    "pay_back": lambda shop: shop.pay_back("BW-104512", "turn-1"),
    "account": lambda shop: shop.account("mia.keller@example.com"),
    "subscribes": lambda shop: shop.subscribes("mia.keller@example.com"),
    "set_newsletter": lambda shop: shop.set_newsletter("mia.keller@example.com", "turn-1", wanted=True),
    "reset_link": lambda shop: shop.reset_link("mia.keller@example.com", "turn-1"),
}


@pytest.fixture
def order_json(shop):
    return shapes.order(shop.order("BW-104977"))


def as_json(value):
    return json.dumps(value).encode()


@contextmanager
def asked(*behaviours, seconds=1.0):
    with bad_server(*behaviours) as server:
        shop = rest_shop(server.port, seconds)
        yield shop, server
        shop.close()


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(
    "behaviour",
    [bad.hang, bad.trickle_head, bad.trickle_body, bad.late(0.8, answer(200))],
    ids=lambda each: each.__name__,
)
def test_a_shop_that_does_not_come_to_an_end_is_slow_and_costs_no_more_than_the_time(question, behaviour):
    with asked(behaviour, seconds=0.4) as (shop, _):
        begun = monotonic()
        with pytest.raises(BackendSlowError):
            QUESTIONS[question](shop)
        assert 0.3 < monotonic() - begun < 2


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(
    "behaviour",
    [
        answer(500),
        answer(503, b"<h1>Mia Keller</h1>", "text/html"),
        answer(401),
        answer(403),
        answer(429),
        answer(302, b"", "text/html", "Location: http://elsewhere.example/"),
        answer(307, b"", "application/json", "Location: /v1/orders/BW-104855"),
        answer(200, b"<html>Mia Keller</html>", "text/html"),
        answer(404, b"<html>Not Found</html>", "text/html"),
        answer(404, b'{"message": "no such route"}'),
        answer(200, b"{}"),
        answer(200, b"[]"),
        answer(200, b"null"),
        answer(200, b"Mia Keller"),
        answer(200, b""),
        answer(204, b""),
        answer(200, b"\xff\xfe{}"),
        answer(200, b'{"data": ' + b"[" * 5000),
        answer(200, gzip.compress(b"{}"), "application/json", "Content-Encoding: gzip"),
        answer(409, b"{}"),
        answer(422, b"{}"),
        answer(200, b'{"error": "not_found"}'),
        bad.break_off,
        bad.end_early,
        bad.endless,
        bad.hang_up,
        bad.not_http,
    ],
)
def test_a_shop_that_talks_nonsense_is_down_and_nothing_of_it_is_repeated(question, behaviour):
    with asked(behaviour, seconds=3) as (shop, server):
        with pytest.raises(BackendDownError) as caught:
            QUESTIONS[question](shop)
        assert "Mia" not in caught.value.detail
        assert len(caught.value.detail) < 200
        assert len(server.requests) <= 3


def test_a_list_of_endless_pages_ends_with_the_time(order_json):
    listed = {"data": [], "pagination": {"pages": 1_000_000}}
    with asked(answer(200, as_json(listed)), seconds=2) as (shop, server):
        with pytest.raises(BackendError):
            shop.articles()
        assert len(server.requests) <= 100


@pytest.mark.parametrize("first", [answer(503), answer(500), answer(429), bad.hang_up, bad.break_off])
def test_what_may_be_repeated_is_repeated(first, order_json):
    with asked(first, answer(200, as_json(order_json))) as (shop, server):
        assert shop.cancel("BW-104977", "turn-1/cancel").order.number == "BW-104977"
        assert len(server.requests) == 2
        assert all(b"\r\nIdempotency-Key: turn-1/cancel\r\n" in request for request in server.requests)


def test_a_change_that_a_shop_cannot_tell_from_its_repeat_is_sent_once():
    with asked(bad.hang_up) as (_, server):
        with pytest.raises(BackendDownError), deadline(1):
            Api(f"http://127.0.0.1:{server.port}", TOKEN).change("POST", "/buy", key="turn-1", repeatable=False)
        assert len(server.requests) == 1


def test_a_shop_that_went_away_between_two_questions_is_asked_again(order_json):
    good = answer(200, as_json(order_json))
    with asked(good, bad.hang_up, good) as (shop, _):
        assert shop.order("BW-104977") == shop.order("BW-104977")


def test_an_answer_that_came_too_late_is_not_the_answer_to_the_next_question(order_json):
    with asked(
        bad.late(0.6, answer(404, b'{"error": "not_found"}')), answer(200, as_json(order_json)), seconds=0.3
    ) as (
        shop,
        _,
    ):
        with pytest.raises(BackendSlowError):
            shop.order("BW-104512")
        assert shop.order("BW-104977").number == "BW-104977"


def test_the_token_goes_to_the_shop_alone(order_json, monkeypatch):
    with bad_server(answer(200)) as elsewhere:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{elsewhere.port}")
        monkeypatch.setenv("no_proxy", "")
        there = f"Location: http://127.0.0.1:{elsewhere.port}/v1/orders/BW-104977"
        with asked(answer(302, b"", "text/html", there)) as (shop, server):
            with pytest.raises(BackendDownError):
                shop.order("BW-104977")
            assert f"Authorization: Bearer {TOKEN}".encode() in server.requests[0]
        assert elsewhere.requests == []


def test_a_cookie_of_one_customers_answer_goes_with_nobody_elses_question(order_json):
    with asked(answer(200, as_json(order_json), "application/json", "Set-Cookie: session=lea; Path=/")) as (
        shop,
        server,
    ):
        shop.order("BW-104977")
        shop.order("BW-104977")
        assert not any(b"cookie" in request.lower() for request in server.requests)


def test_what_customers_write_stays_in_its_place_of_the_address(order_json):
    with asked(answer(404, b'{"error": "not_found"}')) as (shop, server):
        for number in ("../articles", "BW-1?x=1", "BW-1#a", "{0}", "%2e%2e", "..", "BW 1", "BW-1/refund", "a;b"):
            assert shop.order(number) is None
        for request in server.requests:
            path = request.split(b" ")[1]
            assert path.startswith(b"/v1/orders/")
            assert path.count(b"/") == 3
            assert not set(b"?#;{ ") & set(path)


def test_a_shop_that_is_not_there_is_down():
    shop = rest_shop(free_port(), 1)
    with pytest.raises(BackendDownError) as caught:
        shop.order("BW-104512")
    assert caught.value.detail == "shop API: ConnectionError"


def test_forty_at_once_get_each_their_own_answer(served, served_database):
    shop = rest_shop(served.port)
    numbers = ["BW-104512", "BW-104733", "BW-104801", "BW-104977"] * 10
    with ThreadPoolExecutor(20) as pool:
        assert [order.number for order in pool.map(shop.order, numbers)] == numbers
    shop.close()


def test_a_change_whose_answer_is_lost_on_the_way_is_made_once(served, served_database):
    with asked(bad.hang_up, seconds=5) as (shop, server):

        def forward(connection):
            connection.sendall(bad.asked_for(served.port, server.requests[-1]))

        def lose(connection):
            bad.asked_for(served.port, server.requests[-1])
            bad.hang_up(connection)

        server.behaviours = [lose, lose, forward]
        outcome = shop.start_return("BW-104733", ["BG-3001"], "turn-1")
        assert outcome.done
        assert len(outcome.order.returns) == 1
        assert len(server.requests) == 3


def test_a_change_is_done_once_though_its_answer_got_lost_and_the_shop_was_started_anew(shop_file, tmp_path):
    port = free_port()
    log = tmp_path / "log"
    url = f"sqlite:///{shop_file}"
    process = started(url, port, log)
    shop = rest_shop(port)
    # The shop does it, and its answer never arrives.
    SqlShop(Database(url, seconds=5, what="shop database"), lambda: NOW).start_return(
        "BW-104733", ["BG-3001"], "turn-1"
    )
    link = shop.reset_link("mia.keller@example.com", "turn-2")
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    with pytest.raises(BackendDownError):
        shop.start_return("BW-104733", ["BG-3001"], "turn-1")

    process = started(url, port, log)
    again = shop.start_return("BW-104733", ["BG-3001"], "turn-1")
    assert again.done
    assert len(again.order.returns) == 1
    assert shop.reset_link("mia.keller@example.com", "turn-2") == link
    assert shop.cancel("BW-104855", "turn-3").order.state is OrderState.CANCELLED
    process.terminate()
    assert process.wait(20) == 0
    shop.close()
