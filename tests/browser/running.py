"""A service in a thread beside a real browser, and who sits at its desks."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, Page

from handover.adapters.bot import BotAnswer, Turn
from handover.adapters.rasa_fake import understood
from handover.domain.team import Plan
from handover.storage.migrate import migrate
from tests.browser.people import DESK, PATIENCE_MS, PHONE
from tests.people import PASSWORD
from tests.service import Customer, House, keeping_house

FAILED = {"action": "action_cancel_order", "kind": "backend_error", "detail": "no answer within 2 s"}
CONTEXT = {
    "slots": {"product": "Steigeisen"},
    "order": "BW-104512",
    "verified": {"BW-104512": "postcode"},
    "task": "report_damaged_item",
    "asked": "order_number",
    "failed": FAILED,
}


class Running:
    """A service with a fake bot and a stand-in shop, in a thread: the browser has the loop of this one."""

    def __init__(
        self, database_url: str, plan: Plan | None = None, routing: str = "pull", *, demo: bool = False
    ) -> None:
        self._loop = asyncio.new_event_loop()
        self._over = asyncio.Event()
        self._ready: Future[House] = Future()
        serving = self._serve(keeping_house(database_url, plan, routing=routing, demo=demo), database_url)
        self._thread = Thread(target=self._loop.run_until_complete, args=(serving,))
        self._thread.start()
        self.house = self._ready.result(30)

    async def _serve(self, keeping: AbstractAsyncContextManager[House], database_url: str) -> None:
        await migrate(database_url)
        async with keeping as house:
            house.service.bot.script = _hands_over
            self._ready.set_result(house)
            await self._over.wait()

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Do this where the service runs."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    def cleo(self) -> Customer:
        """Cleo, who waits for a person with a broken article."""
        return self.do(self._cleo())  # type: ignore[no-any-return]

    async def _cleo(self) -> Customer:
        cleo = await self.house.cleo("known", language="de-CH")
        await cleo.say("Ein Zacken ist abgebrochen.")
        await self.house.service.settled()
        return cleo

    def stop(self) -> None:
        """End it."""
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(30)
        self._loop.close()


def _hands_over(_turn: Turn) -> BotAnswer:
    signals = [{"escalate": {"reason": "needs_person", "context": CONTEXT}}]
    return understood("report_damaged_item", "Ich gebe das weiter.", context=CONTEXT, signals=signals)


def sit_down(
    browser: Browser, running: Running, name: str, path: str = "/console", scheme: str = "light", size: str = "desk"
) -> Page:
    """Ann, Ben or Olga, who has just signed in."""
    context = browser.new_context(
        viewport=PHONE if size == "phone" else DESK,  # type: ignore[arg-type]
        color_scheme=scheme,  # type: ignore[arg-type]
        locale="de-DE",
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(f"{running.house.service.url}{path}")
    page.locator("input[name=email]").fill(f"{name}@bergwerk.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form button.button-primary").click()
    page.locator(".console, .insights").first.wait_for()
    return page
