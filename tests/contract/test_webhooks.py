"""One contract for the fake webhook and for a real one with a server behind it."""

import asyncio
import base64
import hmac
import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Protocol
from uuid import UUID, uuid4

import pytest
import trustme

from handover.adapters.webhooks import HttpWebhook, Webhook
from handover.adapters.webhooks_fake import FakeWebhook
from handover.domain.delivery import NotTakenError
from tests.actions.serving import free_port
from tests.receiver import Receiver, receiving, serving

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
KEY, OLD_KEY = b"a key that the receiver knows, too", b"the key that it knew until today"


class Ends(Protocol):
    """A webhook with the receiver behind it."""

    webhook: Webhook

    def arrived(self) -> list[tuple[UUID, bytes]]: ...
    def answer(self, status: int, retry_after: str | None = None) -> None: ...
    def hold(self) -> None: ...


class Contract:
    """What every webhook keeps."""

    async def test_what_is_sent_arrives_with_its_id(self, ends: Ends) -> None:
        first, body = uuid4(), '{"text": "Grüezi"}'.encode()
        await ends.webhook.send(first, body, NOW)
        await ends.webhook.send(first, body, NOW)
        assert ends.arrived() == [(first, body)] * 2

    @pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
    async def test_every_answer_of_success_is_one(self, ends: Ends, status: int) -> None:
        ends.answer(status)
        await ends.webhook.send(uuid4(), b"{}", NOW)

    @pytest.mark.parametrize("status", [301, 302, 307, 308, 400, 401, 404, 408, 409, 422, 425, 429, 500, 503])
    async def test_every_other_answer_is_worth_another_try(self, ends: Ends, status: int) -> None:
        ends.answer(status)
        with pytest.raises(NotTakenError, match=rf"^http_{status}$") as refused:
            await ends.webhook.send(uuid4(), b"{}", NOW)
        assert (refused.value.for_good, refused.value.retry_after) == (False, None)

    async def test_who_is_gone_wants_no_other_try(self, ends: Ends) -> None:
        ends.answer(410)
        with pytest.raises(NotTakenError, match=r"^http_410$") as refused:
            await ends.webhook.send(uuid4(), b"{}", NOW)
        assert refused.value.for_good

    @pytest.mark.parametrize(
        ("told", "meant"),
        [
            ("120", timedelta(minutes=2)),
            ("0", timedelta(0)),
            (format_datetime(NOW + timedelta(hours=1), usegmt=True), timedelta(hours=1)),
            ("soon", None),
            ("-5", None),
            ("9" * 400, None),
            ("9" * 5000, None),
        ],
    )
    async def test_it_hears_when_to_come_again(self, ends: Ends, told: str, meant: timedelta | None) -> None:
        ends.answer(503, told)
        with pytest.raises(NotTakenError) as refused:
            await ends.webhook.send(uuid4(), b"{}", NOW)
        assert refused.value.retry_after == meant

    async def test_it_does_not_wait_for_ever(self, ends: Ends) -> None:
        ends.webhook.seconds = 0.2
        ends.hold()
        with pytest.raises(NotTakenError, match=r"^timeout$"):
            await ends.webhook.send(uuid4(), b"{}", NOW)

    async def test_one_that_cannot_be_reached_takes_nothing(self, away: Webhook) -> None:
        with pytest.raises(NotTakenError, match=r"^unreachable$") as refused:
            await away.send(uuid4(), b"{}", NOW)
        assert not refused.value.for_good


class _FakeEnds:
    def __init__(self) -> None:
        self.webhook = FakeWebhook()
        self.answer, self.hold = self.webhook.answer, self.webhook.hold

    def arrived(self) -> list[tuple[UUID, bytes]]:
        return self.webhook.asked


class TestFake(Contract):
    """The one in this process."""

    @pytest.fixture
    def ends(self) -> Ends:
        return _FakeEnds()

    @pytest.fixture
    def away(self) -> Webhook:
        webhook = FakeWebhook()
        webhook.available = False
        return webhook


class _RealEnds:
    def __init__(self, receiver: Receiver) -> None:
        self.webhook: Webhook = HttpWebhook(receiver.url, [KEY], 5)
        self._receiver = receiver
        self.answer, self.hold = receiver.answer, receiver.hold

    def arrived(self) -> list[tuple[UUID, bytes]]:
        return [(UUID(one.id), one.body) for one in self._receiver.requests]


class TestReal(Contract):
    """The one that speaks HTTP, with a server behind it."""

    @pytest.fixture
    async def ends(self, receiver: Receiver) -> AsyncIterator[Ends]:
        ends = _RealEnds(receiver)
        yield ends
        await ends.webhook.close()

    @pytest.fixture
    async def away(self) -> AsyncIterator[Webhook]:
        webhook = HttpWebhook(f"http://127.0.0.1:{free_port()}/t0k3n", [KEY], 5)
        yield webhook
        await webhook.close()

    async def test_it_is_signed_with_its_time_as_the_specification_says(self, ends: Ends, receiver: Receiver) -> None:
        delivery = uuid4()
        await ends.webhook.send(delivery, b'{"type": "closed"}', NOW)
        [came] = receiver.requests
        assert came.headers["webhook-id"] == came.headers["idempotency-key"] == str(delivery)
        assert came.headers["webhook-timestamp"] == str(int(NOW.timestamp()))
        signed = f"{delivery}.{int(NOW.timestamp())}.".encode() + b'{"type": "closed"}'
        expected = base64.b64encode(hmac.new(KEY, signed, "sha256").digest()).decode()
        assert came.headers["webhook-signature"] == f"v1,{expected}"
        assert came.headers["content-type"] == "application/json"

    async def test_while_keys_change_it_is_signed_with_both(self, receiver: Receiver) -> None:
        webhook = HttpWebhook(receiver.url, [KEY, OLD_KEY], 5)
        await webhook.send(uuid4(), b"{}", NOW)
        await webhook.close()
        came = receiver.requests[0].headers
        signed = f"{came['webhook-id']}.{came['webhook-timestamp']}.".encode() + b"{}"
        both = [base64.b64encode(hmac.new(key, signed, "sha256").digest()).decode() for key in (KEY, OLD_KEY)]
        assert came["webhook-signature"] == " ".join(f"v1,{one}" for one in both)

    async def test_a_redirect_leads_nowhere(self, ends: Ends, receiver: Receiver) -> None:
        receiver.answer(307, Location=receiver.url.replace("hooks", "elsewhere"))
        with pytest.raises(NotTakenError, match=r"^http_307$"):
            await ends.webhook.send(uuid4(), b"{}", NOW)
        assert [one.path for one in receiver.requests] == ["/hooks/t0k3n"]

    async def test_short_answers_leave_the_connection_open_for_the_next_one(self, receiver: Receiver) -> None:
        opened = 0

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            nonlocal opened
            opened += 1
            await receiver.serve(reader, writer)

        async with serving(serve) as url:
            webhook = HttpWebhook(url, [KEY], 5)
            for _ in range(3):
                await webhook.send(uuid4(), b"{}", NOW)
            await webhook.close()
        assert opened == 1

    @pytest.mark.parametrize("pause", [0.0, 0.1])
    async def test_an_endless_answer_is_cut_off_and_its_status_counts(self, pause: float) -> None:
        sent = 0

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            nonlocal sent
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")
            while True:
                writer.write(b"x" * (1 if pause else 65_536))
                sent += 1
                await writer.drain()
                await asyncio.sleep(pause)

        async with serving(serve) as url:
            webhook = HttpWebhook(url, [KEY], 5)
            async with asyncio.timeout(3):
                await webhook.send(uuid4(), b"{}", NOW)
            await webhook.close()
        assert sent < 200

    async def test_an_answer_that_comes_letter_by_letter_is_too_slow(self) -> None:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            for letter in b"HTTP/1.1 200 OK\r\n" + b"X-More: 1\r\n" * 100:
                writer.write(bytes([letter]))
                await writer.drain()
                await asyncio.sleep(0.05)

        async with serving(serve) as url:
            webhook = HttpWebhook(url, [KEY], 0.5)
            with pytest.raises(NotTakenError, match=r"^timeout$"):
                await webhook.send(uuid4(), b"{}", NOW)
            await webhook.close()

    async def test_a_server_whose_certificate_nobody_vouches_for_is_told_nothing(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
        async with receiving(context) as receiver:
            webhook = HttpWebhook(receiver.url, [KEY], 5)
            with pytest.raises(NotTakenError, match=r"^certificate$"):
                await webhook.send(uuid4(), b"{}", NOW)
            await webhook.close()
        assert receiver.requests == []
