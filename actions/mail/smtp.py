"""Handing a mail to an SMTP server, within a time budget and never in plain text over a network."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from enum import Enum, auto
from threading import Timer
from time import monotonic
from typing import Self
from urllib.parse import unquote, urlsplit

from actions.mail.mail import MailError

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SUBMISSION, SUBMISSIONS = 587, 465


class Encryption(Enum):
    """How a connection is encrypted."""

    NONE = auto()  # stays on this machine
    STARTTLS = auto()
    TLS = auto()


@dataclass(frozen=True)
class Server:
    """Who takes our mails, and what it asks of us."""

    host: str
    port: int
    encryption: Encryption
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, url: str) -> Self:
        """From `smtp://user:password@host:587` or `smtps://…`; what is not on this machine is always encrypted.

        Raises:
            ValueError: It is no such address; the message does not repeat it, for it may hold a password.
        """
        address = urlsplit(url)
        try:
            port = address.port
        except ValueError:
            port = -1
        if address.scheme not in {"smtp", "smtps"} or not address.hostname or port in {-1, 0}:
            raise ValueError("has to be written smtp://user:password@host:587 or smtps://user:password@host:465")
        if address.path not in {"", "/"} or address.query or address.fragment:
            raise ValueError("ends after the port; write / ? # and @ of a password as %2F %3F %23 and %40")
        user, password = unquote(address.username or ""), unquote(address.password or "")
        if not (user + password).isascii():
            raise ValueError("has a user or a password with letters that SMTP has no way to send")
        encryption = Encryption.NONE if address.hostname in LOOPBACK else Encryption.STARTTLS
        if address.scheme == "smtps":
            encryption = Encryption.TLS
        standard = SUBMISSIONS if encryption is Encryption.TLS else SUBMISSION
        return cls(address.hostname, port or standard, encryption, user, password)


def hand_over(server: Server, mail: EmailMessage, seconds: float, tls: ssl.SSLContext | None = None) -> None:
    """Give a mail to the server, which answers for its delivery from then on.

    Args:
        server: Who takes it.
        mail: With its headers; its only recipient stands in `To`.
        seconds: When to give up.
        tls: Whom to trust instead of those whom the machine trusts.

    Raises:
        MailError: The server is not there, too slow, refuses, or hung up. In the last case it may have taken the mail.
    """
    deadline = monotonic() + seconds
    context = tls or ssl.create_default_context()
    # Our name for the server is the sender's domain: smtplib would ask the network for this machine's, and tell it.
    name = mail["From"].addresses[0].domain
    client = (
        smtplib.SMTP_SSL(local_hostname=name, timeout=seconds, context=context)
        if server.encryption is Encryption.TLS
        else smtplib.SMTP(local_hostname=name, timeout=seconds)
    )
    try:
        with _cut_off(client, seconds):
            _talk(client, server, mail, context)
    except smtplib.SMTPRecipientsRefused as error:
        raise MailError("mail: the recipient was refused") from error
    except (smtplib.SMTPException, OSError, ValueError) as error:
        late = isinstance(error, TimeoutError) or monotonic() >= deadline
        raise MailError(f"mail: no answer within {seconds:g} s" if late else f"mail: {_reason(error)}") from error
    finally:
        client.close()


def _talk(client: smtplib.SMTP, server: Server, mail: EmailMessage, context: ssl.SSLContext) -> None:
    # What smtplib compares certificates with is set by its constructor alone, which would connect at once.
    client._host = server.host  # type: ignore[attr-defined]  # noqa: SLF001
    code, _ = client.connect(server.host, server.port)
    if code != 220:  # noqa: PLR2004 - "service ready"
        raise smtplib.SMTPConnectError(code, b"not ready")
    client.ehlo_or_helo_if_needed()
    if server.encryption is Encryption.STARTTLS:
        client.starttls(context=context)  # raises where it is not offered: then nothing is sent
    if server.user:
        client.login(server.user, server.password)
    client.send_message(mail)
    # The mail is out. Whatever goes wrong with saying goodbye is nobody's trouble.
    with suppress(smtplib.SMTPException, OSError):
        client.quit()


@contextmanager
def _cut_off(client: smtplib.SMTP, seconds: float) -> Iterator[None]:
    """End the connection after `seconds`: a server that sends a letter now and then never runs into a time-out."""

    def cut() -> None:
        with suppress(OSError, AttributeError):  # nothing is open, or no more
            client.sock.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]

    timer = Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _reason(error: Exception) -> str:
    """What staff may read: the kind and the server's code, without its text, which may repeat addresses."""
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
