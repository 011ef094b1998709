"""Which pages may talk to the service, and what browsers are told to do with its answers."""

import pytest

from tests.service import SHOP, House
from tests.web.asking import is_error

pytestmark = pytest.mark.asyncio(loop_scope="session")

FOREIGN = ["https://evil.example", "null", "https://shop.example.evil.example", "http://shop.example", "http://["]
FOREIGN += ["https://shop.example:444", "https://SHOP.example", "https://shop.example/", ""]


async def test_an_allowed_site_may_use_the_chat_without_cookies(house: House) -> None:
    cleo = await house.cleo()
    for response in (
        await cleo.http.post("/api/conversations", json={}, headers={"Origin": SHOP}),
        await cleo.http.get(cleo.path("events"), headers={"Origin": SHOP}),
        await cleo.http.get(cleo.path("events"), headers={"Origin": SHOP, "Authorization": "Bearer x"}),
    ):
        assert response.headers["Access-Control-Allow-Origin"] == SHOP
        assert response.headers["Vary"] == "Origin"
        assert "Access-Control-Allow-Credentials" not in response.headers
        assert "Retry-After" in response.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("origin", FOREIGN)
async def test_another_site_may_not(house: House, origin: str) -> None:
    cleo = await house.cleo()
    for response in (
        await cleo.http.get(cleo.path("events"), headers={"Origin": origin}),
        await cleo.http.post("/api/conversations", json={}, headers={"Origin": origin}),
    ):
        assert response.status_code == 403
        assert "Access-Control-Allow-Origin" not in response.headers
    preflight = await cleo.http.options(
        cleo.path("messages"), headers={"Origin": origin, "Access-Control-Request-Method": "POST"}
    )
    assert "Access-Control-Allow-Origin" not in preflight.headers


async def test_a_preflight_is_answered(house: House) -> None:
    cleo = await house.cleo()
    for path in ("/api/conversations", cleo.path("messages"), cleo.path("escalation"), cleo.path("events")):
        response = await cleo.http.options(
            path,
            headers={
                "Origin": SHOP,
                "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "authorization,content-type",
            },
        )
        assert response.status_code == 204
        assert response.headers["Access-Control-Allow-Origin"] == SHOP
        assert {"GET", "POST", "DELETE"} <= set(response.headers["Access-Control-Allow-Methods"].split(", "))
        assert {"Authorization", "Content-Type"} <= set(response.headers["Access-Control-Allow-Headers"].split(", "))


@pytest.mark.parametrize("path", ["/api/me", "/api/session", "/api/failures", "/api/insights/outcomes"])
async def test_pages_of_other_sites_get_nothing_of_staff(house: House, path: str) -> None:
    response = await house.olga.http.get(path, headers={"Origin": SHOP})
    assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.parametrize("path", ["/healthz", "/console", "/insights", "/widget.js", "/nothing", "/api/me"])
async def test_every_answer_forbids_guessing_at_types_and_telling_where_one_was(house: House, path: str) -> None:
    response = await (await house.service.somebody()).http.get(path)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


@pytest.mark.parametrize("path", ["/console", "/console/conversations/1", "/insights", "/insights/failures"])
async def test_pages_of_staff_run_only_our_scripts_and_cannot_be_framed(house: House, path: str) -> None:
    response = await (await house.service.somebody()).http.get(path)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    policy = response.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


async def test_other_sites_may_load_the_widget(house: House) -> None:
    nobody = await house.service.somebody()
    for path in ("/widget.js", "/static/widget/start.js"):
        response = await nobody.http.get(path, headers={"Origin": "https://anywhere.example"})
        assert response.status_code == 200
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../auth.py",
        "/static/..%2f..%2fapp.py",
        "/static/%2e%2e/%2e%2e/config.py",
        "/static//etc/passwd",
        "/shop/../../app",
        "/.env",
        "/api/nothing",
        "/docs",
        "/%ff",
        "/%00",
    ],
)
async def test_there_is_nothing_else(house: House, path: str) -> None:
    response = await (await house.service.somebody()).http.get(path)
    assert response.status_code in {400, 404}
    assert response.headers["content-type"] == "application/json"
    assert set(response.json()["error"]) == {"code", "message", "details"}


@pytest.mark.parametrize("method", ["PATCH", "PUT", "OPTIONS", "TRACE"])
async def test_what_cannot_be_done_is_told(house: House, method: str) -> None:
    response = await (await house.service.somebody()).http.request(method, "/api/session", json={})
    assert is_error(response, 405, "method_not_allowed")


async def test_a_method_that_somebody_made_up_is_refused_and_not_counted_by_its_name(house: House) -> None:
    nobody = await house.service.somebody()
    response = await nobody.http.request("BREW", "/api/me")
    assert response.status_code in {400, 405, 501}
    assert "BREW" not in (await nobody.http.get("/metrics")).text
