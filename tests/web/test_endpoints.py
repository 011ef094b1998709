"""Does each endpoint work, and what if the person, the thing or the state is wrong?"""

import re
from uuid import uuid4

import httpx
import jwt
import pytest

from handover.web.auth import COOKIE
from handover.web.edge import ENDPOINTS
from tests.desk import NUMBER, RETURN
from tests.service import NO_TLS, SECRET, House, Person
from tests.web.asking import ask, asker, is_error, path_of, some
from tests.web.table import ROWS, SIGN_IN, Row

pytestmark = pytest.mark.asyncio(loop_scope="session")

EVERY = pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
CUSTOMERS = some(who=["customer"])
STAFFS = some(who=["agent", "owner", "staff"])


async def test_the_table_has_every_endpoint_that_is_served() -> None:
    served = {(one.method, re.sub(r"<(\w+?)_id:uuid>", r"{\1}", one.path), one.who, one.status) for one in ENDPOINTS}
    order = {"<order:str>": NUMBER, "<label:str>": f"{RETURN}.pdf"}
    served = {
        (method, re.sub("|".join(order), lambda found: order[found[0]], path), *more) for method, path, *more in served
    }
    assert {(row.method, row.path, row.who, row.status) for row in [*ROWS, SIGN_IN]} == served


@EVERY
async def test_it_works(house: House, row: Row) -> None:
    cleo = await house.cleo(row.at)
    client = asker(house, row, cleo)
    if row.path == "/api/session":
        client = (await house.service.signed_in("ben")).http
    response = await ask(client, row, await path_of(house, row, cleo))
    assert response.status_code == row.status, response.text
    assert response.headers["x-content-type-options"] == "nosniff"
    if row.status == 204:
        assert response.content == b""
    elif not row.path.endswith((".csv", ".json")) and "{file}" not in row.path and ".pdf" not in row.path:
        assert response.headers["content-type"] == "application/json"
        assert response.headers["cache-control"] == "no-store"


@some(once=[True])
async def test_the_same_request_again_is_answered_the_same_and_does_nothing_twice(house: House, row: Row) -> None:
    cleo = await house.cleo(row.at)
    path, client, body = await path_of(house, row, cleo), asker(house, row, cleo), row.good_body()
    first = await client.request(row.method, path, json=body)
    await house.service.settled()
    count = len((await house.ann.http.get(f"/api/conversations/{cleo.id}/events")).json()["events"])
    again = await client.request(row.method, path, json=body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    await house.service.settled()
    assert len((await house.ann.http.get(f"/api/conversations/{cleo.id}/events")).json()["events"]) == count


@some(once=[True])
async def test_another_request_under_the_same_id_is_refused(house: House, row: Row) -> None:
    cleo = await house.cleo(row.at)
    path, client, body = await path_of(house, row, cleo), asker(house, row, cleo), row.good_body()
    assert body is not None
    await client.request(row.method, path, json=body)
    others = {"text": "etwas anderes", "language": "en", "comment": "anders", "title": "anders", "note": "anders"}
    others |= {"target": "shop", "name": "anders", "state": "open"}
    others |= {"agent": str(uuid4()), "gap": str(uuid4()), "failures": [str(uuid4())]}
    other = {name: others.get(name, value) for name, value in body.items()} | (
        {"summary": "anders"} if "summary" in body else {}
    )
    if other == body:  # A request without anything but an id cannot differ in its body, but in what it asks for.
        elsewhere = {"customer": (cleo.path("rating"), {"stars": 1}), "owner": ("/api/deliveries/attempts", {})}
        path, more = elsewhere[row.who]
        other = {"id": body["id"], **more}
    assert is_error(await client.request(row.method, path, json=other), 409, "id_reused")


@CUSTOMERS
async def test_a_customers_request_needs_the_token_of_that_conversation(house: House, row: Row) -> None:
    cleo, mallory = await house.cleo(row.at), await house.cleo()
    path = await path_of(house, row, cleo)
    claims = {"sub": cleo.id, "aud": "customer"}
    foreign = {
        "nonsense": 401,
        "a.b.c": 401,
        jwt.encode(claims, "", "none"): 401,
        jwt.encode(claims, "another key that is long enough to use", "HS256"): 401,
        jwt.encode(claims | {"aud": "lotse"}, SECRET, "HS256"): 401,
        jwt.encode(claims, SECRET, "HS512"): 401,
        mallory.token: 404,
    }
    for token, status in foreign.items():
        response = await ask(mallory.http, row, path, headers={"Authorization": f"Bearer {token}"})
        assert is_error(response, status, "not_signed_in" if status == 401 else "conversation_not_found")
    nobody = await house.service.somebody()
    assert (await ask(nobody.http, row, path)).status_code == 401
    assert (await ask(nobody.http, row, path, headers={"Authorization": f"Basic {cleo.token}"})).status_code == 401


@CUSTOMERS
async def test_somebody_elses_conversation_and_none_at_all_get_the_same_answer(house: House, row: Row) -> None:
    cleo, mallory = await house.cleo(row.at), await house.cleo()
    theirs = await ask(mallory.http, row, row.path.format(conversation=cleo.id, file=uuid4()))
    none = await ask(mallory.http, row, row.path.format(conversation=uuid4(), file=uuid4()))
    assert is_error(theirs, 404, "conversation_not_found")
    assert theirs.content == none.content


@CUSTOMERS
async def test_pains_18_an_agents_cookie_opens_nothing_of_a_customer(house: House, row: Row) -> None:
    cleo = await house.cleo(row.at)
    response = await ask(house.ann.http, row, row.path.format(conversation=cleo.id, file=uuid4()))
    if row.path.endswith(("messages", "events")):
        # The agents' own endpoint at this path: another body, and everything of the log.
        assert response.status_code == (422 if row.writes else 200)
    elif "/files" in row.path:
        # The same: Ann does not have this conversation, and there is no such file.
        assert is_error(response, *((409, "wrong_floor") if row.writes else (404, "not_found")))
    else:
        assert is_error(response, 401, "not_signed_in")


@CUSTOMERS
async def test_pains_18_a_cookie_beside_a_token_adds_nothing(house: House, row: Row) -> None:
    cleo, mallory = await house.cleo(row.at), await house.cleo()
    cookie = {"Cookie": f"{COOKIE}={house.ann.http.cookies[COOKIE]}", "Authorization": f"Bearer {mallory.token}"}
    async with httpx.AsyncClient(base_url=house.service.url, headers=cookie, trust_env=False, verify=NO_TLS) as both:
        assert is_error(
            await ask(both, row, row.path.format(conversation=cleo.id, file=uuid4())), 404, "conversation_not_found"
        )


@STAFFS
async def test_a_request_of_staff_needs_somebody_who_is_signed_in(house: House, row: Row) -> None:
    cleo = await house.cleo(row.at)
    path, nobody = await path_of(house, row, cleo), await house.service.somebody()
    assert is_error(await ask(nobody.http, row, path), 401, "not_signed_in")
    for cookie in ("nonsense", "", cleo.token):
        response = await ask(nobody.http, row, path, headers={"Cookie": f"{COOKIE}={cookie}"})
        assert is_error(response, 401, "not_signed_in")


@some(
    who=["agent", "owner", "staff"],
    path=[row.path for row in ROWS if not row.path.endswith(("messages", "events", "files", "{file}"))],
)
async def test_pains_18_a_customers_token_opens_nothing_of_staff(house: House, row: Row) -> None:
    cleo = await house.cleo(row.at)
    response = await ask(cleo.http, row, await path_of(house, row, cleo))
    assert is_error(response, 401, "not_signed_in")


@some(who=["agent", "owner"])
async def test_agents_and_owners_each_have_their_own(house: House, row: Row) -> None:
    cleo = await house.cleo(row.at)
    other: Person = house.olga if row.who == "agent" else house.ann
    assert is_error(await ask(other.http, row, await path_of(house, row, cleo)), 403, "wrong_role")


FOREIGN = [
    None,
    "",
    "null",
    "https://evil.example",
    "https://shop.example",
    "http://127.0.0.1",
    "http://[",
    "about:blank",
]
FOREIGN += ["http://127.0.0.1:1@evil.example"]


@some(who=["agent", "staff"], method=["POST", "PUT", "DELETE"])
async def test_a_cookie_writes_only_from_our_own_pages(house: House, row: Row) -> None:
    cleo = await house.cleo(row.at)
    person = house.ann if row.who == "agent" else house.olga
    cookie = {"Cookie": f"{COOKIE}={person.http.cookies[COOKIE]}"}
    path = await path_of(house, row, cleo)
    async with httpx.AsyncClient(base_url=house.service.url, headers=cookie, trust_env=False, verify=NO_TLS) as client:
        for origin in FOREIGN:
            response = await ask(client, row, path, headers={} if origin is None else {"Origin": origin})
            assert is_error(response, 403, "wrong_role"), origin


@some(path=[row.path for row in ROWS if "{" in row.path], who=["agent", "owner", "staff"])
async def test_what_does_not_exist_is_not_found(house: House, row: Row) -> None:
    cleo = await house.cleo(row.at)
    client, nothing = asker(house, row, cleo), uuid4()
    names = ("conversation", "delivery", "failure", "file", "gap", "view")
    response = await ask(client, row, row.path.format(**dict.fromkeys(names, nothing)))
    assert is_error(response, 404, "not_found" if re.search("{[dfgv]", row.path) else "conversation_not_found")
    for no_id in ("1", "not-an-id", "00000000-0000-0000-0000-00000000000g", "%00", "..%2f..%2fetc"):
        response = await ask(client, row, row.path.format(**dict.fromkeys(names, no_id)))
        assert response.status_code in {400, 404}, (no_id, response.text)


_NOT_MINE = {"bot": "wrong_floor", "queue": "wrong_floor", "closed": "conversation_closed"}
CONFLICTS = {
    ("customer", "POST", "escalation"): {"queue": "wrong_floor", "agent": "wrong_floor"},
    ("customer", "DELETE", "escalation"): {
        "bot": "wrong_floor",
        "agent": "wrong_floor",
        "closed": "conversation_closed",
    },
    ("customer", "POST", "promise"): {"agent": "wrong_floor", "promised": "already_promised"},
    ("agent", "DELETE", "offer"): {"bot": "wrong_floor", "queue": "wrong_floor", "closed": "conversation_closed"},
    ("agent", "PUT", "assignment"): {"bot": "wrong_floor", "closed": "conversation_closed"},
    ("agent", "DELETE", "assignment"): _NOT_MINE,
    ("agent", "POST", "return"): _NOT_MINE,
    ("agent", "POST", "resolution"): _NOT_MINE,
    ("agent", "POST", "messages"): _NOT_MINE,
    ("agent", "POST", "files"): _NOT_MINE,
}


@pytest.mark.parametrize(
    ("row", "at", "code"),
    [
        pytest.param(row, at, code, id=f"{row.name} while {at}")
        for row in ROWS
        for at, code in CONFLICTS.get((row.who, row.method, row.path.rsplit("/", 1)[-1]), {}).items()
    ],
)
async def test_in_the_wrong_state_it_is_a_conflict_and_nothing_happens(
    house: House, row: Row, at: str, code: str
) -> None:
    cleo = await house.cleo(at)
    before = (await house.ann.http.get(cleo.path("events"))).json()
    response = await ask(asker(house, row, cleo), row, await path_of(house, row, cleo))
    assert is_error(response, 409, code)
    assert (await house.ann.http.get(cleo.path("events"))).json() == before


@some(who=["agent"], at=["agent"])
async def test_what_another_agent_has_is_not_mine(house: House, row: Row) -> None:
    cleo = await house.cleo("agent")
    assert is_error(await ask(house.ben.http, row, await path_of(house, row, cleo)), 409, "wrong_floor")


async def test_whoever_accepts_second_is_told_who_was_first(house: House) -> None:
    cleo = await house.cleo("agent")
    response = await house.ben.http.put(cleo.path("assignment"), json={})
    assert is_error(response, 409, "already_accepted")
    assert response.json()["error"]["details"]["agent"]["name"] == "Ann"
    assert (await house.ann.http.put(cleo.path("assignment"), json={})).status_code == 200
