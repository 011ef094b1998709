"""pains.md, row 10: an action throws or is too slow, and the customer sees nothing."""

import asyncio
import threading
from dataclasses import replace
from time import monotonic

import pytest

from actions.backend.model import OrderState
from actions.backend.port import BackendDownError
from actions.base import ShopAction
from actions.cancel_order import CancelOrder, ValidateCancelOrderForm
from actions.database import Database
from actions.forms.product_form import ValidateProductAvailabilityForm
from actions.track_order import TrackOrder, ValidateTrackOrderForm
from tests.actions.conftest import NOW
from tests.actions.gates import order_gate

GIVEN = {"order_number": "BW-104855", "postcode": "8004"}
FORMS = [
    (ValidateTrackOrderForm, "track_order", GIVEN),
    (ValidateCancelOrderForm, "cancel_order", GIVEN),
    (ValidateProductAvailabilityForm, "product_availability", {"product": "Zelt"}),
]


class Acting(ShopAction):
    """An action of a test; `work` is a function of its reply."""

    action_name = "action_of_a_test"

    def answer(self, turn, reply):
        assert turn.id
        type(self).work(reply)


@pytest.mark.parametrize(("form", "intent", "given"), FORMS)
@pytest.mark.parametrize(
    ("language", "text"), [("de", "Ich erreiche unser Bestellsystem"), ("en", "I cannot reach our")]
)
async def test_a_shop_that_is_down_is_said_once_with_a_person_offered(
    talk, shop_file, form, intent, given, language, text
):
    kept = shop_file.rename(shop_file.with_name("kept.db"))
    customer = talk(language)
    said = await customer.say("…", intent, form=form, **given)
    assert said.text.startswith(text)
    assert len(said.texts) == 1
    assert (said.failure, said.person_offered) == ("backend_error", "backend_error")
    assert all(marker["done"] for marker in said.markers)

    kept.rename(shop_file)
    again = await customer.say("…", intent, form=form, **given)
    assert again.failure is None, "the next turn works without a restart"


@pytest.mark.parametrize("language", ["de", "en"])
async def test_a_gate_that_cannot_remember_opens_nothing(talk, access, shop, tmp_path, language):
    path = tmp_path / "no-database"
    path.write_text("this is no database, and it is longer than a hundred bytes so that it is looked at. " * 2)
    gate = order_gate(shop, Database(f"sqlite:///{path}", seconds=0.2, what="gate database"), lambda: NOW)
    customer = talk(language)
    customer.access = replace(access, gate=gate)
    said = await customer.say("…", "track_order", form=ValidateTrackOrderForm, **GIVEN)
    assert said.failure == "backend_error"
    assert "2026" not in said.text


@pytest.mark.parametrize(
    ("language", "text"), [("de", "Ich weiß deshalb nicht sicher, ob"), ("en", "so I do not know for certain whether")]
)
async def test_when_a_change_got_no_answer_the_bot_does_not_claim_to_know(talk, shop, language, text, monkeypatch):
    customer = talk(language)
    await customer.say("…", "cancel_order", form=ValidateCancelOrderForm, **GIVEN)

    def lost(*_args, **_named):
        raise BackendDownError("shop database: the connection was lost")

    monkeypatch.setattr(shop, "cancel", lost)
    said = await customer.say("ja", "affirm", confirmed=True)
    assert text in said.text
    assert said.failure == "backend_error"
    assert customer.slots["confirmed"] is None


async def test_no_change_begins_that_could_not_be_told_in_time(talk, access, shop):
    customer = talk()
    await customer.say("…", "cancel_order", form=ValidateCancelOrderForm, **GIVEN)
    customer.access = replace(access, shop_seconds=60)
    said = await customer.say("ja", "affirm", confirmed=True)
    assert said.failure == "backend_error"
    assert shop.order("BW-104855").state is OrderState.PACKING


@pytest.mark.parametrize(
    ("language", "text"), [("de", "ist bei uns etwas schiefgegangen"), ("en", "Something went wrong")]
)
async def test_an_action_that_throws_says_so_and_tells_no_secrets(talk, access, language, text):
    class Throwing(Acting):
        @staticmethod
        def work(reply):
            reply.add_text("half a sentence")
            raise RuntimeError("password=hunter2")

    customer = talk(language)
    customer.hear("…", "track_order")
    said = await customer.run(Throwing)
    assert text in said.text
    assert "half a sentence" not in said.text
    assert (said.failure, said.person_offered) == ("backend_error", "backend_error")
    assert "hunter2" not in str(said)
    assert said.signals[0]["failure"]["detail"] == "action_of_a_test: RuntimeError"


async def test_an_action_that_is_too_slow_is_left_behind_and_says_nothing_later(talk, access):
    release = threading.Event()
    late = []

    class Slow(Acting):
        @staticmethod
        def work(reply):
            release.wait(5)
            reply.add_text("late")
            late.append(reply)

    customer = talk("en")
    customer.access = replace(access, action_seconds=0.2)
    customer.hear("…", "track_order")
    begun = monotonic()
    said = await customer.run(Slow)
    assert monotonic() - begun < 1
    assert said.text.startswith("Our order system is answering too slowly")
    assert said.signals[0]["failure"]["detail"] == "action_of_a_test: no answer within 0.2 s"
    release.set()
    await asyncio.to_thread(access.threads.shutdown)
    assert late
    assert "late" not in said.text


async def test_work_that_no_thread_has_begun_is_never_begun_after_its_turn(talk, access):
    release, begun = threading.Event(), []

    class Blocking(Acting):
        @staticmethod
        def work(reply):
            release.wait(5)
            reply.add_text("late")

    class Changing(Acting):
        @staticmethod
        def work(reply):
            begun.append(reply)

    short = replace(access, action_seconds=0.2)
    customers = [talk() for _ in range(9)]
    for customer in customers:
        customer.access = short
        customer.hear("…", "cancel_order")
    running = [asyncio.create_task(customer.run(Blocking)) for customer in customers[:8]]
    await asyncio.sleep(0.05)
    said = await customers[8].run(Changing)
    assert said.failure == "backend_error"
    release.set()
    await asyncio.gather(*running)
    await asyncio.to_thread(access.threads.shutdown)
    assert begun == []


async def test_one_slow_action_does_not_hold_up_another(talk, access):
    release = threading.Event()

    class Slow(Acting):
        @staticmethod
        def work(reply):
            release.wait(5)
            reply.add_text("late")

    slow, quick = talk(), talk("en")
    slow.hear("…", "track_order")
    task = asyncio.create_task(slow.run(Slow))
    await asyncio.sleep(0)
    said = await quick.say("…", "track_order", form=ValidateTrackOrderForm, **GIVEN)
    assert "being packed" in said.text
    assert not task.done()
    release.set()
    await task


@pytest.mark.parametrize("action", [TrackOrder, CancelOrder])
async def test_each_action_ends_with_its_marker(talk, action):
    customer = talk()
    customer.hear("…", "track_order")
    said = await customer.run(action)
    assert said.markers == [{"done": action.action_name}]
