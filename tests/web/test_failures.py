"""The failure log over HTTP: what it lists, what is found in it, and its exports."""

import csv
import io
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from handover.domain.errors import UnavailableError
from handover.services import failures
from handover.storage import failures as failure_log
from handover.storage.failures import FailureFilter
from handover.storage.store import Store
from handover.web import cursors
from tests.service import House, Person, Service
from tests.web.asking import CART, failing, is_error


async def _rows(olga: Person, **query: str) -> list[dict[str, str]]:
    """The export, as a spreadsheet reads it."""
    response = await olga.http.get("/api/failures.csv", params=query)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="failures.csv"'
    assert response.content.startswith(b"\xef\xbb\xbf"), "the mark by which spreadsheets read umlauts"
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


async def _listed(olga: Person, **query: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await olga.http.get("/api/failures", params=query)).json()["items"]
    return items


async def test_a_failure_is_listed_with_everything_that_is_known(service: Service) -> None:
    await failing(service, "Grüße, mia@example.com", page=CART)
    await service.lotse.reckoner.catch_up()
    olga = await service.signed_in("olga")
    listed = (await olga.http.get("/api/failures")).json()
    assert listed["next"] is None
    [item] = listed["items"]
    assert item == {
        "id": item["id"],
        "conversation": item["conversation"],
        "message_id": item["message_id"],
        "seq": 2,
        "at": "2026-11-23T09:00:01+00:00",
        "kind": "not_understood",
        "detail": None,
        "text": "Grüße, [email]",
        "intent": "nlu_fallback",
        "confidence": 0.7,
        "threshold": 0.8,
        "ranking": [{"intent": "nlu_fallback", "confidence": 0.7}, {"intent": "track_order", "confidence": 0.2}],
        "meant": None,
        "actions": [],
        "entities": None,
        "slots": None,
        "language": "de",
        "model": "fake",
        "page": CART,
        "touchpoint": "cart",
        "outcome": None,
        "cause": None,
        "judgement": None,
        "status": "open",
        "found_at": None,
        "followed_by": None,
        "helped_by": None,
        "waiting_s": 0.0,
        "agent_s": 0.0,
        "gap": None,
    }
    whole = (await olga.http.get(f"/api/failures/{item['id']}")).json()
    assert {name: whole[name] for name in item} == item
    assert [turn["name"] for turn in whole["turns"]] == [
        "conversation_opened",
        "message_posted",
        "turn_understood",
        "failure_recorded",
        "message_posted",
    ]


async def test_all_pages_of_the_log_have_every_failure_once(service: Service) -> None:
    cleo = await service.customer()
    record = {"conversation_id": UUID(cleo.id), "seq": 1, "at": service.clock.now(), "kind": "no_result"}
    async with service.lotse.store.transaction() as tx:
        for _ in range(120):
            more = {"id": uuid4(), "message_id": uuid4(), "text": "", "language": "de"}
            await failure_log.add(tx, record | more)
    olga = await service.signed_in("olga")
    seen: list[str] = []
    after, pages = "", 0
    while after is not None:
        page = (await olga.http.get("/api/failures", params={"after": after})).json()
        seen += [item["id"] for item in page["items"]]
        after, pages = page["next"], pages + 1
    assert (len(seen), len(set(seen)), pages) == (120, 120, 3)
    assert len(await _rows(olga)) == 120


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://evil.example")',
        "+1+1",
        "-2+3",
        "@1+1",
        "  =1+1",
        "＝1+1",
        "=cmd|' /C calc'!A0",
    ],
)
async def test_a_formula_of_a_customer_is_shown_and_not_run(service: Service, text: str) -> None:
    await failing(service, text)
    olga = await service.signed_in("olga")
    [row] = await _rows(olga)
    assert row["text"].startswith("'")


async def test_the_export_keeps_umlauts_lines_quotes_and_separators(service: Service) -> None:
    text = 'Grüße; "Zelt",\nfür 2 – 日本 🏔'
    await failing(service, text, page=CART)
    olga = await service.signed_in("olga")
    [row] = await _rows(olga)
    assert row["text"] == text
    assert (row["kind"], row["language"], row["confidence"], row["touchpoint"]) == (
        "not_understood",
        "de",
        "0.7",
        "cart",
    )
    assert row["at"] == "2026-11-23T09:00:01+00:00"
    assert row["cause"] == ""
    assert '"url"' in row["page"]


async def test_the_export_is_narrowed_as_the_list_is(service: Service) -> None:
    await failing(service, "eins", page=CART)
    await failing(service, "zwei", language="de-CH")
    olga = await service.signed_in("olga")
    assert [row["text"] for row in await _rows(olga)] == ["zwei", "eins"]
    assert [row["text"] for row in await _rows(olga, touchpoint="cart")] == ["eins"]
    assert [row["text"] for row in await _rows(olga, language="de-CH")] == ["zwei"]
    assert [row["text"] for row in await _rows(olga, **{"from": "2026-11-23T09:00:02Z"})] == ["zwei"]
    assert [row["text"] for row in await _rows(olga, to="2026-11-23T10:00:02+01:00")] == ["eins"]
    assert await _rows(olga, kind="gave_up") == []


async def test_what_is_exported_as_json_is_what_the_list_has_all_pages_of_it(service: Service) -> None:
    await failing(service, 'Grüße; "Zelt",\n🏔', "zwei", "drei", page=CART)
    # What followed is told within the minute; not between the list and the export.
    await service.lotse.reckoner.catch_up()
    olga = await service.signed_in("olga")
    listed = (await olga.http.get("/api/failures")).json()["items"]
    exported = await olga.http.get("/api/failures.json")
    assert exported.headers["content-disposition"] == 'attachment; filename="failures.json"'
    assert exported.json() == {"items": listed}
    assert (await olga.http.get("/api/failures.json", params={"kind": "gave_up"})).json() == {"items": []}


async def test_an_export_begins_where_it_is_told_to(service: Service) -> None:
    await failing(service, "eins", "zwei", "drei")
    await service.lotse.reckoner.catch_up()
    olga = await service.signed_in("olga")
    listed = (await olga.http.get("/api/failures")).json()["items"]
    after = cursors.behind(datetime.fromisoformat(listed[0]["at"]), UUID(listed[0]["id"]))
    assert [row["text"] for row in await _rows(olga, after=after)] == ["zwei", "eins"]
    assert (await olga.http.get("/api/failures.json", params={"after": after})).json()["items"] == listed[1:]


async def test_an_export_that_breaks_off_does_not_look_whole(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database may go away behind the first part; a spreadsheet has no end by which anybody could tell."""
    await failing(service, "eins", "zwei")
    read = failures.page

    async def only_once(store: Store, wanted: FailureFilter, after: Any, _limit: int) -> list[Any]:
        if after:
            raise UnavailableError("away", {"retry_after_s": 2})
        return await read(store, wanted, after, 1)

    monkeypatch.setattr(failures, "page", only_once)
    olga = await service.signed_in("olga")
    for name in ("failures.csv", "failures.json"):
        with pytest.raises(httpx.RemoteProtocolError):
            await olga.http.get(f"/api/{name}")


async def test_failures_are_found_by_their_words_and_by_what_became_of_them(service: Service) -> None:
    await failing(service, "Gutschein abgelaufen", page=CART)
    await failing(service, "Rückgabe der Gutscheinkarte", page=CART | {"url": "https://bergwerk.example/help"})
    olga = await service.signed_in("olga")
    cleo = UUID((await _listed(olga, q="abgelaufen"))[0]["conversation"])
    async with service.lotse.store.transaction() as tx:
        await failure_log.join(tx, cleo, outcome="solved_by_agent", cause="missing_content")
    for asked, found in (
        ({"q": "gutsch"}, 2),
        ({"q": "rueckgabe GUTSCHEIN"}, 1),
        ({"q": "gutschein paket"}, 0),
        ({"q": "?!"}, 0),
        ({"outcome": "solved_by_agent"}, 1),
        ({"cause": "missing_content"}, 1),
        ({"cause": "missing_content", "q": "karte"}, 0),
        ({"model": "fake"}, 2),
        ({"model": "other"}, 0),
        ({"page": CART["url"]}, 1),
        ({"page": "https://bergwerk.example"}, 0),
    ):
        assert len(await _listed(olga, **asked)) == found, asked
        assert len(await _rows(olga, **asked)) == found, asked


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("query", ["q=%00", f"q={'x' * 201}", f"page={'x' * 2_001}", "model=%00"])
async def test_what_cannot_be_looked_for_is_refused(house: House, query: str) -> None:
    assert is_error(await house.olga.http.get(f"/api/failures?{query}"), 422, "not_valid")
