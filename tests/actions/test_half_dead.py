"""A database server that takes a question and does not answer: no time-out of its own can help then."""

import asyncio
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from time import monotonic

import pytest
from sqlalchemy import text

from actions.backend.model import OrderState
from actions.cancel_order import ValidateCancelOrderForm
from actions.database import Database
from actions.track_order import ValidateTrackOrderForm

GIVEN = {"order_number": "BW-104855", "postcode": "8004"}


@pytest.fixture
def shop_database(shop_in_postgres: Database) -> Database:
    """Only a server can hang: a file answers or is locked."""
    return shop_in_postgres


@pytest.fixture
def server_process(shop_database: Database) -> Iterator[int]:
    """The process that serves the pooled connection; it stands still no longer than the test."""
    with shop_database.transaction() as connection:
        process = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    yield process
    os.kill(process, signal.SIGCONT)


async def test_the_customer_is_answered_in_time_and_the_next_turn_works(talk, access, server_process):
    customer = talk("en")
    customer.access = replace(access, action_seconds=1)
    os.kill(server_process, signal.SIGSTOP)
    begun = monotonic()
    said = await customer.say("…", "track_order", form=ValidateTrackOrderForm, **GIVEN)
    assert monotonic() - begun < 3
    assert said.text.startswith("Our order system is answering too slowly")
    assert said.failure == "backend_error"

    os.kill(server_process, signal.SIGCONT)
    customer.access = access
    assert "being packed" in (await customer.say("…", "track_order", form=ValidateTrackOrderForm, **GIVEN)).text


async def test_a_change_that_wakes_up_too_late_is_undone(
    talk, access, shop, shop_database, server_process, monkeypatch
):
    customer = talk("en")
    await customer.say("…", "cancel_order", form=ValidateCancelOrderForm, **GIVEN)
    cancel = shop.cancel

    def hang(number, key):
        shop_database.seconds = 0.2
        os.kill(server_process, signal.SIGSTOP)
        return cancel(number, key)

    monkeypatch.setattr(shop, "cancel", hang)
    customer.access = replace(access, action_seconds=1, shop_seconds=0.2)
    said = await customer.say("yes", "affirm", confirmed=True)
    assert "I do not know for certain whether the order is cancelled" in said.text

    os.kill(server_process, signal.SIGCONT)
    await asyncio.to_thread(access.threads.shutdown)
    shop_database.seconds = 5
    assert shop.order("BW-104855").state is OrderState.PACKING
