"""Sending mails, each once however often it is asked for."""

import ssl
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic
from uuid import uuid4

import structlog
from sqlalchemy import Column, DateTime, String, Table, delete, select, update

from actions.backend.port import BackendError
from actions.database import Database
from actions.gate.records import Records, add, metadata
from actions.mail.mail import Mail, MailError, message
from actions.mail.smtp import Server, hand_over
from actions.settings import Settings

log = structlog.get_logger()

LONGEST_KEY = 300
FORGOTTEN_AFTER = timedelta(days=30)
LOOKS_AGAIN_S = 0.05
SHORTEST_S = 0.2

# A mail that is being sent, or was. Neither whom it goes to nor what it says is kept.
mails = Table(
    "mails",
    metadata,
    Column("key", String(LONGEST_KEY), primary_key=True),
    Column("claim", String(32), nullable=False),
    Column("claimed_at", DateTime(timezone=True), nullable=False),
    Column("sent_at", DateTime(timezone=True), index=True),
)


class Post:
    """Where mails are handed in; sending one takes `seconds` at most."""

    def __init__(
        self, settings: Settings, database: Database, now: Callable[[], datetime], tls: ssl.SSLContext | None = None
    ) -> None:
        """Send by the settings and remember in `database` what was sent; `tls` says whom to trust."""
        url = settings.smtp_url.get_secret_value()
        self._server = Server.of(url) if url else None
        self._sender = settings.mail_from
        self.seconds = settings.mail_seconds
        # A process that has not said after so long whether it sent a mail was ended in between. A turn that is repeated
        # comes later than that.
        self.taken_over_after = timedelta(seconds=2 * settings.mail_seconds)
        self._records = Records(database)
        self._now = now
        self._tls = tls

    @property
    def ready(self) -> bool:
        """Whether mails can be sent at all: without `LOTSE_SMTP_URL` none can."""
        return self._server is not None

    def send(self, mail: Mail, key: str) -> None:
        """Send a mail; the same key sends nothing again, also from another process at the same moment.

        Two cases are left, as with every mail: when the server hangs up or this process ends after the mail was taken
        and before that was noted, the next one with this key is sent again, with the same Message-ID.

        Raises:
            MailError: It was not sent, or nobody knows; the same key may be used again.
        """
        if self._server is None:
            raise MailError("mail: LOTSE_SMTP_URL is not set")
        if not 0 < len(key) <= LONGEST_KEY:
            raise ValueError(f"a key has 1 to {LONGEST_KEY} characters")
        made = message(mail, self._sender, key, self._now())
        deadline = monotonic() + self.seconds
        claim = self._claimed(key, deadline)
        if claim is None:
            return
        try:
            hand_over(self._server, made, max(SHORTEST_S, deadline - monotonic()), self._tls)
        except BaseException:
            self._release(key, claim)
            raise
        self._mark(key, claim)

    def _claimed(self, key: str, deadline: float) -> str | None:
        """The right to send this mail, or None where it was sent. Waits for whoever is sending it just now."""
        claim = uuid4().hex
        while True:
            try:
                sent = self._try_to_claim(key, claim)
            except BackendError as error:
                raise MailError(error.detail) from error
            if sent is not None:
                return None if sent else claim
            if monotonic() > deadline:
                raise MailError("mail: somebody else is sending it and does not come to an end")
            time.sleep(LOOKS_AGAIN_S)

    def _try_to_claim(self, key: str, claim: str) -> bool | None:
        """False: it is ours to send. True: it was sent. None: somebody else is sending it."""
        now = self._now().astimezone(UTC)
        with self._records.transaction() as connection:
            connection.execute(delete(mails).where(mails.c.sent_at < now - FORGOTTEN_AFTER))
            if add(connection, mails, key=key, claim=claim, claimed_at=now):
                return False
            abandoned = (
                (mails.c.key == key) & mails.c.sent_at.is_(None) & (mails.c.claimed_at < now - self.taken_over_after)
            )
            if connection.execute(update(mails).where(abandoned).values(claim=claim, claimed_at=now)).rowcount:
                return False
            return connection.execute(select(mails.c.sent_at).where(mails.c.key == key)).scalar() is not None or None

    def _mark(self, key: str, claim: str) -> None:
        mine = (mails.c.key == key) & (mails.c.claim == claim)
        try:
            with self._records.transaction() as connection:
                connection.execute(update(mails).where(mine).values(sent_at=self._now().astimezone(UTC)))
        except BackendError as error:
            # The mail is out, which is what was asked for.
            log.warning("a mail was sent and not booked", detail=error.detail)

    def _release(self, key: str, claim: str) -> None:
        mine = (mails.c.key == key) & (mails.c.claim == claim)
        try:
            with self._records.transaction() as connection:
                connection.execute(delete(mails).where(mine))
        except BackendError as error:
            log.warning("a mail that was not sent stays claimed for a while", detail=error.detail)
