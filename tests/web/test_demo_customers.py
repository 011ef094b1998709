"""In the demonstration a newcomer is one of four customers with one click, and nobody else ever."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from actions.backend import demo_orders
from handover.web.demo_customers import COOKIE, CUSTOMERS
from handover.web.site import _PAGES
from tests.check.commands import ROOT
from tests.identities import IDENTITY_KEY
from tests.service import NO_TLS, Person, Service, listening
from tests.web.asking import is_error

DEMO_KEY = "a key that the launcher made for the demo shop"
PATHS = ["/", *[f"/shop/{page.stem}" for page in sorted((_PAGES / "shop").glob("*.html"))]]


@pytest.fixture
async def demo(sqlite_url: str) -> AsyncIterator[Service]:
    """The service as the demonstration has it."""
    async with listening(sqlite_url, demo=True, identity_keys={"2026": IDENTITY_KEY, "demo": DEMO_KEY}) as service:
        yield service


async def choose(person: Person, customer: str, **more: str) -> httpx.Response:
    return await person.http.post("/shop/session", data={"customer": customer, **more})


def embedded(page: httpx.Response) -> str | None:
    """What a page gives to the chat."""
    found = re.search(r'<script src="/widget\.js"(?: data-identity="([\w.-]+)")? async></script>', page.text)
    assert found, page.text
    return found[1]


@pytest.mark.parametrize("customer", CUSTOMERS)
async def test_one_click_and_the_chat_knows_who_it_is(demo: Service, customer: str) -> None:
    newcomer = await demo.somebody()
    response = await choose(newcomer, customer)
    assert (response.status_code, response.headers["location"]) == (303, "/shop/account")
    cookie = response.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    identity = embedded(await newcomer.http.get("/"))
    cleo = await demo.customer(identity=identity)
    ann = await demo.signed_in("ann")
    seen = (await ann.http.get(f"/api/conversations/{cleo.id}")).json()["customer"]
    assert seen.pop("verified_until") == "2026-11-23T10:00:00+00:00"
    assert seen == {"name": CUSTOMERS[customer], "email": f"{customer}@example.com", "verified": True}


async def test_every_page_says_who_is_signed_in_and_is_kept_by_nobody(demo: Service) -> None:
    mia = await demo.somebody()
    await choose(mia, "mia.keller")
    for path in PATHS:
        page = await mia.http.get(path)
        assert embedded(page), path
        assert page.text.count('<body data-customer="Mia Keller" ') == 1, path
        assert page.headers["cache-control"] == "private, no-store", path
        assert page.headers["content-type"].startswith("text/html")
        assert "default-src 'self'" in page.headers["content-security-policy"]


async def test_who_signs_out_is_nobody_again(demo: Service) -> None:
    mia = await demo.somebody()
    await choose(mia, "mia.keller")
    assert (await choose(mia, "")).status_code == 303
    for path in PATHS:
        page = await mia.http.get(path)
        assert embedded(page) is None
        assert "data-customer" not in page.text


@pytest.mark.parametrize(
    "customer",
    ["mallory", "MIA.KELLER", "mia.keller@example.com", " mia.keller", "\x00", "x" * 10_000, "<b>", "../mia"],
)
async def test_nobody_else_can_be_signed_in(demo: Service, customer: str) -> None:
    mallory = await demo.somebody()
    assert is_error(await choose(mallory, customer), 404, "not_found")
    assert COOKIE not in mallory.http.cookies
    if customer.isprintable() and customer == customer.strip():
        page = await mallory.http.get("/", headers={"Cookie": f"{COOKIE}={customer[:100]}"})
        assert embedded(page) is None
        assert customer[:100] not in page.text or customer == "<b>"


async def test_what_a_client_adds_is_not_signed(demo: Service) -> None:
    mallory = await demo.somebody()
    await choose(mallory, "mia.keller", email="ceo@example.com", sub="1", exp="9999999999", name="Mallory")
    cleo = await demo.customer(
        identity=embedded(await mallory.http.get("/?email=ceo@example.com&customer=tom.brunner"))
    )
    ann = await demo.signed_in("ann")
    seen = (await ann.http.get(f"/api/conversations/{cleo.id}")).json()["customer"]
    assert (seen["email"], seen["name"]) == ("mia.keller@example.com", "Mia Keller")


BODIES = [b"", b"\xff\xfe", b"customer", b"{}", b"customer=mia.keller&customer=mallory", b"a" * 70_000]
KINDS = ["application/x-www-form-urlencoded", "application/json", "multipart/form-data", "x", ""]


async def test_whatever_is_sent_is_no_error_of_ours(demo: Service) -> None:
    mallory = await demo.somebody()
    for body in BODIES:
        for kind in KINDS:
            response = await mallory.http.post("/shop/session", content=body, headers={"Content-Type": kind})
            assert response.status_code < 500, (body[:10], kind, response.text)
    for wrong in ("GET", "PUT", "DELETE"):
        assert (await mallory.http.request(wrong, "/shop/session")).status_code in {404, 405}


async def test_another_site_cannot_sign_anybody_in(demo: Service) -> None:
    async with httpx.AsyncClient(base_url=demo.url, trust_env=False, verify=NO_TLS) as client:
        for origin in ({}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
            response = await client.post("/shop/session", data={"customer": "mia.keller"}, headers=origin)
            assert is_error(response, 403, "wrong_role")
            assert "set-cookie" not in response.headers


async def test_without_the_demonstration_there_is_no_way_in(service: Service) -> None:
    mallory = await service.somebody()
    assert (await choose(mallory, "mia.keller")).status_code == 404
    assert (await mallory.http.get("/", headers={"Cookie": f"{COOKIE}=mia.keller"})).status_code == 404


async def test_without_its_key_the_demo_shop_signs_nobody_in(sqlite_url: str) -> None:
    async with listening(sqlite_url, demo=True) as service:
        newcomer = await service.somebody()
        assert is_error(await choose(newcomer, "mia.keller"), 404, "not_found")
        page = await newcomer.http.get("/", headers={"Cookie": f"{COOKIE}=mia.keller"})
        assert (page.status_code, embedded(page)) == (200, None)


def test_they_are_those_of_the_shops_database_and_of_its_pages() -> None:
    people = (demo_orders.MIA, demo_orders.JONAS, demo_orders.LEA, demo_orders.TOM)
    assert {f"{customer}@example.com": name for customer, name in CUSTOMERS.items()} == {
        email: address.name for email, address in people
    }
    script = (ROOT / "handover/web/static/shop/customers.js").read_text()
    assert dict(re.findall(r'\{ id: "([^"]+)", name: "([^"]+)"', script)) == CUSTOMERS


def test_each_page_has_the_places_where_the_customer_is_written() -> None:
    for page in sorted(Path(_PAGES / "shop").glob("*.html")):
        text = page.read_text()
        assert (text.count("<body "), text.count('<script src="/widget.js" ')) == (1, 1), page.name
