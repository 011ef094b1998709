"""What is owed is sent: in order, at least once, and whoever fails holds up nobody else."""

import asyncio
import json
from collections import defaultdict
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from handover.adapters.webhooks_fake import FakeWebhook
from handover.domain.delivery import MOST_ATTEMPTS
from handover.domain.events import Event
from handover.services import deliveries
from handover.services.sender import AT_ONCE
from handover.storage.store import Store
from tests.outside import ALL, Outside, hook, outside
from tests.receiver import Receiver, receiving


def in_order(events: list[tuple[str, int]]) -> bool:
    """Whether each conversation's events came in order, each once."""
    by_conversation = defaultdict(list)
    for conversation, seq in events:
        by_conversation[conversation].append(seq)
    return all(seqs == list(range(1, len(seqs) + 1)) for seqs in by_conversation.values())


async def test_every_event_is_sent_once_and_in_order_with_all_that_staff_see(shop: Outside, receiver: Receiver) -> None:
    cleo = await shop.conversation()
    await shop.once()
    await shop.once()
    assert receiver.events == [(str(cleo), 1), (str(cleo), 2), (str(cleo), 3)]
    opened = receiver.requests[0].event
    assert opened == {
        "type": "conversation_opened",
        "timestamp": "2026-11-23T09:00:00+00:00",
        "data": {
            "conversation": str(cleo), "seq": 1, "floor": "bot",
            "language": "de", "page": None, "channel": "web", "customer": None,
        },
    }  # fmt: skip
    assert await shop.states() == ["sent"] * 3
    assert len({one.id for one in receiver.requests}) == 3


async def test_new_events_are_sent_at_once(shop: Outside, receiver: Receiver) -> None:
    shop.sender = shop.another(every=600)
    shop.sender.start()
    await shop.once()
    await shop.conversation(2)
    await receiver.got(2, seconds=3)
    await shop.until_sent(2)


async def test_only_the_events_that_a_webhook_wants_are_owed(database_url: str) -> None:
    wanted = {"crm": frozenset({"visited"}), "none": frozenset({"rated"})}
    crm, none = FakeWebhook(), FakeWebhook()
    async with outside(database_url, {"crm": crm, "none": none}, wanted) as world:
        await world.conversation(3)
        await world.once()
    assert [json.loads(body)["data"]["seq"] for _, body in crm.asked] == [2, 3]
    assert none.asked == []


async def test_without_webhooks_nothing_is_owed(database_url: str) -> None:
    async with outside(database_url, {}) as world:
        await world.conversation(3)
        assert await world.rows() == []


async def test_what_was_not_recorded_is_not_owed(shop: Outside) -> None:
    cleo = await shop.conversation(1)

    async def fail() -> None:
        async with shop.store.transaction() as tx:
            await tx.record(await tx.take(cleo), Event("withdrawn", shop.clock.now(), {}))
            raise RuntimeError("not stored")

    with pytest.raises(RuntimeError):
        await fail()
    assert len(await shop.rows()) == 1


async def test_the_next_one_goes_only_after_the_one_before_was_taken(shop: Outside, receiver: Receiver) -> None:
    cleo = await shop.conversation(4)
    receiver.answer(204)
    receiver.answer(500)
    await shop.once()
    await shop.once()
    assert receiver.events == [(str(cleo), 1), (str(cleo), 2)]
    receiver.answer(503)
    shop.later(seconds=2)
    await shop.once()
    await shop.visit(cleo)
    shop.later(seconds=4)
    await shop.once()
    assert [seq for _, seq in receiver.events] == [1, 2, 2, 2, 3, 4, 5]
    assert len({one.id for one in receiver.requests}) == 5
    assert await shop.states() == ["sent"] * 5


async def test_a_retry_has_the_same_id_and_body_and_a_time_of_its_own(shop: Outside, receiver: Receiver) -> None:
    await shop.conversation(1)
    receiver.answer(500)
    await shop.once()
    shop.later(seconds=90)
    await shop.once()
    first, again = receiver.requests
    assert (first.id, first.body) == (again.id, again.body)
    apart = int(again.headers["webhook-timestamp"]) - int(first.headers["webhook-timestamp"])
    assert apart == 90
    assert first.headers["webhook-signature"] != again.headers["webhook-signature"]


async def test_another_conversation_does_not_wait(shop: Outside, receiver: Receiver) -> None:
    cleo = await shop.conversation(2)
    receiver.answer(500)
    await shop.once()
    other = await shop.conversation(3)
    await shop.once()
    assert receiver.events == [(str(cleo), 1), *((str(other), seq) for seq in (1, 2, 3))]


async def test_a_target_that_hangs_holds_up_no_other_one_and_no_request(database_url: str) -> None:
    async with receiving() as slow, receiving() as quick:
        slow.hold()
        async with outside(database_url, {"slow": hook(slow, 60), "quick": hook(quick)}) as world:
            world.sender.start()
            for _ in range(3 * AT_ONCE):
                await asyncio.wait_for(world.conversation(2), 2)
            await quick.got(6 * AT_ONCE)
            assert in_order(quick.events)
            assert len(slow.requests) == AT_ONCE
            slow.let_go()
            await slow.got(6 * AT_ONCE)
            assert in_order(slow.events)


async def test_two_senders_at_once_send_each_once_and_in_order(database_url: str) -> None:
    async with receiving() as receiver, outside(database_url, {"shop": hook(receiver)}) as world:
        stores = [Store(database_url, webhooks={"shop": ALL}) for _ in range(2)]
        others = [world.another(store) for store in stores]
        for sender in (world.sender, *others):
            sender.start()
        cleos = [await world.conversation(1) for _ in range(12)]
        for number in range(5):
            for cleo in cleos:
                await world.visit(cleo, number)
        await world.until_sent(72)
        for sender in others:
            await sender.stop()
        for store in stores:
            await store.close()
    assert len(receiver.requests) == 72
    assert in_order(receiver.events)


async def test_what_nobody_takes_is_dead_after_a_day_and_holds_up_what_is_behind_it(
    shop: Outside, receiver: Receiver
) -> None:
    await shop.conversation(3)
    other = await shop.conversation(1)
    await shop.once()
    receiver.requests.clear()
    await shop.visit(other)
    await shop.visit(other)
    receiver.always(500)
    began, tries = shop.clock.now(), []
    while "dead" not in await shop.states() and len(tries) < 50:
        await shop.once()
        tries.append(shop.clock.now())
        due = [row["next_at"] for row in await shop.rows(state="waiting") if row["next_at"]]
        shop.clock.at = min(due, default=shop.clock.at)
    assert len(receiver.requests) == len(tries) == MOST_ATTEMPTS
    assert timedelta(hours=17) < tries[-1] - began < timedelta(hours=29)
    waits = [later - sooner for sooner, later in pairwise(tries)]
    assert timedelta(seconds=0.8) <= waits[0] <= timedelta(seconds=1.2)
    assert max(waits) <= timedelta(minutes=72)
    _, dead, behind = await shop.rows(conversation_id=other)
    assert (dead["state"], dead["attempts"], dead["last_error"]) == ("dead", MOST_ATTEMPTS, "http_500")
    assert (behind["state"], behind["attempts"], behind["next_at"]) == ("waiting", 0, None)
    await shop.visit(other)
    shop.later(days=2)
    await shop.once()
    assert len(receiver.requests) == MOST_ATTEMPTS


async def test_who_says_that_they_are_gone_is_not_asked_again(shop: Outside, receiver: Receiver) -> None:
    await shop.conversation(1)
    receiver.answer(410)
    await shop.once()
    [row] = await shop.rows()
    assert (row["state"], row["attempts"], row["last_error"]) == ("dead", 1, "http_410")


@pytest.mark.parametrize(("told", "waits_s"), [("600", 600), ("0", 0.8), ("999999", 3_600)])
async def test_a_receiver_says_when_to_come_again_within_reason(
    shop: Outside, receiver: Receiver, told: str, waits_s: float
) -> None:
    await shop.conversation(1)
    receiver.answer(429, told)
    await shop.once()
    [row] = await shop.rows()
    assert timedelta(seconds=waits_s) <= row["next_at"] - shop.clock.now() <= timedelta(seconds=max(1.2, waits_s))


async def test_what_is_cut_off_by_a_stop_is_sent_again_by_the_next_one(shop: Outside, receiver: Receiver) -> None:
    cleo = await shop.conversation(2)
    receiver.hold()
    await shop.sender.once("shop")
    await receiver.got(1)
    running = shop.webhooks
    await shop.sender.stop()
    assert await shop.states() == ["waiting", "waiting"]
    receiver.let_go()
    shop.webhooks = {name: hook(receiver) for name in running}
    shop.sender = shop.another()
    await shop.once()
    assert len(receiver.requests) == 1, "claimed still"
    shop.later(seconds=15)
    await shop.once()
    assert receiver.events == [(str(cleo), 1), (str(cleo), 1), (str(cleo), 2)]
    assert receiver.requests[0].id == receiver.requests[1].id


async def test_a_claim_that_ran_out_changes_nothing_for_whoever_took_over(database_url: str) -> None:
    slow, quick = FakeWebhook(), FakeWebhook()
    slow.hold()
    async with outside(database_url, {"shop": slow}) as world:
        await world.conversation(2)
        await world.sender.once("shop")
        await asyncio.sleep(0.02)
        world.later(minutes=1)
        first, world.sender = world.sender, Outside(world.support, {"shop": quick}).sender
        await world.once("shop")
        assert await world.states() == ["sent", "sent"]
        slow.answer(500)
        slow.let_go()
        while first.busy:  # noqa: ASYNC110 - as in `once`
            await asyncio.sleep(0.002)
        assert await world.states() == ["sent", "sent"]
        await first.stop()
    assert (len(slow.asked), len(quick.asked)) == (1, 2)


async def test_a_mistake_of_ours_is_tried_again_and_not_at_once(database_url: str) -> None:
    class Broken(FakeWebhook):
        async def send(self, *asked: Any) -> None:
            self.asked.append(asked[:2])
            raise KeyError("secret-4711")

    broken = Broken()
    async with outside(database_url, {"shop": broken}) as world:
        await world.conversation(1)
        await world.once()
        await world.once()
        [row] = await world.rows()
    assert len(broken.asked) == 1
    assert (row["state"], row["last_error"]) == ("waiting", "KeyError")


async def test_what_is_owed_to_somebody_who_is_set_no_more_waits(database_url: str) -> None:
    async with outside(database_url, {}, {"old": ALL}) as world:
        await world.conversation(2)
        await world.once()
        assert await world.states() == ["waiting", "waiting"]


async def test_what_was_sent_a_week_ago_is_removed_and_what_waits_is_not(shop: Outside, receiver: Receiver) -> None:
    await shop.conversation(2)
    receiver.answer(204)
    receiver.answer(500)
    await shop.once()
    shop.later(days=6.9)
    assert await deliveries.remove_sent(shop.store, shop.clock) == 0
    shop.later(days=0.2)
    assert await deliveries.remove_sent(shop.store, shop.clock) == 1
    assert await shop.states() == ["waiting"]


async def test_a_late_one_stays_for_a_week_after_it_was_sent(shop: Outside, receiver: Receiver) -> None:
    await shop.conversation(1)
    shop.later(days=30)
    await shop.once()
    assert await deliveries.remove_sent(shop.store, shop.clock) == 0
