"""Gaps over HTTP: what owners read of them, and what is refused."""

from typing import Any
from uuid import uuid4

import pytest

from handover.adapters.rasa_fake import not_understood
from handover.analysis.topics.grouping import group
from handover.analysis.topics.material import Grouping, Said
from handover.services.grouper import Grouper
from tests.service import Person, Service
from tests.web.asking import is_error

VOUCHER = ["Gutschein einlösen", "Gutschein ist abgelaufen", "Wo Gutschein eingeben?"]
RENTAL = ["Schneeschuhe mieten", "Kann man Schneeschuhe mieten?", "Schneeschuhe für zwei mieten"]
CART = {"url": "https://bergwerk.example/shop/cart", "title": "Warenkorb"}


async def _at_once(failures: Any) -> Grouping:
    said: list[Said] = list(failures)
    return group(said)


async def _olga(service: Service, *texts: str) -> Person:
    """Olga, after customers were not understood and their failures were grouped."""
    service.bot.script = lambda _turn: not_understood()
    for text in texts or (*VOUCHER, *RENTAL[:2], VOUCHER[0], RENTAL[2]):
        cleo = await service.customer(page=CART)
        assert (await cleo.say(text)).status_code == 201
        await service.settled()
    await Grouper(service.lotse.store, service.lotse.clock, _at_once).now()
    return await service.signed_in("olga")


async def _items(olga: Person, **query: str) -> list[dict[str, Any]]:
    response = await olga.http.get("/api/gaps", params=query)
    assert response.status_code == 200, response.text
    items: list[dict[str, Any]] = response.json()["items"]
    return items


async def test_a_gap_is_listed_with_everything_that_it_counts(service: Service) -> None:
    olga = await _olga(service)
    answered = (await olga.http.get("/api/gaps", params={"from": "2026-11-01T00:00:00Z"})).json()
    assert (answered["next"], answered["ungrouped"], answered["grouped_at"][:10]) == (None, 0, "2026-11-23")
    voucher, rental = answered["items"]
    assert {name: value for name, value in voucher.items() if not name.endswith(("_at", "quotes", "trend"))} == {
        "id": voucher["id"],
        "name": None,
        "names": voucher["names"],
        "state": "open",
        "merged_into": None,
        "assignee": None,
        "count": 4,
        "before": 0,
        "waiting_s": 0.0,
        "agent_s": 0.0,
        "came_back": False,
        "languages": [{"key": "de", "count": 4}],
        "touchpoints": [{"key": "cart", "count": 4}],
    }
    assert voucher["names"]["de"].startswith("Gutschein")
    assert sum(voucher["trend"]) == 4
    assert {quote["text"] for quote in voucher["quotes"]} == set(VOUCHER)
    failures = (await olga.http.get("/api/failures", params={"gap": rental["id"]})).json()["items"]
    assert {(item["text"], item["gap"]) for item in failures} == {(text, rental["id"]) for text in RENTAL}
    assert (await olga.http.get("/api/failures", params={"gap": "none"})).json()["items"] == []


async def test_one_gap_tells_its_proof_and_its_history(service: Service) -> None:
    olga = await _olga(service)
    [voucher, _] = await _items(olga)
    path = f"/api/gaps/{voucher['id']}"
    assert (await olga.http.post(f"{path}/state", json={"state": "fixed"})).json() == {"id": voucher["id"]}
    whole = (await olga.http.get(path)).json()
    assert (whole["proof"]["verdict"], whole["proof"]["days"]) == ("too_early", 0)
    assert whole["proof"]["after"] == {"count": 0, "of": 0, "share": None, "low": None, "high": None, "small": True}
    assert whole["pages"] == [{"key": CART["url"], "count": 4}]
    created, fixed = whole["history"]
    assert (created["kind"], created["agent"], created["count"]) == ("created", None, 4)
    assert (fixed["kind"], fixed["agent"]["name"], fixed["was"], fixed["to"]) == ("state", "Olga", "open", "fixed")
    assert [item["id"] for item in await _items(olga, state="fixed")] == [voucher["id"]]


async def test_in_the_wrong_state_it_is_a_conflict_and_nothing_happens(service: Service) -> None:
    olga = await _olga(service)
    voucher, rental = (f"/api/gaps/{item['id']}" for item in await _items(olga))
    unproven = await olga.http.post(f"{voucher}/state", json={"state": "verified"})
    assert is_error(unproven, 409, "fix_not_proven")
    await olga.http.post(f"{voucher}/merges", json={"gap": rental.rsplit("/", 1)[1]})
    before = (await olga.http.get(rental)).json()
    assert before["merged_into"] == voucher.rsplit("/", 1)[1]
    for noun, body in {
        "name": {"name": "x"},
        "state": {"state": "open"},
        "assignee": {"agent": None},
        "merges": {"gap": voucher.rsplit("/", 1)[1]},
        "splits": {"failures": [str(uuid4())]},
    }.items():
        assert is_error(await olga.http.post(f"{rental}/{noun}", json=body), 409, "gap_merged")
    assert (await olga.http.get(rental)).json() == before


@pytest.mark.parametrize(
    ("noun", "body", "status"),
    [
        ("name", {}, 422),
        ("name", {"name": ""}, 422),
        ("name", {"name": "x" * 101}, 422),
        ("name", {"name": "Gut\u202eschein"}, 422),
        ("state", {"state": "closed"}, 422),
        ("assignee", {"agent": "ann"}, 422),
        ("assignee", {"agent": "00000000-0000-0000-0000-000000000001"}, 404),
        ("merges", {"gap": "00000000-0000-0000-0000-000000000001"}, 404),
        ("merges", {"gap": "itself"}, 422),
        ("splits", {"failures": []}, 422),
        ("splits", {"failures": ["00000000-0000-0000-0000-000000000001"]}, 422),
        ("splits", {"failures": ["all"]}, 422),
    ],
)
async def test_a_body_that_makes_no_sense_is_refused_and_nothing_happens(
    service: Service, noun: str, body: dict[str, Any], status: int
) -> None:
    olga = await _olga(service, *VOUCHER)
    [voucher] = await _items(olga)
    if body.get("gap") == "itself":
        body = {"gap": voucher["id"]}
    if body.get("failures") == ["all"]:
        found = (await olga.http.get("/api/failures", params={"gap": voucher["id"]})).json()["items"]
        body = {"failures": [item["id"] for item in found]}
    response = await olga.http.post(f"/api/gaps/{voucher['id']}/{noun}", json=body)
    assert is_error(response, status, "not_valid" if status == 422 else "not_found")
    assert await _items(olga) == [voucher]


@pytest.mark.parametrize("query", [{"state": "lost"}, {"after": "x"}, {"after": "W10="}, {"from": "x"}, {"kind": "x"}])
async def test_a_query_that_makes_no_sense_is_refused(service: Service, query: dict[str, str]) -> None:
    olga = await service.signed_in("olga")
    assert is_error(await olga.http.get("/api/gaps", params=query), 422, "not_valid")


async def test_failures_of_no_gap_that_there_could_be_are_refused(service: Service) -> None:
    olga = await service.signed_in("olga")
    assert is_error(await olga.http.get("/api/failures", params={"gap": "x"}), 422, "not_valid")
