"""Mails that the service hands in: a real action server, and a real mail server behind it."""

import json
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.actions.mailing import Inbox
from tests.actions.serving import SIGNED, free_port, started

MAIL = {
    "key": "k-1",
    "to": "mia.keller@example.com",
    "subject": "Ihre Frage",
    "text": "Guten Tag,\n\nes ist geklärt: secret-4711",
    "language": "de",
}
EXAMPLES = {
    path.stem: json.loads(path.read_text())
    for path in sorted((Path(__file__).parents[1] / "contract" / "mails").glob("*.json"))
}


@pytest.fixture(scope="module")
def folder_with_mail(tmp_path_factory: pytest.TempPathFactory, seeded: Path) -> Path:
    place = tmp_path_factory.mktemp("mailing")
    (place / "shop.db").write_bytes(seeded.read_bytes())
    return place


@pytest.fixture(scope="module")
def mailing(folder_with_mail: Path, mail_box: tuple[Inbox, int]) -> Iterator[str]:
    port = free_port()
    process = started(folder_with_mail, port, LOTSE_SMTP_URL=f"smtp://127.0.0.1:{mail_box[1]}")
    yield f"http://127.0.0.1:{port}"
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0


def hand_in(url: str, body: Any, **headers: str) -> httpx.Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"} | SIGNED | headers
    return httpx.post(f"{url}/desk/mails", content=content, headers=headers, timeout=30)


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_the_examples_that_the_service_is_held_to_are_answered_so(
    mailing: str, inbox: Inbox, example: dict[str, Any]
) -> None:
    asked = example["request"]
    assert hand_in(mailing, asked).status_code == example["status"]
    if example["status"] != 204:
        assert inbox.mails == []
        return
    [mail] = inbox.mails
    assert mail["Subject"] == asked["subject"]
    user, _, domain = asked["to"].partition("@")
    assert mail["To"].addresses[0].addr_spec == f"{user}@{domain.encode('idna').decode()}"
    plain, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert page is not None
    assert f'<html lang="{asked["language"]}">' in page.get_content()
    assert plain.get_content().replace("\r\n", "\n").strip() == asked["text"]


def test_the_same_key_again_sends_nothing_more(mailing: str, inbox: Inbox) -> None:
    assert [hand_in(mailing, MAIL | {"key": "once"}).status_code for _ in range(3)] == [204, 204, 204]
    assert len(inbox.mails) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        {name: value for name, value in MAIL.items() if name != "key"},
        MAIL | {"more": 1},
        MAIL | {"key": ""},
        MAIL | {"key": "k" * 301},
        MAIL | {"key": 1},
        MAIL | {"to": "Mia <mia.keller@example.com>"},
        MAIL | {"to": "mia.keller@example..com"},
        MAIL | {"subject": ""},
        MAIL | {"text": ""},
        MAIL | {"text": "x" * 20_001},
        MAIL | {"language": "fr"},
        MAIL | {"language": None},
    ],
)
def test_what_is_no_mail_is_refused_and_not_sent_back(mailing: str, inbox: Inbox, body: Any) -> None:
    answer = hand_in(mailing, body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "not_valid")
    assert "4711" not in answer.text
    assert "mia.keller" not in answer.text
    assert inbox.mails == []


def test_a_mail_that_the_server_does_not_take_can_be_handed_in_again(
    mailing: str, inbox: Inbox, folder_with_mail: Path
) -> None:
    inbox.answer = "451 greylisted, later"
    try:
        answer = hand_in(mailing, MAIL | {"key": "later"})
    finally:
        inbox.answer = "250 OK"
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "mail_unavailable")
    assert int(answer.headers["Retry-After"]) > 0
    assert hand_in(mailing, MAIL | {"key": "later"}).status_code == 204
    assert len(inbox.mails) == 1
    logged = (folder_with_mail / "log").read_text()
    assert "451" in logged
    assert "4711" not in logged
    assert "mia.keller" not in logged


def test_without_a_mail_server_in_the_settings_it_is_unavailable(server: str) -> None:
    answer = hand_in(server, MAIL)
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "mail_unavailable")


def test_nobody_hands_in_a_mail_without_the_token(mailing: str, inbox: Inbox) -> None:
    assert hand_in(mailing, MAIL, Authorization="Bearer wrong").status_code == 401
    assert inbox.mails == []
