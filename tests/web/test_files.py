"""Uploads and downloads: what is sent is what comes back, to those who may have it, as something that is saved."""

from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import httpx
import pytest

from handover.domain.file import LARGEST, MOST_IN_A_MESSAGE
from tests.service import Customer, House, Person
from tests.web.asking import PDF, is_error, sent_file

pytestmark = pytest.mark.asyncio(loop_scope="session")

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


async def _upload(
    by: Person, to: Customer, content: bytes = PDF, name: str = "Rechnung.pdf", **data: str
) -> httpx.Response:
    return await by.http.post(to.path("files"), files={"file": (name, content, "text/html")}, data=data)


async def _attachments(reader: Person, cleo: Customer) -> list[Any]:
    events = (await reader.http.get(cleo.path("events"))).json()["events"]
    return [event["attachments"] for event in events if event["name"] == "message_posted" and event["attachments"]]


async def _say_as(agent: Person, cleo: Customer, audience: str, *files: str) -> httpx.Response:
    body = {"id": str(uuid4()), "text": "Anbei.", "audience": audience, "attachments": list(files)}
    return await agent.http.post(cleo.path("messages"), json=body)


async def test_a_file_comes_back_as_it_was_sent_and_is_saved_and_not_shown(house: House) -> None:
    cleo = await house.cleo("agent")
    uploaded = await _upload(cleo, cleo, name="Größe „XL“.pdf")
    assert uploaded.status_code == 201, uploaded.text
    file = uploaded.json()
    assert set(file) == {"id", "name", "type", "size"}
    assert (file["name"], file["type"], file["size"]) == ("Größe „XL“.pdf", "application/pdf", len(PDF))
    assert (await cleo.say("Anbei.", attachments=[file["id"]])).status_code == 201
    assert await _attachments(cleo, cleo) == await _attachments(house.ben, cleo) == [[file]]
    for reader in (cleo, house.ann, house.ben, house.olga):
        response = await reader.http.get(cleo.path(f"files/{file['id']}"))
        assert (response.status_code, response.content) == (200, PDF)
        assert response.headers["content-type"] == "application/pdf"
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["content-security-policy"] == "sandbox; default-src 'none'"
        assert response.headers["cache-control"] == "private, no-store"
        plain, extended = response.headers["content-disposition"].split("; ")[1:]
        assert response.headers["content-disposition"].startswith("attachment; ")
        assert plain == 'filename="Gr__e _XL_.pdf"'
        assert unquote(extended.removeprefix("filename*=UTF-8''")) == "Größe „XL“.pdf"


async def test_an_agent_sends_a_file_to_the_customer(house: House) -> None:
    cleo = await house.cleo("agent")
    file = (await _upload(house.ann, cleo, b"Notiz", "notiz.txt")).json()
    assert (await cleo.http.get(cleo.path(f"files/{file['id']}"))).status_code == 404
    assert (await _say_as(house.ann, cleo, "everyone", file["id"])).status_code == 201
    response = await cleo.http.get(cleo.path(f"files/{file['id']}"))
    assert (response.content, response.headers["content-type"]) == (b"Notiz", "text/plain; charset=utf-8")
    assert await _attachments(cleo, cleo) == [[file]]


async def test_the_file_of_a_note_for_staff_is_not_there_for_the_customer(house: House) -> None:
    cleo = await house.cleo("agent")
    file = (await _upload(house.ann, cleo)).json()
    assert (await _say_as(house.ann, cleo, "staff", file["id"])).status_code == 201
    path = cleo.path(f"files/{file['id']}")
    hers, none = await cleo.http.get(path), await cleo.http.get(cleo.path(f"files/{uuid4()}"))
    assert is_error(hers, 404, "not_found")
    assert hers.content == none.content
    assert await _attachments(cleo, cleo) == []
    assert (await house.olga.http.get(path)).content == PDF


async def test_mallory_gets_no_file_of_cleo(house: House) -> None:
    cleo, mallory = await house.cleo(), await house.cleo()
    file = await sent_file(cleo)
    nobody = await house.service.somebody()
    assert is_error(await mallory.http.get(cleo.path(f"files/{file}")), 404, "conversation_not_found")
    assert is_error(await mallory.http.get(mallory.path(f"files/{file}")), 404, "not_found")
    assert is_error(await nobody.http.get(cleo.path(f"files/{file}")), 401, "not_signed_in")
    assert is_error(await house.ann.http.get(mallory.path(f"files/{file}")), 404, "not_found")
    assert is_error(await _upload(mallory, cleo), 404, "conversation_not_found")
    assert is_error(await mallory.say("Meine!", attachments=[file]), 422, "not_valid")
    hers = (await _upload(cleo, cleo)).json()["id"]
    assert is_error(await mallory.say("Meine!", attachments=[hers]), 422, "not_valid")
    assert (await mallory.events())["last_seq"] == 1


async def test_the_same_upload_again_is_answered_the_same(house: House) -> None:
    cleo = await house.cleo()
    own = str(uuid4())
    first, again = await _upload(cleo, cleo, id=own), await _upload(cleo, cleo, id=own)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["id"] != own, "nobody chooses the id of a file"
    for other in (_upload(cleo, cleo, PDF + b"x", id=own), _upload(cleo, cleo, name="other.pdf", id=own)):
        assert is_error(await other, 409, "id_reused")


async def test_files_of_a_message_are_bounded_and_ids(house: House) -> None:
    cleo = await house.cleo()
    ids = [(await _upload(cleo, cleo)).json()["id"] for _ in range(MOST_IN_A_MESSAGE + 1)]
    wrongs: list[Any] = [ids, ["x"], [None], "x", {}, [ids[0], ids[0]], [str(uuid4())]]
    for wrong in wrongs:
        response = await cleo.say("Anbei.", attachments=wrong)
        assert is_error(response, 422, "not_valid"), wrong
        assert response.json()["error"]["details"][0]["field"].startswith("attachments")
    assert is_error(await cleo.say(" ", attachments=ids[:1]), 422, "not_valid"), "a text belongs to it"
    assert (await cleo.say("Anbei.", attachments=ids[:MOST_IN_A_MESSAGE])).status_code == 201


@pytest.mark.parametrize(
    ("content", "name", "status", "code"),
    [
        (b"", "empty.pdf", 422, "not_valid"),
        (b"<html><script>alert(1)</script></html>", "rechnung.pdf", 415, "unsupported_media_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "x.png", 415, "unsupported_media_type"),
        (b"MZ\x90\0", "setup.pdf", 415, "unsupported_media_type"),
        (b"PK\x03\x04" + b"\0" * 50, "bomb.zip", 415, "unsupported_media_type"),
        (b"\x1f\x8b\x08\0" + b"\0" * 50, "bomb.pdf", 415, "unsupported_media_type"),
        (PDF + b"\0" * LARGEST, "large.pdf", 413, "too_large"),
    ],
    ids=["empty", "a page", "a drawing", "a program", "an archive", "packed", "too large"],
)
async def test_what_is_no_such_file_is_refused(house: House, content: bytes, name: str, status: int, code: str) -> None:
    cleo = await house.cleo("agent")
    for person in (cleo, house.ann):
        assert is_error(await _upload(person, cleo, content, name), status, code)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("a\\b\\c.pdf", "c.pdf"),
        ("fdp\u202egpj.pdf", "fdpgpj.pdf"),
        ("x.svg", "x.svg.pdf"),
        ("%00.pdf", "%00.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
        ('a";b.pdf', "a_;b.pdf"),
        ("\U0001f3d4.pdf", "\U0001f3d4.pdf"),
    ],
)
async def test_a_name_does_no_harm(house: House, name: str, kept: str) -> None:
    cleo = await house.cleo()
    file = (await _upload(cleo, cleo, name=name)).json()
    assert file["name"] == kept
    told = (await cleo.http.get(cleo.path(f"files/{file['id']}"))).headers["content-disposition"]
    assert unquote(told.split("filename*=UTF-8''")[1]) == kept
    assert told.isascii()


async def test_a_page_within_a_pdf_stays_a_pdf(house: House) -> None:
    cleo = await house.cleo()
    both = b"%PDF-1.7\n<html><script>alert(1)</script></html>"
    file = (await _upload(cleo, cleo, both, "x.html")).json()
    assert (file["type"], file["name"]) == ("application/pdf", "x.html.pdf")
    response = await cleo.http.get(cleo.path(f"files/{file['id']}"))
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["content-disposition"].startswith("attachment")
