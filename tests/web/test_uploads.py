"""Forms as browsers send them, broken ones, large ones, and those of whoever hangs up."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import httpx
import pytest

from handover.domain.file import LARGEST
from tests.service import SHOP, Customer, House, Person
from tests.web.asking import PDF, is_error

pytestmark = pytest.mark.asyncio(loop_scope="session")

BOUNDARY = "----b"
HEAD = b'------b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
FORM = HEAD + PDF + b"\r\n------b--\r\n"


async def _upload(by: Person, to: Customer, content: bytes = PDF) -> httpx.Response:
    return await by.http.post(to.path("files"), files={"file": ("a.pdf", content)})


async def _form(by: Person, to: Customer, content: bytes, boundary: str = BOUNDARY) -> httpx.Response:
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    return await by.http.post(to.path("files"), content=content, headers=headers)


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 400, "malformed"),
        (b"nonsense", 400, "malformed"),
        (FORM[:-20], 400, "malformed"),
        (HEAD, 400, "malformed"),
        (HEAD[:30], 400, "malformed"),
        (FORM.replace(b"------b--", b""), 400, "malformed"),
        (HEAD + PDF + b"\r\n" + FORM, 400, "malformed"),
        (b"------b\r\nX: y\r\n\r\nz\r\n------b--\r\n", 400, "malformed"),
        (FORM.replace(b'name="file"', b'name=""'), 400, "malformed"),
        (FORM.replace(b'name="file"', b'name="\xff"'), 400, "malformed"),
        (FORM.replace(b"\r\n\r\n", b"\r\n" + b"A: b\r\n" * 50 + b"\r\n", 1), 400, "malformed"),
        (FORM.replace(b"a.pdf", b"a" * 9_000), 400, "malformed"),
        (b'------b\r\nContent-Disposition: form-data; name="id"\r\n\r\n\xff\xff\r\n' + FORM, 400, "malformed"),
        (b'------b\r\nContent-Disposition: form-data; name="id"\r\n\r\nnone\r\n' + FORM, 422, "not_valid"),
        (b'------b\r\nContent-Disposition: form-data; name="more"\r\n\r\nx\r\n' + FORM, 422, "not_valid"),
        (b'------b\r\nContent-Disposition: form-data; name="name"\r\n\r\nx\r\n' + FORM, 422, "not_valid"),
        (b'------b\r\nContent-Disposition: form-data; name="id"\r\n\r\nx\r\n------b--\r\n', 422, "not_valid"),
        (b'------b\r\nContent-Disposition: form-data; name="id"\r\n\r\n' + b"x" * 99_999, 413, "too_large"),
        ((b'------b\r\nContent-Disposition: form-data; name="id"\r\n\r\nx\r\n') * 5_000, 400, "malformed"),
    ],
)  # fmt: skip
async def test_a_broken_form_is_refused(house: House, content: bytes, status: int, code: str) -> None:
    cleo = await house.cleo("agent")
    for person in (cleo, house.ann):
        assert is_error(await _form(person, cleo, content), status, code)
    assert (await _form(cleo, cleo, FORM)).status_code == 201


async def test_what_is_no_form_is_refused(house: House) -> None:
    cleo = await house.cleo()
    for kind in ("application/json", "text/plain", "multipart/form-data", "multipart/mixed; boundary=x", ""):
        response = await cleo.http.post(cleo.path("files"), content=FORM, headers={"Content-Type": kind})
        assert is_error(response, 415, "unsupported_media_type")


async def test_a_page_of_an_allowed_site_may_upload_and_one_of_another_may_not(house: House) -> None:
    cleo = await house.cleo()
    for origin, status in ((SHOP, 201), ("https://evil.example", 403)):
        response = await cleo.http.post(cleo.path("files"), files={"file": ("a.pdf", PDF)}, headers={"Origin": origin})
        assert response.status_code == status


async def _endless(times: int) -> AsyncIterator[bytes]:
    yield HEAD + b"%PDF-1.7"
    for _ in range(times):
        yield b" " * 65_536


async def test_the_largest_file_passes_and_comes_back(house: House) -> None:
    cleo = await house.cleo()
    content = b"%PDF-1.7" + bytes(range(256)) * ((LARGEST - 8) // 256)
    file = (await _upload(cleo, cleo, content)).json()
    assert file["size"] == len(content) > LARGEST - 300
    assert (await cleo.http.get(cleo.path(f"files/{file['id']}"))).content == content


async def test_an_upload_that_never_says_how_large_it_is_is_refused_when_it_is(house: House) -> None:
    cleo = await house.cleo()
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    # The service hangs up in the middle, so that not every client still reads why.
    with contextlib.suppress(httpx.TransportError):
        response = await cleo.http.post(cleo.path("files"), content=_endless(400), headers=headers)
        assert is_error(response, 413, "too_large")
    assert (await _upload(cleo, cleo)).status_code == 201


async def test_who_may_not_upload_is_told_so_also_with_a_large_file(house: House) -> None:
    cleo, mallory = await house.cleo(), await house.cleo()
    assert is_error(await _upload(mallory, cleo, PDF + b" " * 1_000_000), 404, "conversation_not_found")
    assert is_error(await _upload(house.ann, cleo, PDF + b" " * 1_000_000), 409, "wrong_floor")


async def test_no_other_request_may_be_as_large_as_a_file(house: House) -> None:
    cleo = await house.cleo()
    for path in ("messages", "visits", "rating"):
        response = await cleo.http.post(cleo.path(path), files={"file": ("a.pdf", PDF + b" " * 66_000)})
        assert is_error(response, 413, "too_large")


async def _begin(house: House, cleo: Customer) -> asyncio.StreamWriter:
    """Send half of a form and wait."""
    host, port = house.service.url.removeprefix("http://").split(":")
    head = (
        f"POST {cleo.path('files')} HTTP/1.1\r\nHost: {host}:{port}\r\nAuthorization: Bearer {cleo.token}\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: 100000\r\n\r\n"
    )
    _, writer = await asyncio.open_connection(host, int(port))
    writer.write(head.encode() + HEAD + PDF)
    await writer.drain()
    return writer


async def _arriving(house: House, count: int) -> None:
    while house.service.lotse.uploads.arriving != count:  # noqa: ASYNC110 - nobody tells
        await asyncio.sleep(0.01)


async def test_who_stalls_takes_few_places_and_who_hangs_up_leaves_nothing(house: House) -> None:
    cleo = await house.cleo()
    half = [await _begin(house, cleo) for _ in range(4)]
    await _arriving(house, 4)
    refused = await _upload(cleo, cleo)
    assert is_error(refused, 503, "unavailable")
    assert int(refused.headers["Retry-After"]) > 0
    assert (await cleo.say("Hallo")).status_code == 201, "everything else goes on"
    for writer in half:
        writer.close()
    await _arriving(house, 0)
    assert (await _upload(cleo, cleo)).status_code == 201
