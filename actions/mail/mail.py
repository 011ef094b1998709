"""A mail as the rest of the actions speak of it, and as it goes over the wire."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from actions.backend.model import Language
from actions.backend.port import BackendError
from actions.mail.html import as_html

LONGEST_ADDRESS = 254
# Stricter than the standard, which allows quoted parts and comments: nobody has those, and each of them is a way to
# write two addresses as one. No control characters, no spaces, nothing that separates addresses.
_PART = r"[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f-\x9f]+"
_ADDRESS = re.compile(rf"{_PART}@{_PART}\.{_PART}")


class MailError(BackendError):
    """A mail could not be sent, or it is unknown whether it was; the same one with the same key may be sent again."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that comes with a mail; `type` is its media type."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """What is sent to one address. `text` is plain; empty lines part its paragraphs."""

    to: str
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    language: Language = "de"


def is_address(text: str) -> bool:
    """Whether this is one plain e-mail address."""
    return len(text) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None


def message(mail: Mail, sender: str, key: str, now: datetime) -> EmailMessage:
    """The mail with all its headers. The id follows from the key: a mail that comes twice is seen as one.

    Raises:
        MailError: The address is none, or something would not stay within its header.
    """
    made = EmailMessage(policy=SMTP)
    try:
        made["From"] = mailbox(sender)
        made["To"] = _plain_mailbox(mail.to)
        made["Subject"] = mail.subject
        made["Date"] = format_datetime(now)
        made["Message-ID"] = f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{mailbox(sender).domain}>"
        # Whoever is away sends no answer to a machine.
        made["Auto-Submitted"] = "auto-generated"
        made["X-Auto-Response-Suppress"] = "All"
        made["Content-Language"] = mail.language
        made.set_content(mail.text)
        made.add_alternative(as_html(mail.text, mail.language), subtype="html")
        for each in mail.attachments:
            main, _, sub = each.type.partition("/")
            made.add_attachment(each.content, maintype=main, subtype=sub, filename=each.name)
        made.as_bytes()
    except (ValueError, LookupError, MessageError) as error:
        raise MailError(f"mail: cannot be written: {type(error).__name__}") from error
    return made


def mailbox(text: str) -> Address:
    """`Name <address>` or an address alone; domains with umlauts in the form that every server understands.

    Raises:
        ValueError: It is none.
    """
    name, address = parseaddr(_one_line(text))
    plain = _plain_mailbox(address)
    return Address(name, plain.username, plain.domain)


def _plain_mailbox(address: str) -> Address:
    if not is_address(address):
        raise ValueError("no e-mail address")
    user, _, domain = address.rpartition("@")
    return Address("", user, domain.encode("idna").decode("ascii"))


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("not on one line")
    return text
