"""The cast in front of a real browser: what they see and what they press."""

import re
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from handover.launch.accounts import Account
from tests.stack import Stack

PATIENCE_MS = 15_000
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


def visit(browser: Browser, url: str, **context: object) -> Page:
    """A page in a browser context of its own, with nobody signed in."""
    opened: BrowserContext = browser.new_context(viewport=DESK, **context)  # type: ignore[arg-type]
    opened.set_default_timeout(PATIENCE_MS)
    page = opened.new_page()
    page.goto(url)
    return page


class Cleo:
    """A customer on the demo shop."""

    def __init__(self, browser: Browser, stack: Stack, path: str = "/", **context: object) -> None:
        self.page = visit(browser, f"{stack.service}{path}", locale="de-CH", **context)
        self.chat = self.page.locator("lotse-chat")

    def open(self) -> None:
        """Open the chat."""
        self.chat.locator(".launcher").click()
        expect(self.chat.get_by_role("dialog")).to_be_visible()

    def say(self, text: str) -> None:
        """Write a message."""
        self.chat.locator("#write").fill(text)
        self.chat.locator("#write").press("Enter")

    def reads(self, words: str | re.Pattern[str], author: str = "bot") -> None:
        """Wait until somebody has said these words."""
        said = self.chat.locator(f'.message[data-author="{author}"]').filter(has_text=words)
        expect(said.last).to_be_visible(timeout=PATIENCE_MS)

    def is_offered(self, label: str) -> Locator:
        """Wait until the newest bot message offers this choice."""
        choice = self.chat.locator(".choices:visible").get_by_role("button", name=label)
        expect(choice).to_be_visible(timeout=PATIENCE_MS)
        return choice

    def is_answered_by(self, name: str) -> None:
        """Wait until the header says who answers."""
        expect(self.chat.locator(".speaker-name")).to_have_text(name, timeout=PATIENCE_MS)


class AtWork:
    """Somebody with an account, on the console or on insights."""

    def __init__(self, browser: Browser, stack: Stack, account: Account, path: str) -> None:
        self.page = visit(browser, f"{stack.service}{path}", locale="de-DE")
        self.page.locator("input[name=email]").fill(account.email)
        self.page.locator("input[name=password]").fill(account.password)
        self.page.locator("form button.button-primary").click()

    def waiting(self) -> Locator:
        """Those who wait."""
        return self.page.locator(".list-waiting .entry")

    def accept(self) -> None:
        """Accept who has waited longest."""
        self.waiting().first.locator(".button").click()
        expect(self.page.locator(".tag-agent")).to_be_visible()

    def answer(self, text: str) -> None:
        """Write to the customer."""
        self.page.locator("#composer-text").fill(text)
        self.page.locator("#composer-text").press("Enter")

    def resolve(self, outcome: str, cause: str) -> None:
        """End the conversation."""
        self.page.locator(".acts > .button").last.click()
        dialog = self.page.get_by_role("dialog")
        dialog.locator(f"input[value={outcome}]").check()
        dialog.locator("select").select_option(cause)
        dialog.locator(".button-primary").click()
        expect(self.page.locator(".tag-closed")).to_be_visible()


def picture(page: Page, folder: Path, name: str) -> None:
    """Keep a picture of a page for people to look at."""
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")
