"""The REST side over TLS, where the time has to hold as well."""

import json
import ssl
from time import monotonic

import pytest
import trustme

from actions.backend.port import BackendDownError, BackendSlowError
from actions.shop_api import shapes
from tests.actions.shop import bad_server as bad
from tests.actions.shop.bad_server import answer, bad_server
from tests.actions.shop.serving import rest_shop


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture(scope="module")
def certified(authority):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


@pytest.fixture
def trusted(authority, tmp_path, monkeypatch):
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(path))


def test_an_order_comes_over_tls(shop, certified, trusted):
    said = json.dumps(shapes.order(shop.order("BW-104512"))).encode()
    with bad_server(answer(200, said), tls=certified) as server:
        assert rest_shop(server.port, 5, scheme="https").order("BW-104512") == shop.order("BW-104512")


def test_a_shop_that_nobody_vouches_for_is_told_nothing(certified):
    with bad_server(answer(200), tls=certified) as server:
        with pytest.raises(BackendDownError) as caught:
            rest_shop(server.port, 5, scheme="https").order("BW-104512")
        assert caught.value.detail == "shop API: SSLError"
        assert server.requests == []


@pytest.mark.parametrize("behaviour", [bad.hang, bad.trickle_head, bad.trickle_body])
def test_the_time_holds_over_tls(certified, trusted, behaviour):
    with bad_server(behaviour, tls=certified) as server:
        begun = monotonic()
        with pytest.raises(BackendSlowError):
            rest_shop(server.port, 0.5, scheme="https").order("BW-104512")
        assert monotonic() - begun < 2
