"""A real SMTP server in this process, on a port of its own, that keeps what it is given."""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from actions.mail.mail import Attachment, Mail
from tests.actions.serving import free_port

USER, PASSWORD = "shop@bergwerk.example", "pass/word?#@:%"
MAIL = Mail(
    "mia.keller@example.com", "Ihr Code", "Guten Tag,\n\n123456", (Attachment("a.pdf", "application/pdf", b"%PDF-"),)
)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


class Inbox:
    """What arrived, and what the server does with the next mail."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.answer = "250 OK"
        self.refuses: set[str] = set()
        self.encrypted: list[bool] = []

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refuses:
            return "550 5.1.1 no such mailbox: secret-4711"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer == "hang up":
            self.envelopes.append(envelope)
            _transport(server).abort()
            return "250 OK"
        if self.answer.startswith("250"):
            self.envelopes.append(envelope)
            self.encrypted.append(_transport(server).get_extra_info("ssl_object") is not None)
        return self.answer

    @property
    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(each.content or b"", policy=policy.default) for each in self.envelopes]  # type: ignore[arg-type,misc]


def _transport(server: SMTP) -> asyncio.Transport:
    assert isinstance(server.transport, asyncio.Transport)
    return server.transport


def _authenticate(_server: SMTP, _session: Session, _envelope: Envelope, _how: str, data: object) -> AuthResult:
    assert isinstance(data, LoginPassword)
    return AuthResult(success=(data.login.decode(), data.password.decode()) == (USER, PASSWORD), handled=False)


@contextmanager
def mail_server(tls: ssl.SSLContext | None = None, *, at_once: bool = False) -> Iterator[tuple[Inbox, int]]:
    """A server and its port. With `tls` it encrypts, `at_once` or when asked to, and wants to know who sends."""
    inbox, port = Inbox(), free_port()
    options: dict[str, object] = {"hostname": "127.0.0.1", "port": port, "ready_timeout": 20}
    if tls and at_once:
        options["ssl_context"] = tls
    elif tls:
        options |= {"tls_context": tls, "require_starttls": True}
    if tls:
        # It counts the encryption from the first word on as none, and would not let anybody sign in.
        options |= {"authenticator": _authenticate, "auth_required": not at_once, "auth_require_tls": not at_once}
    controller = Controller(inbox, **options)  # type: ignore[arg-type]
    controller.start()
    try:
        yield inbox, port
    finally:
        controller.stop()
