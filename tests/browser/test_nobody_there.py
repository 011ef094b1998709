"""Nobody is there: the customer is told so, leaves a question, and finds the answer where they left it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from handover.adapters.rasa_fake import FakeBot
from handover.plan import read_plan
from tests.browser.people import DESK, PATIENCE_MS, PHONE, picture
from tests.browser.running import Running
from tests.browser.test_pages import LOOKS, barriers, fits
from tests.identities import signed
from tests.service import Person, Service

TEAMS = Path("data/teams.yml")
SATURDAY_EVENING = datetime(2026, 11, 28, 19, 0, tzinfo=UTC)
MONDAY_MORNING = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
QUESTION = "Ist der Rucksack Säntis wasserdicht?"
ANSWER = "Ja, der Säntis ist wasserdicht, auch an den Nähten."


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """The demo shop, whose teams have gone home for the weekend."""
    running = Running(f"sqlite+aiosqlite:///{tmp_path}/lotse.db", read_plan(TEAMS), demo=True)
    service = running.house.service
    service.bot.script = FakeBot().script
    service.clock.at = SATURDAY_EVENING
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def patient() -> Iterator[None]:
    """A page that draws itself anew for axe and for pictures takes its time."""
    expect.set_options(timeout=PATIENCE_MS)
    yield
    expect.set_options(timeout=None)


class Waiting:
    """Cleo on the demo shop, in Zurich."""

    def __init__(self, browser: Browser, running: Running, look: tuple[str, str]) -> None:
        scheme, size = look
        context = browser.new_context(
            viewport=PHONE if size == "phone" else DESK,  # type: ignore[arg-type]
            color_scheme=scheme,  # type: ignore[arg-type]
            has_touch=size == "phone",
            locale="de-CH",
            timezone_id="Europe/Zurich",
        )
        context.set_default_timeout(PATIENCE_MS)
        self._service = running.house.service
        self.page: Page = context.new_page()
        self.page.clock.set_fixed_time(self._service.clock.at)
        self.page.goto(self._service.url)
        self.chat = self.page.locator("lotse-chat")

    def asks_for_a_person(self) -> None:
        """Open the chat, ask something, and then for a person."""
        self.chat.locator(".launcher").click()
        self.chat.locator("#write").fill(QUESTION)
        self.chat.locator("#write").press("Enter")
        expect(self.chat.locator('.message[data-author="bot"]')).to_be_visible()
        self.button("Mit einer Person sprechen").click()
        expect(self.chat.locator(".waiting")).to_be_visible()

    def button(self, name: str) -> Locator:
        """A button of the chat."""
        return self.chat.get_by_role("button", name=name, exact=True)

    @property
    def bar(self) -> Locator:
        """What is said of waiting."""
        return self.chat.locator(".waiting")

    @property
    def promise(self) -> Locator:
        """What is said of the answer to come."""
        return self.chat.locator(".promised")

    def looks(self, folder: Path, name: str, look: tuple[str, str]) -> None:
        """Keep a picture of it, in which axe finds no barrier and nothing sticks out."""
        assert barriers(self.page) == []
        assert fits(self.page)
        picture(self.page, folder, f"nobody-there-{name}-{'-'.join(look)}")


async def _ann(service: Service) -> Person:
    """Ann, at work."""
    ann = await service.signed_in("ann")
    assert (await ann.http.put("/api/me/availability", json={"state": "online"})).is_success
    return ann


async def _answers(ann: Person) -> None:
    """Ann answers the first of what was promised."""
    [promised] = (await ann.http.get("/api/promises")).json()["items"]
    assert promised["text"] == f"{QUESTION} Auch im Schnee?"
    assert promised["email"] == "cleo@example.com"
    done = await ann.http.post(f"/api/conversations/{promised['conversation']}/answer", json={"text": ANSWER})
    assert done.status_code == 201, done.text


async def _accepts(ann: Person) -> None:
    """Ann accepts the first who waits."""
    [waiting] = (await ann.http.get("/api/conversations", params={"floor": "queue"})).json()["items"]
    done = await ann.http.put(f"/api/conversations/{waiting['id']}/assignment", json={})
    assert done.status_code == 200, done.text


@pytest.mark.parametrize("look", LOOKS)
def test_with_nobody_there_a_question_is_left_and_answered(
    browser: Browser, running: Running, pictures: Path, look: tuple[str, str]
) -> None:
    cleo = Waiting(browser, running, look)
    cleo.asks_for_a_person()
    expect(cleo.bar).to_contain_text("Gerade ist niemand da. Wir sind wieder da ab Montag, 8:00 Uhr.")
    expect(cleo.bar).to_contain_text("Hinterlassen Sie Ihre Frage: Wir antworten bis Montag, 12:00 Uhr.")
    expect(cleo.chat.locator('.message[data-author="system"]')).to_contain_text("wir sind ab Montag, 8:00 Uhr wieder")
    cleo.looks(pictures, "nobody", look)

    cleo.button("Frage hinterlassen").click()
    question, email = cleo.chat.get_by_label("Ihre Frage"), cleo.chat.get_by_label("Ihre E-Mail-Adresse")
    expect(question).to_have_value(QUESTION)
    expect(question).to_have_accessible_description(re.compile("bis Montag, 12:00 Uhr"))
    if look[1] == "desk":
        expect(email).to_be_focused()
    question.fill(f"{QUESTION} Auch im Schnee?")
    email.fill("cleo@example")
    email.press("Enter")
    expect(email).to_be_focused()
    expect(email).to_have_accessible_description(re.compile("keine E-Mail-Adresse"))
    cleo.looks(pictures, "form", look)
    email.fill("cleo@example.com")
    expect(email).to_have_attribute("aria-invalid", "false")
    cleo.button("Frage absenden").click()

    promised = "Wir antworten bis Montag, 12:00 Uhr an cleo@example.com."
    expect(cleo.promise).to_contain_text(promised)
    expect(cleo.chat.get_by_role("status").filter(has_text=promised)).to_be_attached()
    expect(cleo.chat.locator(".speaker-name")).to_have_text("Antwort folgt")
    expect(cleo.chat.locator(".rating")).to_be_hidden()
    if look[1] == "desk":
        expect(cleo.chat.locator("#write")).to_be_focused()
    cleo.looks(pictures, "promised", look)

    cleo.page.reload()
    if look[1] == "phone":
        cleo.chat.locator(".launcher").click()
    expect(cleo.promise).to_contain_text(promised)
    expect(cleo.chat.locator('.notice[data-name="promised"]')).to_contain_text("Montag, 30. November")

    running.house.service.clock.at = MONDAY_MORNING
    ann = running.do(_ann(running.house.service))
    running.do(_answers(ann))
    expect(cleo.chat.locator('.message[data-author="agent"]')).to_contain_text(ANSWER)
    expect(cleo.chat.locator('.notice[data-name="promise_kept"]')).to_be_visible()
    expect(cleo.promise).to_be_hidden()
    expect(cleo.chat.locator(".rating")).to_be_visible()
    cleo.looks(pictures, "kept", look)
    cleo.page.context.close()


def test_a_broken_promise_is_owned_up_to_and_writing_goes_on(
    browser: Browser, running: Running, pictures: Path
) -> None:
    look = LOOKS[0]
    cleo = Waiting(browser, running, look)
    identity = signed(exp=SATURDAY_EVENING.timestamp() + 1_800)
    cleo.chat.evaluate("(chat, token) => chat.identify(token)", identity)
    cleo.asks_for_a_person()
    cleo.button("Frage hinterlassen").click()
    expect(cleo.chat.get_by_label("Ihre E-Mail-Adresse")).to_have_value("Mia.Keller@example.com")
    cleo.button("Frage absenden").click()
    expect(cleo.promise).to_contain_text("Mia.Keller@example.com")
    running.house.service.clock.at = MONDAY_MORNING.replace(hour=12)
    running.do(running.house.service.app.ctx.sweep.once())
    expect(cleo.promise).to_contain_text("Die versprochene Zeit ist vorbei")
    expect(cleo.chat.locator('.notice[data-name="promise_broken"]')).to_be_visible()
    expect(cleo.chat.locator('.notice[data-name="ended"]')).to_have_count(0)
    cleo.looks(pictures, "broken", look)
    cleo.chat.locator("#write").fill("Und meine Frage?")
    cleo.chat.locator("#write").press("Enter")
    expect(cleo.chat.locator(".speaker-name")).to_have_text("Lotse")
    expect(cleo.promise).to_be_visible()
    cleo.page.context.close()


def test_who_waits_can_leave_a_question_too_and_loses_nothing_when_somebody_comes(
    browser: Browser, running: Running, pictures: Path
) -> None:
    running.house.service.clock.at = MONDAY_MORNING
    ann = running.do(_ann(running.house.service))
    for look in LOOKS:
        cleo = Waiting(browser, running, look)
        cleo.asks_for_a_person()
        expect(cleo.bar).to_contain_text("Sie sind als Nächstes dran.")
        cleo.looks(pictures, "waiting", look)
        cleo.button("Doch nicht").click()
        expect(cleo.bar).to_be_hidden()
        cleo.page.context.close()

    cleo = Waiting(browser, running, LOOKS[0])
    cleo.asks_for_a_person()
    rather = cleo.button("Lieber später eine Antwort per E-Mail")
    rather.click()
    expect(cleo.chat.get_by_label("Ihre E-Mail-Adresse")).to_be_focused()
    cleo.chat.get_by_label("Ihre Frage").fill("")
    cleo.button("Frage absenden").click()
    expect(cleo.chat.get_by_label("Ihre Frage")).to_be_focused()
    cleo.page.keyboard.type("Hält er auch Schnee ab?")
    cleo.page.keyboard.press("Escape")
    expect(rather).to_be_focused()
    expect(cleo.chat.locator("#write")).to_be_visible()
    cleo.page.keyboard.press("Enter")
    expect(cleo.chat.get_by_label("Ihre Frage")).to_have_value("Hält er auch Schnee ab?")
    running.do(_accepts(ann))
    expect(cleo.chat.locator(".speaker-name")).to_have_text("Ann")
    expect(cleo.chat.locator("#write")).to_have_value("Hält er auch Schnee ab?")
    expect(cleo.chat.locator("#write")).to_be_focused()
    cleo.page.context.close()
