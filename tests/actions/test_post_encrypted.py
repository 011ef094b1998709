"""Sending mails encrypted, and to servers that are told by their address."""

import ssl
from urllib.parse import quote

import pytest
import trustme
from pydantic import SecretStr

from actions.mail.mail import MailError, message
from actions.mail.smtp import Encryption, Server, hand_over
from actions.settings import Settings
from tests.actions.mailing import MAIL, NOW, PASSWORD, USER, mail_server


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def certified(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


@pytest.fixture(scope="module")
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@pytest.mark.parametrize("encryption", [Encryption.STARTTLS, Encryption.TLS])
def test_a_mail_goes_encrypted_and_signed_in(
    certified: ssl.SSLContext, trusting: ssl.SSLContext, encryption: Encryption
) -> None:
    with mail_server(certified, at_once=encryption is Encryption.TLS) as (inbox, port):
        server = Server("127.0.0.1", port, encryption, USER, PASSWORD)
        hand_over(server, message(MAIL, USER, "k", NOW), 5, trusting)
        wrong = Server("127.0.0.1", port, encryption, USER, "wrong")
        with pytest.raises(MailError, match="SMTPAuthenticationError 535"):
            hand_over(wrong, message(MAIL, USER, "k", NOW), 5, trusting)
    assert len(inbox.mails) == 1
    assert inbox.encrypted == [True]


@pytest.mark.parametrize("encryption", [Encryption.STARTTLS, Encryption.TLS])
def test_a_server_with_a_certificate_that_nobody_knows_gets_nothing(
    certified: ssl.SSLContext, encryption: Encryption
) -> None:
    with mail_server(certified, at_once=encryption is Encryption.TLS) as (inbox, port):
        server = Server("127.0.0.1", port, encryption, USER, PASSWORD)
        with pytest.raises(MailError, match="SSLCertVerificationError"):
            hand_over(server, message(MAIL, USER, "k", NOW), 5)
    assert inbox.mails == []


def test_a_certificate_of_another_host_is_not_taken(certified: ssl.SSLContext, trusting: ssl.SSLContext) -> None:
    with mail_server(certified, at_once=True) as (inbox, port):
        server = Server("localhost", port, Encryption.TLS, USER, PASSWORD)
        with pytest.raises(MailError, match="SSLCertVerificationError"):
            hand_over(server, message(MAIL, USER, "k", NOW), 5, trusting)
    assert inbox.mails == []


def test_where_encryption_is_wanted_and_not_offered_nothing_is_sent() -> None:
    with mail_server() as (inbox, port):
        server = Server("127.0.0.1", port, Encryption.STARTTLS, USER, PASSWORD)
        with pytest.raises(MailError, match="SMTPNotSupportedError"):
            hand_over(server, message(MAIL, USER, "k", NOW), 5)
    assert inbox.mails == []


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example", Server("mail.example", 587, Encryption.STARTTLS)),
        ("smtp://mail.example:25/", Server("mail.example", 25, Encryption.STARTTLS)),
        ("smtps://mail.example", Server("mail.example", 465, Encryption.TLS)),
        ("smtp://127.0.0.1:8025", Server("127.0.0.1", 8025, Encryption.NONE)),
        ("smtp://[::1]:8025", Server("::1", 8025, Encryption.NONE)),
        (
            f"smtps://{quote(USER, safe='')}:{quote(PASSWORD, safe='')}@mail.example",
            Server("mail.example", 465, Encryption.TLS, USER, PASSWORD),
        ),
    ],
)
def test_a_server_is_read_from_its_url(url: str, server: Server) -> None:
    assert Server.of(url) == server


@pytest.mark.parametrize(
    "url", ["mail.example:587", "http://mail.example", "smtp://", "smtp://user:secret@mail.example:x", "smtp://a/b", "smtp://u:secret%C3%BC@a",
            "smtp://user:sec?ret@mail.example", "smtp://mail.example:0", "smtp://mail.example:99999", "smtp://[::1"],
)  # fmt: skip
def test_a_wrong_url_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(ValueError, match=r"smtp_url") as refused:
        Settings(smtp_url=SecretStr(url))
    assert "secret" not in str(refused.value)
    assert "sec?ret" not in str(refused.value)


def test_a_password_is_in_no_text_about_the_server() -> None:
    assert PASSWORD not in repr(Server.of(f"smtps://u:{quote(PASSWORD, safe='')}@mail.example"))
