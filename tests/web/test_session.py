"""Signing in and out in a browser."""

import pytest

from handover.web.auth import COOKIE
from tests.people import PASSWORD
from tests.service import House, Service, listening
from tests.web.asking import is_error

pytestmark = pytest.mark.asyncio(loop_scope="session")


TEAM = {
    "id": "default",
    "name": "Customer service",
    "names": {"de": "Kundenservice", "en": "Customer service"},
}


async def test_who_signs_in_gets_a_cookie_that_no_script_and_no_other_site_can_use(house: House) -> None:
    nobody = await house.service.somebody()
    response = await nobody.http.post("/api/session", json={"email": "ann@bergwerk.example", "password": PASSWORD})
    assert response.status_code == 200
    agent = response.json()["agent"]
    assert (agent["name"], agent["role"], agent["team"]) == ("Ann", "agent", TEAM)
    assert "hash" not in response.text
    cookie = response.headers["set-cookie"].lower()
    assert cookie.startswith(f"{COOKIE}=")
    for part in ("httponly", "samesite=strict", "path=/", "max-age=43200"):
        assert part in cookie
    assert "domain" not in cookie
    assert "secure" not in cookie.replace("samesite", ""), "the demo is served without TLS"


@pytest.mark.asyncio(loop_scope="function")
async def test_behind_tls_the_cookie_stays_there(sqlite_url: str) -> None:
    async with listening(sqlite_url, secure_cookies=True) as service:
        nobody = await service.somebody()
        response = await nobody.http.post("/api/session", json={"email": "ann@bergwerk.example", "password": PASSWORD})
        assert "; secure" in response.headers["set-cookie"].lower()


async def test_signing_out_makes_the_cookie_worthless(house: House) -> None:
    ben = await house.service.signed_in("ben")
    cookie = {"Cookie": f"{COOKIE}={ben.http.cookies[COOKIE]}"}
    response = await ben.http.delete("/api/session")
    assert response.status_code == 204
    assert "max-age=0" in response.headers["set-cookie"].lower()
    nobody = await house.service.somebody()
    assert is_error(await nobody.http.get("/api/me", headers=cookie), 401, "not_signed_in")
    assert (await house.ben.http.get("/api/me")).status_code == 200, "his other browser is still signed in"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"email": "ann@bergwerk.example", "password": "wrong"}, 401),
        ({"email": "nobody@bergwerk.example", "password": PASSWORD}, 401),
        ({"email": "ben@bergwerk.example\x00", "password": PASSWORD}, 200),
        ({"email": "x\x00y", "password": "x"}, 401),
        ({"email": "' OR 1=1 --", "password": "' OR 1=1 --"}, 401),
        ({"email": "", "password": ""}, 401),
        ({"email": "x" * 321, "password": "x"}, 422),
        ({"email": "ben@bergwerk.example", "password": "x" * 1_001}, 422),
        ({"email": "ben@bergwerk.example"}, 422),
        ({"email": None, "password": None}, 422),
    ],
)
async def test_nobody_else_gets_in(house: House, body: dict[str, str], status: int) -> None:
    response = await (await house.service.somebody()).http.post("/api/session", json=body)
    assert response.status_code == status, response.text
    assert ("set-cookie" in response.headers) == (status == 200)


async def test_the_same_answer_for_a_wrong_password_and_for_nobody(house: House) -> None:
    nobody = await house.service.somebody()
    answers = [
        await nobody.http.post("/api/session", json={"email": email, "password": "wrong"})
        for email in ("olga@bergwerk.example", "mallory@bergwerk.example")
    ]
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize("origin", [None, "https://evil.example", "null", "http://["])
async def test_no_other_site_signs_anybody_in(house: House, origin: str | None) -> None:
    nobody = await house.service.somebody()
    del nobody.http.headers["Origin"]
    headers = {} if origin is None else {"Origin": origin}
    body = {"email": "ann@bergwerk.example", "password": PASSWORD}
    assert is_error(await nobody.http.post("/api/session", json=body, headers=headers), 403, "wrong_role")


@pytest.mark.asyncio(loop_scope="function")
async def test_a_sign_in_runs_out(service: Service) -> None:
    ann = await service.signed_in("ann")
    service.clock.pass_time(hours=12)
    assert is_error(await ann.http.get("/api/me"), 401, "not_signed_in")


@pytest.mark.parametrize("state", ["online", "away", "offline"])
async def test_an_agent_says_whether_they_are_there(house: House, state: str) -> None:
    assert (await house.ben.http.put("/api/me/availability", json={"state": state})).json() == {"state": state}
    assert (await house.ben.http.get("/api/me")).json()["availability"] == state


async def test_everybody_is_told_by_whose_clock_days_are_counted(house: House) -> None:
    told = (await house.olga.http.get("/api/me")).json()["zone"]
    assert told == (await house.olga.http.get("/api/insights/service-levels")).json()["zone"] == "UTC"


@pytest.mark.parametrize("state", ["busy", "", None, "ONLINE"])
async def test_no_other_state_is_known(house: House, state: str | None) -> None:
    assert is_error(await house.ben.http.put("/api/me/availability", json={"state": state}), 422, "not_valid")
