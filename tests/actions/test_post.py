"""Sending mails to real servers: delivered, refused, hanging, hanging up; and each once."""

import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from time import monotonic, sleep

import pytest
from pydantic import SecretStr

from actions.database import Database
from actions.gate.records import Records
from actions.mail.mail import MailError
from actions.mail.post import Post, mails
from actions.settings import Settings
from tests.actions.mailing import MAIL, NOW, mail_server
from tests.actions.serving import free_port


def settings(url: str, seconds: float = 2.5) -> Settings:
    return Settings(smtp_url=SecretStr(url), mail_seconds=seconds, action_seconds=30)


def post(port: int, database: Database, now: Callable[[], datetime] = lambda: NOW, seconds: float = 2.5) -> Post:
    return Post(settings(f"smtp://127.0.0.1:{port}", seconds), database, now)


def rows(database: Database) -> list[tuple[str, bool]]:
    with Records(database).transaction() as connection:
        return [(row.key, row.sent_at is not None) for row in connection.execute(mails.select())]


@contextmanager
def odd_server(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """Something that listens and behaves as `talk` does with each connection."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        ended = threading.Event()

        def serve() -> None:
            listening.settimeout(0.1)
            while not ended.is_set():
                try:
                    client, _ = listening.accept()
                except TimeoutError:
                    continue
                with client:
                    try:
                        talk(client)
                    except OSError:
                        continue

        thread = threading.Thread(target=serve)
        thread.start()
        yield listening.getsockname()[1]
        ended.set()
        thread.join()


def test_a_mail_is_delivered_once(any_gate_database: Database) -> None:
    with mail_server() as (inbox, port):
        sender = post(port, any_gate_database)
        for _ in range(3):
            sender.send(MAIL, "turn-1/code")
        post(port, any_gate_database).send(MAIL, "turn-1/code")  # another process
        sender.send(MAIL, "turn-2/code")
    assert len(inbox.mails) == 2
    first = inbox.mails[0]
    assert (first["To"], first["Subject"]) == ("mia.keller@example.com", "Ihr Code")
    assert [part.get_filename() for part in first.iter_attachments()] == ["a.pdf"]
    assert inbox.envelopes[0].mail_from == "service@bergwerk.example"
    assert inbox.envelopes[0].rcpt_tos == ["mia.keller@example.com"]
    assert sorted(rows(any_gate_database)) == [("turn-1/code", True), ("turn-2/code", True)]


def test_twelve_that_send_the_same_at_once_send_one(any_gate_database: Database) -> None:
    with mail_server() as (inbox, port), ThreadPoolExecutor(12) as threads:
        senders = [post(port, any_gate_database, seconds=20) for _ in range(4)]
        list(threads.map(lambda n: senders[n % 4].send(MAIL, "turn-1/code"), range(12)))
    assert len(inbox.mails) == 1


def test_what_could_not_be_sent_can_be_sent_again(any_gate_database: Database) -> None:
    with mail_server() as (inbox, port):
        sender = post(port, any_gate_database)
        inbox.refuses = {MAIL.to}
        with pytest.raises(MailError, match="recipient was refused") as refused:
            sender.send(MAIL, "turn-1/code")
        assert "4711" not in refused.value.detail
        assert MAIL.to not in refused.value.detail
        assert rows(any_gate_database) == []
        inbox.refuses, inbox.answer = set(), "451 greylisted, later"
        with pytest.raises(MailError, match="451"):
            sender.send(MAIL, "turn-1/code")
        inbox.answer = "250 OK"
        sender.send(MAIL, "turn-1/code")
    assert len(inbox.mails) == 1


def test_a_sending_whose_process_died_is_taken_over_after_a_while(any_gate_database: Database) -> None:
    time = [NOW]
    with mail_server() as (inbox, port):
        sender = post(port, any_gate_database, lambda: time[0], seconds=0.3)
        sender._try_to_claim("turn-1/code", "of-the-dead")  # noqa: SLF001 - and then it died
        with pytest.raises(MailError, match="somebody else"):
            sender.send(MAIL, "turn-1/code")
        assert inbox.mails == []
        time[0] += timedelta(seconds=6)
        post(port, any_gate_database, lambda: time[0]).send(MAIL, "turn-1/code")
    assert len(inbox.mails) == 1


def test_whoever_waits_for_a_sending_that_fails_sends_it(any_gate_database: Database) -> None:
    with mail_server() as (inbox, port), ThreadPoolExecutor(1) as threads:
        sender = post(port, any_gate_database, seconds=10)
        sender._try_to_claim("turn-1/code", "first")  # noqa: SLF001 - somebody is at it
        second = threads.submit(sender.send, MAIL, "turn-1/code")
        sleep(0.3)
        assert not second.done()
        sender._release("turn-1/code", "first")  # noqa: SLF001 - and failed
        second.result(10)
    assert len(inbox.mails) == 1


def test_what_is_long_sent_is_forgotten(any_gate_database: Database) -> None:
    time = [NOW]
    with mail_server() as (_, port):
        sender = post(port, any_gate_database, lambda: time[0])
        sender.send(MAIL, "turn-1/code")
        time[0] += timedelta(days=31)
        sender.send(MAIL, "turn-2/code")
    assert rows(any_gate_database) == [("turn-2/code", True)]


def test_without_a_server_in_the_settings_nothing_is_sent(gate_database: Database) -> None:
    sender = Post(settings(""), gate_database, lambda: NOW)
    assert not sender.ready
    with pytest.raises(MailError, match="LOTSE_SMTP_URL"):
        sender.send(MAIL, "turn-1/code")


def test_a_server_that_is_down_is_an_error_at_once(gate_database: Database) -> None:
    before = monotonic()
    with pytest.raises(MailError, match="ConnectionRefusedError"):
        post(free_port(), gate_database).send(MAIL, "turn-1/code")
    assert monotonic() - before < 2


def silent(_client: socket.socket) -> None:
    sleep(3)


def one_letter_now_and_then(client: socket.socket) -> None:
    for _ in range(40):
        client.sendall(b"2")
        sleep(0.1)


def never_done(client: socket.socket) -> None:
    client.sendall(b"220 hello\r\n")
    for _ in range(40):
        client.sendall(b"250-x\r\n")
        sleep(0.1)


@pytest.mark.parametrize("talk", [silent, one_letter_now_and_then, never_done])
def test_a_server_that_hangs_is_given_up_in_time(
    gate_database: Database, talk: Callable[[socket.socket], None]
) -> None:
    with odd_server(talk) as port:
        before = monotonic()
        with pytest.raises(MailError, match="no answer within"):
            post(port, gate_database, seconds=1).send(MAIL, "turn-1/code")
        assert monotonic() - before < 2
    assert rows(gate_database) == []


def hangs_up(_client: socket.socket) -> None:
    """At once."""


def hangs_up_later(client: socket.socket) -> None:
    client.sendall(b"220 hello\r\n")
    client.recv(100)
    client.sendall(b"250 x\r\n")
    client.recv(100)


def says(words: bytes) -> Callable[[socket.socket], None]:
    return lambda client: client.sendall(words)


@pytest.mark.parametrize(
    "talk",
    [
        hangs_up,
        hangs_up_later,
        says(b"554 go away\r\n"),
        says(b"HTTP/1.1 400 Bad Request\r\n\r\n"),
        says(b"\xff\x00" * 10_000),
    ],
    ids=["hangs up", "hangs up later", "refuses", "speaks HTTP", "noise"],
)
def test_a_server_that_talks_nonsense_or_hangs_up_is_an_error(
    gate_database: Database, talk: Callable[[socket.socket], None]
) -> None:
    with odd_server(talk) as port, pytest.raises(MailError):
        post(port, gate_database).send(MAIL, "turn-1/code")
    assert rows(gate_database) == []


def test_a_mail_that_may_have_arrived_comes_again_under_the_same_id(gate_database: Database) -> None:
    with mail_server() as (inbox, port):
        inbox.answer = "hang up"
        with pytest.raises(MailError):
            post(port, gate_database).send(MAIL, "turn-1/code")
        inbox.answer = "250 OK"
        post(port, gate_database).send(MAIL, "turn-1/code")
    assert len(inbox.mails) == 2
    assert inbox.mails[0]["Message-ID"] == inbox.mails[1]["Message-ID"]


def test_a_database_that_is_down_sends_nothing() -> None:
    gone = Database(f"postgresql+psycopg://nobody@127.0.0.1:{free_port()}/gone", seconds=1, what="gate database")
    with mail_server() as (inbox, port), pytest.raises(MailError, match="gate database"):
        post(port, gone).send(MAIL, "turn-1/code")
    assert inbox.mails == []
