"""The demo's mailbox: receives on this machine what the action server sends, and keeps it as files."""

import asyncio
import logging
import os
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import structlog
from aiosmtpd.smtp import SMTP, Envelope, Session

log = structlog.get_logger(__name__)

MOST_MAILS = 200
LARGEST_MAIL = 10 * 1024 * 1024
LONGEST_HEADER = 300
IDLE_SECONDS = 30

_NAME = re.compile(r"\d{20}-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class File:
    """An attachment; `type` is the media type that the mail claims for it."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """A mail as it can be shown: text and nothing else. Of a mail without text its HTML is the text."""

    id: str
    sender: str
    to: str
    subject: str
    at: datetime
    text: str
    files: tuple[File, ...]


class Mailbox:
    """The newest mails in a folder that its owner alone can read."""

    def __init__(self, folder: Path) -> None:
        """Keep mails in `folder`, which is made with the first one."""
        self._folder = folder
        self._server: asyncio.Server | None = None

    @property
    def receiving(self) -> bool:
        """Whether mails can arrive."""
        return self._server is not None

    async def open(self, port: int, *, shared: bool = False) -> None:
        """Receive on this machine's `port`; where that is taken, say so and go on without.

        Args:
            port: Where.
            shared: Whether further processes receive there for the same folder.
        """
        logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd tells of each command

        def speak() -> SMTP:
            return SMTP(self, data_size_limit=LARGEST_MAIL, hostname="localhost", ident="Lotse", timeout=IDLE_SECONDS)

        try:
            self._server = await asyncio.get_running_loop().create_server(speak, "127.0.0.1", port, reuse_port=shared)
        except OSError as error:
            log.error("demo_mails_not_received", port=port, setting="LOTSE_SMTP_URL", reason=error.strerror)  # noqa: TRY400 - the reason is all there is to know

    async def close(self) -> None:
        """Receive no more."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            self._server = None

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        """Keep a mail; aiosmtpd calls this when one has arrived whole."""
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        try:
            await asyncio.to_thread(self.keep, content)
        except OSError as error:
            log.error("demo_mail_not_kept", reason=error.strerror)  # noqa: TRY400 - as above
            return "452 4.3.1 cannot be kept"
        return "250 OK"

    def keep(self, content: bytes) -> None:
        """Add a mail, and drop the oldest ones."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = f"{datetime.now(UTC):%Y%m%d%H%M%S%f}-{secrets.token_hex(4)}"
        half = self._folder / f"{name}.half"
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
        half.replace(self._path(name))
        for old in self.names()[MOST_MAILS:]:
            self._path(old).unlink(missing_ok=True)

    def names(self) -> list[str]:
        """The ids of all mails, the newest first."""
        return sorted((path.stem for path in self._folder.glob("*.eml") if _NAME.fullmatch(path.stem)), reverse=True)

    def read(self, name: str) -> Kept | None:
        """A mail, or None where there is none with this id."""
        # The id is no path until it looks like one of ours.
        if not _NAME.fullmatch(name):
            return None
        try:
            return _shown(name, self._path(name).read_bytes())
        except FileNotFoundError:
            return None

    def all(self) -> list[Kept]:
        """All mails, the newest first."""
        return [mail for mail in map(self.read, self.names()) if mail]

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.eml"


def _shown(name: str, content: bytes) -> Kept:
    at = datetime.strptime(name[:20], "%Y%m%d%H%M%S%f").replace(tzinfo=UTC)
    mail = message_from_bytes(content, policy=default)
    try:
        files = tuple(_file(part) for part in mail.walk() if part.is_attachment())
        text = _text(mail)
        sender, to, subject = (_header(mail, each) for each in ("From", "To", "Subject"))
    except Exception:  # noqa: BLE001 - the parser has many ways to fail on a mail that somebody made up
        return Kept(name, "", "", "", at, content.decode("utf-8", errors="replace"), ())
    return Kept(name, sender, to, subject, at, text, files)


def _text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain", "html"))
    return str(body.get_content()).replace("\r\n", "\n") if body else ""


def _header(mail: EmailMessage, name: str) -> str:
    flat = "".join(each if each.isprintable() else " " for each in str(mail[name] or ""))
    return flat[:LONGEST_HEADER]


def _file(part: Any) -> File:
    content = part.get_payload(decode=True)
    name = "".join(each for each in part.get_filename("") if each.isprintable() and each not in '/\\:"')
    return File(
        name[:LONGEST_HEADER] or "file", part.get_content_type(), content if isinstance(content, bytes) else b""
    )
