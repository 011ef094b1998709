"""Taking in a file while it arrives: a form with limits, in places that are few."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

from multipart import MultipartError, MultipartSegment, PushMultipartParser, parse_options_header
from sanic import Request
from sanic.exceptions import RequestTimeout

from handover.domain.errors import UnavailableError
from handover.domain.file import LARGEST
from handover.services.files import too_large
from handover.web import asker
from handover.web.limits import Limits
from handover.web.malformed import MalformedError, UnsupportedMediaTypeError

# What a form may have besides the bytes of its file: boundaries, headers, an id.
_AROUND = 16 * 1024
_SECONDS = 60
# Each place is a file in memory; one network address must not have them all.
_PLACES, _PLACES_OF_ONE = 12, 4


class Uploads:
    """Reads uploaded files.

    Args:
        limits: Counts them.
        per_minute: How many a network address may send in a minute.
    """

    def __init__(self, limits: Limits, per_minute: int) -> None:
        self._limits = limits
        self._per_minute = per_minute
        self._arriving: Counter[str] = Counter()

    @property
    def arriving(self) -> int:
        """How many files are on their way in."""
        return self._arriving.total()

    async def read(self, request: Request) -> dict[str, Any]:
        """The fields of the form by name: texts, and `{name, content}` as `file`.

        Nothing is read before the request is known to be allowed, and no more than fits.

        Raises:
            UnsupportedMediaTypeError: Not multipart/form-data.
            MalformedError: It breaks off, or is none of ours.
            TooLargeError: Larger than a file may be.
            TooManyError: The address sent enough for this minute.
            UnavailableError: Enough others are at it.
        """
        kind, options = parse_options_header(request.headers.get("content-type", ""))
        if kind != "multipart/form-data" or not options.get("boundary"):
            raise UnsupportedMediaTypeError("Send a form: Content-Type multipart/form-data, the file as `file`.")
        if _length(request) > LARGEST + _AROUND:
            raise too_large()
        address = asker.address(request)
        await self._limits.hit(self._per_minute, "upload", address)
        with self._place(address):
            try:
                async with asyncio.timeout(_SECONDS):
                    return await _fields(request, options["boundary"])
            except TimeoutError as error:
                raise RequestTimeout("the upload took too long") from error

    @contextmanager
    def _place(self, address: str) -> Iterator[None]:
        if self.arriving >= _PLACES or self._arriving[address] >= _PLACES_OF_ONE:
            raise UnavailableError("Too many files are on their way. Please try again.", {"retry_after_s": 3})
        self._arriving[address] += 1
        try:
            yield
        finally:
            self._arriving[address] -= 1
            if not self._arriving[address]:
                del self._arriving[address]


async def read_out(request: Request) -> None:
    """Read what is left of a refused upload and throw it away.

    Browsers read the answer only after they have sent all; were the connection closed before, their pages would learn
    nothing but that it broke off. What is longer than any file is not waited for.
    """
    if _length(request) > LARGEST + _AROUND:
        return
    left = LARGEST + _AROUND
    try:
        async with asyncio.timeout(_SECONDS):
            async for chunk in _chunks(request):
                left -= len(chunk)
                if left < 0:
                    return
    except TimeoutError:
        return


def _length(request: Request) -> int:
    """How long the body says it is; 0 where it does not say, and is counted while it comes."""
    told = request.headers.get("content-length", "")
    return int(told) if told.isascii() and told.isdigit() else 0


async def _fields(request: Request, boundary: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    try:
        with PushMultipartParser(boundary, max_segment_count=8, strict=True) as parser:
            part, content = None, bytearray()
            async for chunk in _chunks(request):
                for event in parser.parse(chunk):
                    if isinstance(event, MultipartSegment):
                        part, content = event, bytearray()
                    elif event is not None:
                        content += event
                        _check_size(part, len(content))
                    elif part is not None:
                        _add(fields, part, bytes(content))
    except MultipartError as error:
        raise MalformedError("The form is malformed.") from error
    return fields


def _check_size(part: MultipartSegment | None, size: int) -> None:
    if size > (LARGEST if part is not None and part.name == "file" else _AROUND):
        raise too_large()


def _add(fields: dict[str, Any], part: MultipartSegment, content: bytes) -> None:
    if not part.name or part.name in fields:
        raise MalformedError("Each field of the form has a name and comes once.")
    if part.name == "file":
        fields["file"] = {"name": part.filename or "", "content": content}
        return
    try:
        fields[part.name] = content.decode()
    except UnicodeDecodeError as error:
        raise MalformedError("A field is no text.") from error


async def _chunks(request: Request) -> AsyncIterator[bytes]:
    # Sanic's stream can be iterated, which its types do not say.
    stream: Any = request.stream
    async for chunk in stream:
        yield chunk
