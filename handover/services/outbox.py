"""Owing somebody outside a mail; webhooks are owed by the log itself."""

from datetime import datetime
from uuid import UUID, uuid5

from handover.domain.conversation import Conversation
from handover.storage import deliveries
from handover.storage.transaction import Transaction


async def mail(
    tx: Transaction,
    conversation: Conversation,
    key: str,
    to: str,
    subject: str,
    text: str,
    language: str,
    now: datetime,
) -> None:
    """Owe a mail from the commit of `tx` on. It goes out after the earlier ones of the conversation.

    Args:
        tx: The transaction that records why it is sent.
        conversation: Whose mail it is.
        key: Names the mail in its conversation; the same key again owes nothing more.
        to: One address.
        subject: One line.
        text: Plain; empty lines part its paragraphs. It is erased when the mail was sent.
        language: What it is written in, with or without a country.
        now: When.
    """
    body = {"to": to, "subject": subject, "text": text, "language": language[:2]}
    mail_id = uuid5(conversation.id, f"mail {key}")
    await deliveries.add_mail(tx, mail_id, conversation.id, conversation.last_seq, body, now)


async def mail_to_staff(
    tx: Transaction, mail_id: UUID, to: str, subject: str, text: str, language: str, now: datetime
) -> None:
    """Owe a mail that belongs to no conversation; the same id again owes nothing more."""
    body = {"to": to, "subject": subject, "text": text, "language": language}
    await deliveries.add_mail(tx, mail_id, None, None, body, now)
