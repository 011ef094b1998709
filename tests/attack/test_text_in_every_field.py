"""Text that means something to somebody: SQL, HTML, templates, links, controls. Everywhere it stays text."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.attack.conftest import Attacker, next_address
from tests.attack.fort import Fort
from tests.attack.mallory import Chat, Mallory

HOSTILE = {
    "SQL": "'; DROP TABLE orders; DELETE FROM events; --",
    "SQL that is true": "BW-104512' OR '1'='1' /* \" OR 1=1 -- ",
    "HTML": "<img src=x onerror=alert(1)><script>alert(1)</script></textarea></title>",
    "an attribute": "\" autofocus onfocus=\"alert(1)\" x='",
    "template of the bot": "{order_number} {postcode} {name} {0.__class__} {email!r:>99}",
    "template of a page": "{{1237*5021}} ${1237*5021} #{1237*5021} <%= 1237*5021 %> {%print(1237*5021)%}",
    "format": "%s%s%n %(postcode)s %x $HOME `id` $(id)",
    "link": "[Hier klicken](javascript:alert(1)) ![x](http://evil.example/?) <http://evil.example>",
    "formula": "=cmd|' /C calc'!A0",
    "formula behind a tab": '\t=HYPERLINK("http://evil.example";"x")',
    "formula in the middle": "Hallo\r\n@SUM(1+1)*cmd|'/C calc'!A0;=1+1",
    "full-width formula": "\uff1dcmd|'/C calc'!A0",
    "controls": "a\x00b\x1b[31mrot\x07\x08\x7f\x85c",
    "directions": "\u202eexe.gpj\u2066\u202d\u200f harmlos",
    "header": "x\r\nSet-Cookie: lotse_signed_in=1\r\n\r\n<html>",
    "path": "../../../../etc/passwd\x00.png",
    "log line": "x\n2026-11-22 21:00:00 ERROR Traceback forged",
    "object": '__proto__ constructor.prototype {"$gt": ""}',
}  # fmt: skip
RESULT = str(1237 * 5021)
STARTS_A_FORMULA = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")


def _fill(mallory: Mallory, text: str) -> Chat:
    """A conversation with this text wherever a customer can write one."""
    chat = mallory.open(page={"url": text, "title": text})
    answer = chat.say(text)
    seq = next(event["seq"] for event in answer.events if event["name"] == "message_posted" and "reply_to" in event)
    for of, body in {
        "visits": {"url": text, "title": text},
        "judgements": {"seq": seq, "helpful": False, "comment": text},
        "rating": {"stars": 1, "comment": text},
    }.items():
        sent = mallory.http.post(chat.path(of), json=body, headers=chat.headers)
        assert sent.status_code in {201, 422}, sent.text
    # A browser escapes what cannot stand in a header; httpx does as browsers do.
    files = {"file": (f"{text}.txt", text.encode())}
    uploaded = mallory.http.post(chat.path("files"), files=files, headers=chat.headers)
    assert uploaded.status_code in {201, 400, 415}, uploaded.text
    if uploaded.status_code == 201:
        chat.say(text, attachments=[uploaded.json()["id"]])
    return chat


@pytest.fixture(scope="module")
def written(fortress: Fort) -> Iterator[list[Chat]]:
    """All of it, written down."""
    mallory = Mallory(fortress.stack.service, next_address())
    yield [_fill(mallory, text) for text in HOSTILE.values()]
    mallory.leave()


def test_the_bot_says_nothing_back_that_works(written: list[Chat]) -> None:
    for event in [event for chat in written for event in chat.events()]:
        if event["name"] == "message_posted" and event["author"]["kind"] != "customer":
            assert "<" not in event["text"]
            assert "evil.example" not in event["text"]
            assert RESULT not in event["text"]


def test_whoever_wrote_it_is_answered_without_a_fault(fortress: Fort, written: list[Chat]) -> None:
    mallory = written[0].mallory
    assert not [status for status in mallory.statuses if status >= 500]
    assert not fortress.treasure.found_in("\n".join(mallory.heard), "\n".join(mallory.told), frozenset())
    assert not fortress.faults()
    assert fortress.is_well()


FIELDS = [
    ("Bitte stornieren Sie meine Bestellung", "order_number"),
    ("Wo ist meine Bestellung BW-104855?", "postcode"),
    ("Ich habe mein Passwort vergessen", "email"),
    ("Ich möchte den Newsletter abbestellen", "email"),
    ("Habt ihr noch einen Schlafsack?", "product"),
    ("Die Lieferadresse soll geändert werden", "address_of"),
    ("Ein Artikel kam kaputt an", "order_number"),
]


@pytest.mark.parametrize(("matter", "field"), FIELDS, ids=[f"{matter} {field}" for matter, field in FIELDS])
def test_as_an_answer_to_what_the_bot_asks_it_fills_nothing(
    fortress: Fort, attacker: Attacker, matter: str, field: str
) -> None:
    for name in ("SQL that is true", "HTML", "template of the bot", "template of a page"):
        chat = attacker().open()
        chat.say(matter)
        answer = chat.say(HOSTILE[name])
        assert "<" not in answer.text
        assert RESULT not in answer.text
        assert "__class__" not in answer.text.replace(HOSTILE[name], "")
    assert fortress.inbox.envelopes == []


def test_staff_get_it_as_data_and_never_as_a_page(fortress: Fort, written: list[Chat]) -> None:
    for chat in written:
        for path in (f"/api/conversations/{chat.id}", f"/api/conversations/{chat.id}/events"):
            response = fortress.staff["ann"].get(path)
            assert response.status_code == 200
            assert response.headers["content-type"] == "application/json"
            assert response.headers["x-content-type-options"] == "nosniff"
            assert RESULT not in response.text
            assert "set-cookie" not in response.headers
        _files_are_saved_and_not_shown(fortress, response.json()["events"], chat)


def _files_are_saved_and_not_shown(fortress: Fort, events: list[dict[str, Any]], chat: Chat) -> None:
    for file in [file for event in events for file in event.get("attachments", ())]:
        assert file["type"] == "text/plain"
        assert file["name"].endswith(".txt")
        assert not set(file["name"]) & set('/\\<>"\r\n\x00\u202e')
        saved = fortress.staff["ann"].get(f"/api/conversations/{chat.id}/files/{file['id']}")
        assert saved.headers["content-disposition"].startswith("attachment")
        assert "sandbox" in saved.headers["content-security-policy"]
        assert saved.headers["content-type"].startswith("text/plain")


def test_no_page_has_what_customers_wrote_in_it(fortress: Fort, written: list[Chat]) -> None:
    for path in ("/console", "/insights", "/widget.js"):
        page = fortress.staff["olga"].get(path)
        assert page.status_code == 200
        assert "alert(1)" not in page.text
    policy = fortress.staff["olga"].get("/console").headers["content-security-policy"]
    assert "unsafe-inline" not in policy.split("script-src", 1)[-1].split(";", 1)[0]


def test_a_search_finds_it_as_text(fortress: Fort, written: list[Chat]) -> None:
    for text in HOSTILE.values():
        for path, name in (("/api/conversations", "q"), ("/api/failures", "intent"), ("/api/refusals", "subject")):
            asked = fortress.staff["olga"].get(path, params={name: text})
            assert asked.status_code in {200, 422}, asked.text


def test_a_spreadsheet_runs_nothing_of_the_export(fortress: Fort, written: list[Chat]) -> None:
    exported = fortress.staff["olga"].get("/api/failures.csv")
    rows = list(csv.reader(io.StringIO(exported.text.removeprefix("\ufeff"))))
    assert len(rows) > len(HOSTILE) / 2
    assert any("cmd|" in cell for row in rows for cell in row)
    for row in rows:
        assert len(row) == len(rows[0])
        for cell in row:
            for part in [cell, *cell.replace("\r", "\n").replace("\t", "\n").replace(";", "\n").split("\n")]:
                assert not part.lstrip(" \u00a0\u3000").startswith(STARTS_A_FORMULA[:4] + STARTS_A_FORMULA[6:]), cell


def test_the_log_has_one_line_for_each_thing_whatever_stands_in_it(fortress: Fort, written: list[Chat]) -> None:
    service = (fortress.stack.logs / "service.log").read_text(errors="replace")
    assert not [line for line in service.splitlines() if line.startswith("2026-11-22 21:00:00 ERROR")]
    assert "\x1b[31mrot" not in service


def test_the_shop_keeps_what_it_has(fortress: Fort, written: list[Chat]) -> None:
    assert len(fortress.treasure.numbers()) == 328
    assert json.loads(fortress.staff["ann"].get("/api/me").text)["name"] == "Ann"
