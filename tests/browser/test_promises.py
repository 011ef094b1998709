"""Answers that were promised reach whoever asked, in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import picture
from tests.browser.running import Running, sit_down
from tests.browser.test_pages import LOOKS, barriers, fits
from tests.service import Customer


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Running]:
    """One for each test, in which nothing is promised yet."""
    running = Running(f"sqlite+aiosqlite:///{tmp_path}/lotse.db")
    yield running
    running.stop()


def asks(service: Running, text: str) -> Customer:
    """Cleo, who left a question and an address."""
    cleo = service.do(service.house.cleo(language="de-CH"))
    left = service.do(cleo.http.post(cleo.path("promise"), json={"email": "cleo@example.com", "text": text}))
    assert left.status_code == 201, left.text
    return cleo  # type: ignore[no-any-return]


def answers(service: Running, cleo: Customer) -> list[dict[str, Any]]:
    """What agents wrote to her."""
    events = service.do(cleo.events())["events"]
    return [one for one in events if one["name"] == "message_posted" and one["author"]["kind"] == "agent"]


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_a_promise_is_found_by_its_time_and_answered_by_mail_and_in_the_chat(
    browser: Browser, service: Running, pictures: Path, scheme: str, size: str
) -> None:
    cleo = asks(service, "Passt der Helm über eine Mütze?")
    service.house.service.clock.pass_time(hours=30)
    asks(service, "Gibt es die Jacke auch in Rot?")
    ann = sit_down(browser, service, "ann", scheme=scheme, size=size)
    tab = ann.locator(".areas-promises")
    expect(tab).to_contain_text("2")
    tab.click()
    found = ann.locator(".list-promises .entry")
    expect(found.first).to_contain_text("Passt der Helm über eine Mütze?")
    expect(found.first).to_contain_text("überfällig")
    expect(found.last).to_contain_text("bis ")
    assert barriers(ann) == []
    assert fits(ann)
    picture(ann, pictures, f"promises-{scheme}-{size}")
    found.first.locator("a").click()
    composer = ann.locator(".composer")
    expect(composer).to_contain_text("Sie geht als E-Mail an cleo@example.com und steht auch im Chat.")
    ann.locator("#composer-text").fill("Guten Tag\n\nJa, das passt.")
    ann.locator("#composer-text").press("End")
    ann.keyboard.press("Enter")
    ann.keyboard.type("Ann")
    assert answers(service, cleo) == [], "Enter alone sends no mail"
    assert barriers(ann) == []
    assert fits(ann)
    picture(ann, pictures, f"promise-{scheme}-{size}")
    ann.keyboard.press("Control+Enter")
    expect(ann.locator(".message-agent").last).to_contain_text("Ja, das passt.")
    expect(found).to_have_count(1)
    expect(composer).not_to_contain_text("cleo@example.com")
    [answer] = answers(service, cleo)
    assert answer["text"] == "Guten Tag\n\nJa, das passt.\nAnn"
    ann.context.close()


def test_whom_somebody_else_has_answered_is_not_answered_twice(browser: Browser, service: Running) -> None:
    cleo = asks(service, "Passt der Helm über eine Mütze?")
    ann = sit_down(browser, service, "ann", f"/console/conversations/{cleo.id}")
    send = ann.get_by_role("button", name="Per E-Mail antworten")
    expect(send).to_be_visible()
    ann.locator("#composer-text").fill("Ja.")
    ann.reload()
    expect(send).to_be_visible()
    expect(ann.locator("#composer-text"), "the draft is kept").to_have_value("Ja.")
    # What Ann's browser hears comes late: Ben answers in the moment in which she sends.
    ann.context.route("**/answer", lambda route: (_ben_answers(service, cleo), route.continue_()))
    send.click()
    unsent = ann.locator(".unsent")
    expect(unsent).to_contain_text("Diese Frage hat inzwischen schon jemand beantwortet.")
    expect(unsent.get_by_role("button", name="Noch einmal senden")).to_have_count(0)
    assert [one["text"] for one in answers(service, cleo)] == ["Ja, sagt Ben."]
    ann.context.close()


def _ben_answers(service: Running, cleo: Customer) -> None:
    told = service.do(service.house.ben.http.post(cleo.path("answer"), json={"text": "Ja, sagt Ben."}))
    assert told.status_code == 201, told.text
