"""The demo's mails: really received over SMTP, kept for their owner, and shown without doing what they say."""

import asyncio
import smtplib
import socket
import stat
from collections.abc import AsyncIterator
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import httpx
import pytest
from structlog.testing import capture_logs

from actions.clock import shop_time
from actions.database import Database
from actions.mail.letters import code_letter
from actions.mail.post import Post
from actions.settings import Settings as ActionSettings
from handover.adapters.mailbox import MOST_MAILS, Mailbox
from handover.config import Settings
from handover.launch.environment import for_demo
from handover.launch.ports import free_port
from tests.service import Service, listening

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
async def demo(sqlite_url: str, tmp_path: Path, port: int) -> AsyncIterator[Service]:
    url = f"smtp://127.0.0.1:{port}"
    async with listening(sqlite_url, demo=True, data_dir=tmp_path / "var", smtp_url=url) as service:
        yield service


def written(subject: str = "Ihr Code", text: str = "Guten Tag", name: str | None = None) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = "Bergwerk <service@bergwerk.example>", "mia@example.com", subject
    mail.set_content(text)
    mail.add_alternative(f"<p>{text}</p>{SCRIPT}", subtype="html")
    if name is not None:
        mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename=name)
    return mail


async def send(port: int, content: bytes | EmailMessage) -> None:
    def hand_over() -> None:
        with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
            raw = content if isinstance(content, bytes) else content.as_bytes()
            client.sendmail("service@bergwerk.example", ["mia@example.com"], raw)

    await asyncio.to_thread(hand_over)


async def asked(service: Service, path: str, status: int = 200) -> httpx.Response:
    answer = await (await service.somebody()).http.get(path)
    assert answer.status_code == status, answer.text
    return answer


async def test_a_mail_that_is_sent_can_be_read_with_its_file(demo: Service, port: int) -> None:
    await send(port, written("Grüße, Müller’s €", "Guten Tag\n\n123456", "Rücksendeetikett RT-1.pdf"))
    listed = (await asked(demo, "/mails/all")).json()
    assert listed["receiving"] is True
    (item,) = listed["items"]
    assert (item["subject"], item["to"]) == ("Grüße, Müller’s €", "mia@example.com")
    mail = (await asked(demo, f"/mails/{item['id']}/text")).json()
    assert mail["from"] == "Bergwerk <service@bergwerk.example>"
    assert mail["text"] == "Guten Tag\n\n123456\n"
    assert mail["files"] == [{"name": "Rücksendeetikett RT-1.pdf", "type": "application/pdf", "size": 8}]
    file = await asked(demo, f"/mails/{item['id']}/files/0")
    assert file.content == b"%PDF-1.7"
    assert file.headers["content-type"] == "application/pdf"
    assert file.headers["content-disposition"] == "attachment; filename*=UTF-8''R%C3%BCcksendeetikett%20RT-1.pdf"


async def test_what_the_action_server_sends_arrives(demo: Service, port: int, tmp_path: Path) -> None:
    settings = ActionSettings(_env_file=None, smtp_url=f"smtp://127.0.0.1:{port}")
    database = Database(f"sqlite:///{tmp_path / 'actions.db'}", seconds=5, what="gate database")
    letter = code_letter("mia@example.com", "417228", "de")
    for _ in range(2):
        await asyncio.to_thread(Post(settings, database, shop_time).send, letter, "turn-1/code")
    (item,) = (await asked(demo, "/mails/all")).json()["items"]
    mail = (await asked(demo, f"/mails/{item['id']}/text")).json()
    assert (mail["to"], mail["subject"], mail["text"]) == (letter.to, letter.subject, letter.text)


async def test_the_newest_mail_stands_first_and_only_so_many_are_kept(tmp_path: Path) -> None:
    mailbox = Mailbox(tmp_path / "mails")
    for number in range(MOST_MAILS + 5):
        mailbox.keep(written(f"Nr. {number}").as_bytes())
    kept = mailbox.all()
    assert [kept[0].subject, kept[-1].subject] == [f"Nr. {MOST_MAILS + 4}", "Nr. 5"]
    assert len(list((tmp_path / "mails").iterdir())) == MOST_MAILS


async def test_nobody_else_on_the_machine_can_read_them(demo: Service, port: int, tmp_path: Path) -> None:
    await send(port, written())
    folder = tmp_path / "var" / "mails"
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())]
    assert modes == [0o700, 0o600]


async def test_mails_are_still_there_after_a_new_start(demo: Service, port: int, tmp_path: Path) -> None:
    await send(port, written("Bleibt"))
    assert [mail.subject for mail in Mailbox(tmp_path / "var" / "mails").all()] == ["Bleibt"]


async def test_where_the_port_is_taken_the_service_starts_and_says_so(sqlite_url: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, capture_logs() as logs:
        url = f"smtp://127.0.0.1:{taken.getsockname()[1]}"
        async with listening(sqlite_url, demo=True, data_dir=tmp_path, smtp_url=url) as service:
            assert (await asked(service, "/mails/all")).json() == {"receiving": False, "items": []}
            await asked(service, "/readyz")
    (told,) = [each for each in logs if each["event"] == "demo_mails_not_received"]
    assert (told["log_level"], told["setting"]) == ("error", "LOTSE_SMTP_URL")


async def test_outside_the_demo_there_is_no_page_and_no_receiver(sqlite_url: str, tmp_path: Path, port: int) -> None:
    url = f"smtp://127.0.0.1:{port}"
    async with listening(sqlite_url, data_dir=tmp_path, smtp_url=url) as service:
        for path in ("/mails", "/mails/all"):
            await asked(service, path, 404)
        with pytest.raises(ConnectionRefusedError):
            await send(port, written())


@pytest.mark.parametrize(
    "path",
    ["/mails/x/text", "/mails/..%2F..%2Flotse.db/text", "/mails/%00/text", "/mails/20261122103000123456-abcdef01/text",
     "/mails/20261122103000123456-abcdef01/files/0", "/mails/all/files/0", "/mails/text"],
)  # fmt: skip
async def test_what_is_no_mail_is_not_found(demo: Service, path: str) -> None:
    assert (await asked(demo, path, 404)).json()["error"]["code"] == "not_found"


def test_an_id_never_becomes_a_path(tmp_path: Path) -> None:
    (tmp_path / "secret.eml").write_text("Subject: 4711", encoding="utf-8")
    mailbox = Mailbox(tmp_path / "mails")
    mailbox.keep(written().as_bytes())
    for name in ("../secret", str(tmp_path / "secret"), "\0", "x" * 5_000, f"{mailbox.names()[0]}\n"):
        assert mailbox.read(name) is None


async def test_a_file_that_a_mail_does_not_have_is_not_found(demo: Service, port: int) -> None:
    await send(port, written())
    (item,) = (await asked(demo, "/mails/all")).json()["items"]
    for number in ("0", "99999999999999999999", "-1"):
        await asked(demo, f"/mails/{item['id']}/files/{number}", 404)


async def test_nothing_in_a_mail_becomes_a_page_of_ours(demo: Service, port: int) -> None:
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = SCRIPT
    mail.set_content(SCRIPT, subtype="html")
    mail.add_attachment(SCRIPT.encode(), maintype="text", subtype="html", filename='../../x"; a=b.html')
    await send(port, mail)
    (item,) = (await asked(demo, "/mails/all")).json()["items"]
    text = await asked(demo, f"/mails/{item['id']}/text")
    assert text.headers["content-type"] == "application/json"
    assert text.json()["text"].strip() == SCRIPT
    file = await asked(demo, f"/mails/{item['id']}/files/0")
    assert file.headers["content-type"] == "application/octet-stream"
    assert file.headers["x-content-type-options"] == "nosniff"
    assert file.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert file.headers["content-disposition"] == "attachment; filename*=UTF-8''....x%3B%20a%3Db.html"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00\x00",
        b"Subject: =?utf-8?b?////?=\r\n\r\nx",
        b"Subject: a\r\nContent-Type: text/plain; charset=nonsense\r\n\r\n\xff",
        b"Content-Type: multipart/mixed; boundary=\r\n\r\n--\r\n",
        b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: multipart/mixed; boundary=a\r\n" * 200,
        b"From: @@@@<<>>,;:\r\nTo: " + b"a" * 900 + b"\r\n\r\n.",
        b"Content-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%",
        b"Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename=a.eml\r\n\r\nSubject: x\r\n\r\ny",
    ],
)
async def test_a_mail_that_is_none_is_shown_as_far_as_it_goes(demo: Service, port: int, content: bytes) -> None:
    await send(port, content)
    (item,) = (await asked(demo, "/mails/all")).json()["items"]
    mail = (await asked(demo, f"/mails/{item['id']}/text")).json()
    for number in range(len(mail["files"])):
        await asked(demo, f"/mails/{item['id']}/files/{number}")


async def test_a_mail_that_is_too_large_is_refused_and_a_web_page_cannot_send_one(demo: Service, port: int) -> None:
    with pytest.raises(smtplib.SMTPResponseException, match="552"):
        await send(port, b"Subject: x\r\n\r\n" + (b"x" * 70 + b"\r\n") * 160_000)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"POST / HTTP/1.1\r\nHost: localhost\r\n\r\nhello\r\n")
    assert b"250" not in await asyncio.wait_for(reader.read(300), 5)
    writer.close()
    assert (await asked(demo, "/mails/all")).json()["items"] == []


async def test_the_page_is_there_with_and_without_a_slash(demo: Service) -> None:
    for path in ("/mails", "/mails/"):
        page = await asked(demo, path)
        assert "Gesendete E-Mails" in page.text
        assert "default-src 'self'" in page.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("url", "port"),
    [
        ("", None),
        ("smtp://127.0.0.1:8025", 8025),
        ("smtp://localhost:8025", 8025),
        ("smtp://127.0.0.1", None),
        ("smtps://127.0.0.1:465", None),
        ("smtp://user:password@mail.example:587", None),
    ],
)
def test_mails_are_received_only_where_they_are_sent_to_this_machine(url: str, port: int | None) -> None:
    assert Settings(_env_file=None, smtp_url=url).mail_port == port


def test_the_launcher_receives_mails_in_the_demo_unless_told_otherwise() -> None:
    assert for_demo({}) == {"LOTSE_DEMO": "true", "LOTSE_SMTP_URL": "smtp://127.0.0.1:8025"}
    assert for_demo({"LOTSE_SMTP_URL": "smtp://mail.example"})["LOTSE_SMTP_URL"] == "smtp://mail.example"
    assert for_demo({"LOTSE_DEMO": "false"}) == {}
