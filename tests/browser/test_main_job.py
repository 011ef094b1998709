"""The main job, from the first question to the failure log, in one sitting."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import AtWork, Cleo, picture
from tests.stack import Stack, running


@pytest.fixture
def stack(model: Path, tmp_path: Path) -> Iterator[Stack]:
    """All three parts, in which nobody waits yet."""
    with running(tmp_path, model) as stack:
        yield stack


def test_from_a_question_to_the_failure_log(browser: Browser, stack: Stack, pictures: Path) -> None:
    cleo = Cleo(browser, stack, "/shop/orders")
    ann = AtWork(browser, stack, stack.accounts["ann"], "/console")
    expect(ann.page.locator(".list-waiting")).to_be_visible()

    # In German, an order's status behind its postcode.
    cleo.open()
    cleo.say("Wo ist meine Bestellung BW-104512?")
    cleo.reads("Postleitzahl")
    cleo.say("8004")
    cleo.reads("BW-104512")

    # In English.
    cleo.say("How long does delivery usually take?")
    cleo.reads(re.compile("working days", re.IGNORECASE))

    # Not understood twice, and a person is offered.
    cleo.say("glorp the zindle wobble")
    cleo.say("frumious bandersnatch 77 qwx")
    person = cleo.is_offered("Talk to a person")
    picture(cleo.page, pictures, "customer-not-understood")
    person.click()
    cleo.is_answered_by("In the queue")

    # Ann sees it at once, with the reason, and accepts.
    expect(ann.waiting()).to_have_count(1)
    picture(ann.page, pictures, "console-waiting")
    ann.accept()
    cleo.is_answered_by("Ann")
    expect(ann.page.locator(".message-customer").first).to_contain_text("BW-104512")
    ann.answer("Hello, this is Ann. How can I help?")
    cleo.reads("Hello, this is Ann", author="agent")
    cleo.say("Can you leave the parcel with my neighbour?")
    expect(ann.page.locator(".message-customer").last).to_contain_text("neighbour")
    expect(ann.page.locator(".message-customer").last, "the newest is in sight").to_be_in_viewport()
    picture(ann.page, pictures, "console-conversation")
    picture(cleo.page, pictures, "customer-agent")

    # Nothing of that was answered by the bot.
    assert cleo.chat.locator(".message").last.get_attribute("data-author") == "customer"

    ann.resolve("solved_by_agent", "missing_content")
    cleo.is_answered_by("Conversation ended")
    cleo.chat.locator("label[for=star-5]").click()
    cleo.chat.locator(".rating .solid").last.click()
    expect(cleo.chat.locator(".rating-thanks")).to_be_visible()

    # A reload keeps the conversation.
    cleo.page.reload()
    cleo.reads("Hello, this is Ann", author="agent")

    # Olga finds the failures, with page and outcome.
    olga = AtWork(browser, stack, stack.accounts["olga"], "/insights")
    expect(olga.page.locator(".tiles")).to_be_visible()
    picture(olga.page, pictures, "insights-figures")
    olga.page.goto(f"{stack.service}/insights/failures")
    found = olga.page.locator(".failure-link").filter(has_text="glorp")
    expect(found).to_be_visible()
    picture(olga.page, pictures, "insights-failures")
    found.click()
    expect(olga.page.get_by_text("frumious bandersnatch")).to_be_visible()
    picture(olga.page, pictures, "insights-failure")
