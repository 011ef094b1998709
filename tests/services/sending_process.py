"""A sender in a process of its own: python -m tests.services.sending_process DATABASE RECEIVER LATER_S."""

import asyncio
import sys
from datetime import timedelta

from handover.adapters.clock import SetClock
from handover.adapters.mail_fake import FakePost
from handover.adapters.webhooks import HttpWebhook
from handover.services.sender import Sender
from handover.storage.store import Store
from tests.outside import ALL, KEY
from tests.support import NINE_O_CLOCK


async def main(database: str, receiver: str, later_s: str) -> None:
    store = Store(database, webhooks={"shop": ALL})
    clock = SetClock(NINE_O_CLOCK + timedelta(seconds=float(later_s)))
    Sender(store, clock, {"shop": HttpWebhook(receiver, [KEY], 5)}, FakePost(), 0.05).start()
    print("looking", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
