"""What a customer writes is text on the pages of staff: nothing of it runs, loads, or becomes a part of the page."""

import re
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import PATIENCE_MS, AtWork, Cleo
from tests.stack import Stack

MARK = "Edelweiss"
HOSTILE = [
    f"{MARK} <img src='/evil.png' onerror='window.hacked=1'>",
    f"{MARK} <script>window.hacked=1</script><svg onload=window.hacked=1>",
    f"{MARK} [Hier](javascript:window.hacked=1) [x](http://evil.example/) ![x](/evil.png)",
    f"{MARK} \"><a href='javascript:window.hacked=1'>x</a><b>fett</b>",
    f"{MARK} {{{{1237*5021}}}} ${{1237*5021}} \u202eexe.gpj",
]
ELEMENTS = "img[src*=evil], a[href*=evil], a[href^='javascript:'], svg[onload], [onerror], b:text-is('fett')"


@pytest.fixture
def written(stack: Stack) -> str:
    """A conversation full of it, waiting for a person; returns its id."""
    with httpx.Client(base_url=stack.service, trust_env=False, timeout=20) as http:
        page = {"url": HOSTILE[0], "title": HOSTILE[1]}
        opened = http.post("/api/conversations", json={"page": page}).json()
        path = f"/api/conversations/{opened['id']}"
        http.headers["Authorization"] = f"Bearer {opened['token']}"
        for text in HOSTILE:
            file = http.post(f"{path}/files", files={"file": (f"{text}.txt", b"x")}).json()["id"]
            sent = http.post(f"{path}/messages", json={"id": str(uuid4()), "text": text, "attachments": [file]})
            assert sent.status_code == 201, sent.text
        http.post(f"{path}/visits", json={"url": HOSTILE[2], "title": HOSTILE[3]})
        http.post(f"{path}/rating", json={"stars": 1, "comment": HOSTILE[3]})
        http.post(f"{path}/messages", json={"id": str(uuid4()), "text": "/cancel_order{}"})
        http.post(f"{path}/escalation", json={})
        return str(opened["id"])


def _watched(page: Page) -> list[str]:
    """What the page asks for from now on, and what it shouts."""
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    page.on("dialog", lambda dialog: (seen.append(f"evil dialog {dialog.message}"), dialog.dismiss()))
    return seen


def _only_text(page: Page, seen: list[str]) -> None:
    assert page.evaluate("window.hacked") is None
    assert page.locator(ELEMENTS).count() == 0
    assert "6210977" not in page.content()
    assert not [url for url in seen if "evil" in url]


def test_the_console_shows_it_as_text(browser: Browser, stack: Stack, written: str) -> None:
    ann = AtWork(browser, stack, stack.accounts["ann"], f"/console/conversations/{written}")
    seen = _watched(ann.page)
    for shown in (r"<img src='/evil\.png'", r"\[Hier\]\(javascript:", r"<b>fett</b>"):
        expect(ann.page.get_by_text(re.compile(shown)).first).to_be_attached(timeout=PATIENCE_MS)
    _only_text(ann.page, seen)
    ann.page.context.close()


def test_insights_show_it_as_text(browser: Browser, stack: Stack, written: str) -> None:
    olga = AtWork(browser, stack, stack.accounts["olga"], "/insights")
    seen = _watched(olga.page)
    expect(olga.page.locator("input[name=email]")).to_be_hidden()
    for part, shows in (("failures", MARK), ("refusals", "Befehl")):
        olga.page.goto(f"{stack.service}/insights/{part}")
        expect(olga.page.locator("main")).to_contain_text(shows)
        _only_text(olga.page, seen)
    olga.page.context.close()


def test_the_customers_own_page_shows_it_as_text(browser: Browser, stack: Stack) -> None:
    cleo = Cleo(browser, stack)
    seen = _watched(cleo.page)
    cleo.open()
    for text in HOSTILE[:3]:
        cleo.say(text)
        cleo.reads(text, author="customer")
    _only_text(cleo.page, seen)
    cleo.page.context.close()
