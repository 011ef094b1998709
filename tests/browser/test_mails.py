"""The demo's page of sent mails, as somebody with a browser, a keyboard or a phone meets it."""

import smtplib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from actions.mail.letters import code_letter, label_letter
from actions.mail.mail import Mail, message
from tests.actions.test_documents import MIA, RETURN
from tests.actions.test_mail import NOW, SHOP
from tests.browser.people import picture
from tests.browser.test_pages import LOOKS, barriers, fits, put
from tests.stack import Stack, running

HOSTILE = Mail("mallory@example.com", "<img src=x onerror=alert(1)>", '<script>alert(1)</script> "><b>fett</b>')


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The service alone, with three mails in it: this page needs no bot."""
    with running(tmp_path_factory.mktemp("mails"), Path("no-model"), "service") as service:
        mails = (HOSTILE, code_letter(MIA.email, "417228", "en"), label_letter(MIA, RETURN, b"%PDF-1.7", "de"))
        for number, mail in enumerate(mails):
            deliver(service, mail, str(number))
        yield service


def deliver(service: Stack, mail: Mail, key: str) -> None:
    host, _, port = service.environ["LOTSE_SMTP_URL"].removeprefix("smtp://").partition(":")
    with smtplib.SMTP(host, int(port), timeout=10) as client:
        client.send_message(message(mail, SHOP, key, NOW))


@pytest.fixture
def page(browser: Browser, service: Stack) -> Iterator[Page]:
    context = browser.new_context(base_url=service.service)
    page = context.new_page()
    page.on("dialog", lambda dialog: pytest.fail(f"a mail opened a dialog: {dialog.message}"))
    yield page
    context.close()


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_the_list_and_a_mail_look_right(page: Page, pictures: Path, scheme: str, size: str) -> None:
    put(page, scheme, size)
    page.goto("/mails?lang=de")
    expect(page.locator(".mail-list a")).to_have_count(3)
    expect(page.get_by_role("heading", level=1)).to_have_text("Gesendete E-Mails")
    assert barriers(page) == []
    assert fits(page)
    picture(page, pictures, f"mails-{scheme}-{size}")
    page.get_by_role("link", name="Ihr Rücksendeetikett RT-204512").click()
    expect(page.locator(".mail-text")).to_contain_text("Guten Tag Mia Keller,")
    assert barriers(page) == []
    assert fits(page)
    picture(page, pictures, f"mail-{scheme}-{size}")


def test_a_mail_is_opened_with_the_keyboard_in_english(page: Page) -> None:
    page.goto("/mails?lang=en")
    expect(page.locator(".mail-list a")).to_have_count(3)
    page.locator(".mail-list a").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your code for the chat with Bergwerk")
    expect(page).to_have_title("Your code for the chat with Bergwerk – Bergwerk")
    expect(page.locator(".mail-text")).to_contain_text("417228")
    page.get_by_role("link", name="All e-mails").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sent e-mails")


def test_a_file_is_saved_under_its_name(page: Page) -> None:
    page.goto("/mails?lang=de")
    page.get_by_role("link", name="Ihr Rücksendeetikett RT-204512").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Etikett-RT-204512.pdf").click()
    assert saved.value.suggested_filename == "Etikett-RT-204512.pdf"
    assert Path(saved.value.path()).read_bytes() == b"%PDF-1.7"


def test_what_a_mail_says_stays_text(page: Page) -> None:
    page.goto("/mails?lang=de")
    page.get_by_role("link", name="<img src=x onerror=alert(1)>").click()
    expect(page.locator(".mail-text")).to_have_text(HOSTILE.text)
    assert page.locator(".mail-text b, .mail script, .mails img").count() == 0


def test_a_mail_that_is_gone_says_so(page: Page) -> None:
    page.goto("/mails?mail=../../etc/passwd&lang=en")
    expect(page.get_by_role("status").filter(has_text="There is no such e-mail")).to_be_visible()


def test_the_shop_leads_to_its_mails(page: Page) -> None:
    page.goto("/shop/account?lang=en")
    page.get_by_role("link", name="Sent e-mails").click()
    expect(page.locator(".mail-list a")).to_have_count(3)


def test_a_new_mail_appears_by_itself_and_nobody_loses_their_place(page: Page, service: Stack) -> None:
    page.goto("/mails?lang=en")
    first = page.locator(".mail-list a").first
    first.focus()
    before = page.locator(".mail-list a").count()
    deliver(service, code_letter(MIA.email, "555555", "en"), "new")
    expect(page.locator(".mail-list a")).to_have_count(before + 1, timeout=10_000)
    expect(page.get_by_role("status").filter(has_text="A new e-mail has arrived.")).to_be_visible()
    expect(page.locator(".mail-list a").nth(1)).to_be_focused()
