"""Mails from the service to the action server.

Examples of requests that both sides are held to (the action server's side is in tests/actions/test_desk_mails.py), and
one contract for the fake post and for the real one with a server behind it.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID, uuid4

import pytest

from handover.adapters.mail import ActionServerPost, Mail, Post
from handover.adapters.mail_fake import FakePost
from handover.domain.delivery import NotTakenError
from tests.actions.serving import free_port
from tests.receiver import Receiver, receiving

EXAMPLES = {
    path.stem: json.loads(path.read_text()) for path in sorted((Path(__file__).parent / "mails").glob("*.json"))
}
MAIL = Mail("cleo@example.com", "Ihre Frage", "Guten Tag", "de")


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
async def test_the_service_asks_so_and_hears_what_is_answered(receiver: Receiver, example: dict[str, Any]) -> None:
    receiver.always(example["status"])
    asked = dict(example["request"])
    post = ActionServerPost(receiver.url, "the token", 5)
    key = UUID(asked.pop("key"))
    try:
        if example["status"] == 204:
            await post.send(key, Mail(**asked))
        else:
            with pytest.raises(NotTakenError, match=r"^not_valid$") as refused:
                await post.send(key, Mail(**asked))
            assert refused.value.for_good
    finally:
        await post.close()
    [came] = receiver.requests
    assert came.path.endswith("/desk/mails")
    assert came.headers["authorization"] == "Bearer the token"
    assert json.loads(came.body) == example["request"]


def test_the_examples_show_all_that_can_happen() -> None:
    assert {example["status"] for example in EXAMPLES.values()} == {204, 422}
    assert {example["request"]["language"] for example in EXAMPLES.values()} == {"de", "en"}


class Ends(Protocol):
    """A post, and what it answers."""

    post: Post

    def answer(self, status: int) -> None: ...


class Contract:
    """What every post keeps."""

    async def test_a_mail_is_taken_also_when_it_comes_again(self, ends: Ends) -> None:
        key = uuid4()
        await ends.post.send(key, MAIL)
        await ends.post.send(key, MAIL)

    async def test_what_is_no_mail_never_will_be(self, ends: Ends) -> None:
        ends.answer(422)
        with pytest.raises(NotTakenError, match=r"^not_valid$") as refused:
            await ends.post.send(uuid4(), MAIL)
        assert refused.value.for_good

    @pytest.mark.parametrize("status", [401, 404, 500, 503])
    async def test_everything_else_is_worth_another_try(self, ends: Ends, status: int) -> None:
        ends.answer(status)
        with pytest.raises(NotTakenError, match=rf"^http_{status}$") as refused:
            await ends.post.send(uuid4(), MAIL)
        assert not refused.value.for_good

    async def test_one_that_cannot_be_reached_takes_nothing(self, away: Post) -> None:
        with pytest.raises(NotTakenError, match=r"^unreachable$"):
            await away.send(uuid4(), MAIL)


class TestFake(Contract):
    """The one in this process."""

    @pytest.fixture
    def ends(self) -> Ends:
        class FakeEnds:
            post = FakePost()

            def answer(self, status: int) -> None:
                self.post.answers.append(status)

        return FakeEnds()

    @pytest.fixture
    def away(self) -> Post:
        post = FakePost()
        post.available = False
        return post

    async def test_it_sends_a_mail_once(self) -> None:
        post, key = FakePost(), uuid4()
        await post.send(key, MAIL)
        await post.send(key, MAIL)
        assert post.sent == {key: MAIL}


class TestReal(Contract):
    """The one that speaks HTTP, with a server behind it."""

    @pytest.fixture
    async def ends(self) -> AsyncIterator[Ends]:
        async with receiving() as receiver:

            class RealEnds:
                post = ActionServerPost(receiver.url, "the token", 5)
                answer = staticmethod(receiver.answer)

            yield RealEnds()
            await RealEnds.post.close()

    @pytest.fixture
    async def away(self) -> AsyncIterator[Post]:
        post = ActionServerPost(f"http://127.0.0.1:{free_port()}", "the token", 5)
        yield post
        await post.close()

    async def test_it_hears_when_to_come_again_and_does_not_wait_for_ever(self, receiver: Receiver) -> None:
        post = ActionServerPost(receiver.url, "the token", 0.3)
        receiver.answer(503, "10")
        with pytest.raises(NotTakenError) as refused:
            await post.send(uuid4(), MAIL)
        assert refused.value.retry_after == timedelta(seconds=10)
        receiver.hold()
        async with asyncio.timeout(2):
            with pytest.raises(NotTakenError, match=r"^timeout$"):
                await post.send(uuid4(), MAIL)
        await post.close()
