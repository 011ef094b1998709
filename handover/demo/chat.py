"""What a customer's page can do, as it does over HTTP: each is one use case of the service."""

import random
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from handover.demo.people import Person
from handover.demo.talk import Talk
from handover.demo.world import World
from handover.services import conversations, promises
from handover.storage.transaction import Command

# Six digits, but not those of an order.
_CODE = re.compile(r"(?<![\w-])\d{6}(?!\w)")


class Chat:
    """The chat on the page of one customer.

    Args:
        world: Where they live.
        dice: Makes the ids that a browser makes.
        person: Who sits there.
    """

    def __init__(self, world: World, dice: random.Random, person: Person) -> None:
        self._world = world
        self._dice = dice
        self._person = person

    def _command(self) -> Command:
        return Command("demo", UUID(int=self._dice.getrandbits(128), version=4), "")

    async def open(self, page: Mapping[str, Any]) -> Talk:
        """Open a conversation and look at it from now on."""
        opened, _ = await conversations.open_conversation(
            self._world.lotse.store,
            self._world.clock,
            self._command(),
            spoken=self._person.locale,
            page=page,
            customer=self._person.as_customer(self._world.now),
            client=self._person.client,
        )
        return await self._world.follow(opened)

    async def say(self, talk: Talk, text: str, choice: str | None = None) -> None:
        """Say something, or pick a choice."""
        store, clock = self._world.lotse.store, self._world.clock
        await conversations.post_message(store, clock, talk.id, self._command(), text, choice)

    async def ask_for_person(self, talk: Talk) -> None:
        """Press the button for a person."""
        await self._world.renew()
        store, clock, queue = self._world.lotse.store, self._world.clock, self._world.lotse.queue
        await conversations.ask_for_person(store, clock, queue, talk.id, self._command())

    async def withdraw(self, talk: Talk) -> None:
        """Do not wait any longer."""
        await conversations.withdraw(self._world.lotse.store, self._world.clock, talk.id)

    async def wait(self, talk: Talk) -> None:
        """Keep the page open while waiting."""
        await self._world.lotse.queue.looked(talk.conversation)

    async def judge(self, talk: Talk, seq: int, *, helpful: bool, comment: str | None = None) -> None:
        """Say whether a message helped."""
        store, clock = self._world.lotse.store, self._world.clock
        await conversations.judge(store, clock, talk.id, self._command(), seq=seq, helpful=helpful, comment=comment)

    async def rate(self, talk: Talk, stars: int, comment: str | None) -> None:
        """Give stars."""
        store, clock = self._world.lotse.store, self._world.clock
        await conversations.rate(store, clock, talk.id, self._command(), stars=stars, comment=comment)

    async def visit(self, talk: Talk, page: Mapping[str, Any]) -> None:
        """Go to another page."""
        await conversations.visit(self._world.lotse.store, self._world.clock, talk.id, self._command(), page)

    def code(self) -> str | None:
        """What they are to type to show that the mailbox is theirs: it stands in the newest mail to it."""
        mailbox = self._world.mailbox
        mails = map(mailbox.read, mailbox.names()) if mailbox else ()
        newest = next((mail for mail in mails if mail and self._person.email in mail.to), None)
        found = _CODE.search(newest.text) if newest else None
        return found[0] if found else None

    async def leave_question(self, talk: Talk, text: str) -> None:
        """Leave an address and a question for later."""
        lotse, email = self._world.lotse, self._person.email
        await promises.promise(
            lotse.store, self._world.clock, lotse.plan, talk.id, self._command(), email=email, text=text
        )
