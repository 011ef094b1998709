"""What the owner reads: the failure log, its export, and the figures."""

import csv
import io
from typing import Any
from uuid import UUID, uuid4

import pytest

from handover.adapters.rasa_fake import not_understood
from handover.storage import failures as failure_log
from tests.service import House, Service
from tests.web.asking import is_error

CART = {"url": "https://bergwerk.example/shop/cart", "title": "Warenkorb"}


async def _failing(service: Service, *texts: str, **opened: Any) -> None:
    """Cleo is not understood."""
    service.bot.script = lambda _turn: not_understood()
    cleo = await service.customer(**opened)
    for text in texts:
        service.clock.pass_time(seconds=1)
        assert (await cleo.say(text)).status_code == 201
        await service.settled()


async def _rows(service: Service, **query: str) -> list[dict[str, str]]:
    """The export, as a spreadsheet reads it."""
    olga = await service.signed_in("olga")
    response = await olga.http.get("/api/failures.csv", params=query)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="failures.csv"'
    assert response.content.startswith(b"\xef\xbb\xbf"), "the mark by which spreadsheets read umlauts"
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


async def test_a_failure_is_listed_with_everything_that_is_known(service: Service) -> None:
    await _failing(service, "Grüße, mia@example.com", page=CART)
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
        "ranking": [{"intent": "nlu_fallback", "confidence": 0.7}, {"intent": "track_order", "confidence": 0.2}],
        "meant": None,
        "actions": [],
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
        "waiting_s": None,
        "agent_s": None,
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
    assert len(await _rows(service)) == 120


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://evil.example")',
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "  =1+1",
        "＝1+1",
        "=cmd|' /C calc'!A0",
    ],
)
async def test_a_formula_of_a_customer_is_shown_and_not_run(service: Service, text: str) -> None:
    await _failing(service, text)
    [row] = await _rows(service)
    assert row["text"].startswith("'")


async def test_the_export_keeps_umlauts_lines_quotes_and_separators(service: Service) -> None:
    text = 'Grüße; "Zelt",\nfür 2 – 日本 🏔'
    await _failing(service, text, page=CART)
    [row] = await _rows(service)
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
    await _failing(service, "eins", page=CART)
    await _failing(service, "zwei", language="de-CH")
    assert [row["text"] for row in await _rows(service)] == ["zwei", "eins"]
    assert [row["text"] for row in await _rows(service, touchpoint="cart")] == ["eins"]
    assert [row["text"] for row in await _rows(service, language="de-CH")] == ["zwei"]
    assert [row["text"] for row in await _rows(service, **{"from": "2026-11-23T09:00:02Z"})] == ["zwei"]
    assert [row["text"] for row in await _rows(service, to="2026-11-23T10:00:02+01:00")] == ["eins"]
    assert await _rows(service, kind="gave_up") == []


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize(
    "path", ["/api/failures", "/api/failures.csv", "/api/insights/outcomes", "/api/insights/savings"]
)
@pytest.mark.parametrize(
    "query",
    [
        "from=yesterday",
        "from=2026-13-01",
        "to=0001-01-01T00:00:00%2B14:00",
        "from=9999-12-31T23:59:59-14:00",
        "to=99999999999999999999",
        "from=NaN",
        "unknown=1",
        "from=%00",
    ],
)
async def test_a_query_that_makes_no_sense_is_refused(house: House, path: str, query: str) -> None:
    assert is_error(await house.olga.http.get(f"{path}?{query}"), 422, "not_valid")


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize(
    "after",
    [
        "nonsense",
        "e30=",
        "W10=",
        "WyIyMDI2IiwgMV0=",
        "WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzE0OjAwIiwgIjAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwIl0=",
        "ä",
        "x" * 201,
        "'; DROP TABLE failures; --",
    ],
)
@pytest.mark.parametrize("path", ["/api/failures", "/api/conversations"])
async def test_a_cursor_that_is_none_of_ours_is_refused(house: House, path: str, after: str) -> None:
    assert is_error(await house.olga.http.get(path, params={"after": after}), 422, "not_valid")


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("after", ["-1", "x", "1.5", "99999999999", "1e3", "NaN", "0x1"])
async def test_a_log_is_read_from_a_number_on(house: House, after: str) -> None:
    cleo = await house.cleo()
    for client in (cleo.http, house.ann.http):
        response = await client.get(cleo.path("events"), params={"after": after})
        assert is_error(response, 422, "not_valid")


@pytest.mark.asyncio(loop_scope="session")
async def test_empty_conditions_count_as_none(house: House) -> None:
    for path in ("/api/failures?kind=&from=&to=&after=", "/api/conversations?floor=&q=&after="):
        assert (await house.olga.http.get(path)).status_code == 200
    assert is_error(await house.olga.http.get("/api/conversations?floor=nobody"), 422, "not_valid")


async def test_the_figures_of_a_period_are_told_with_the_counts_behind_them(service: Service) -> None:
    await _failing(service, "blubb", page=CART)
    cleo = await service.customer()
    await cleo.http.post(cleo.path("rating"), json={"stars": 4})
    olga = await service.signed_in("olga")
    figures = (await olga.http.get("/api/insights/outcomes", params={"from": "2026-11-23T10:00:00+01:00"})).json()
    assert (figures["from"], figures["to"]) == ("2026-11-23T09:00:00+00:00", None)
    assert figures["conversations"] == {"total": 2, "open": 2, "ended": 0}
    assert figures["failures"]["by_touchpoint"] == [{"key": "cart", "count": 1}]
    assert figures["ratings"]["bot"] == {"count": 1, "average": 4}
    assert len(figures["outcomes"]) == 7
    assert [one["count"] for one in figures["outcomes"]] == [0] * 7


async def test_a_figure_opens_the_conversations_behind_it(service: Service) -> None:
    await _failing(service, "blubb", page=CART)
    await service.customer()
    olga = await service.signed_in("olga")
    [failed] = (await olga.http.get("/api/failures")).json()["items"]
    failing = failed["conversation"]

    async def behind(**query: Any) -> list[Any]:
        return [item["conversation"] for item in (await olga.http.get("/api/contacts", params=query)).json()["items"]]

    assert len(await behind()) == 2
    assert await behind(failure="not_understood", touchpoint="cart", outcome="none") == [failing]
    assert failing not in await behind(failure="none")
    assert await behind(outcome="self_served") == []
    assert await behind(handed_over="true") == []


async def test_the_conversations_behind_a_figure_come_page_by_page(service: Service) -> None:
    opened = [(await service.customer()).id for _ in range(52)]
    olga = await service.signed_in("olga")
    first = (await olga.http.get("/api/contacts")).json()
    rest = (await olga.http.get("/api/contacts", params={"after": first["next"]})).json()
    assert rest["next"] is None
    found = [item["conversation"] for item in [*first["items"], *rest["items"]]]
    assert sorted(found) == sorted(opened)


@pytest.mark.parametrize(
    "query", ["hour=24", "weekday=x", "durable=maybe", "outcome=a%00b", "after=nonsense", "kind=x"]
)
async def test_nonsense_about_contacts_is_refused(service: Service, query: str) -> None:
    olga = await service.signed_in("olga")
    assert (await olga.http.get(f"/api/contacts?{query}")).status_code == 422
