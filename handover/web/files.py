"""Files of a conversation: uploaded first, named in a message afterwards, read by those who may read that one."""

from urllib.parse import quote
from uuid import UUID

from sanic import HTTPResponse

from handover.services import files
from handover.storage.files import StoredFile
from handover.web import bodies
from handover.web.edge import Call, created, endpoint

_FILES = "/conversations/<conversation_id:uuid>/files"
_FILE = f"{_FILES}/<file_id:uuid>"

# Threat: a file that a browser runs, or shows as a page of ours with our cookies. It is saved and not shown, it is
# taken for nothing but its type, and should it be shown after all, then without scripts and without an origin.
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


@endpoint("POST", _FILES, who="customer", status=201, body=bodies.Upload, upload=True)
async def upload(call: Call) -> HTTPResponse:
    """Upload a file, to be named in a message."""
    return await _keep(call)


@endpoint("POST", _FILES, who="agent", status=201, body=bodies.Upload, upload=True)
async def upload_as_agent(call: Call) -> HTTPResponse:
    """Upload a file, to be named in a message or a note."""
    return await _keep(call)


async def _keep(call: Call) -> HTTPResponse:
    file, lotse = call.body.file, call.lotse
    done = await files.keep(
        lotse.store,
        lotse.clock,
        call.conversation_id,
        call.command(),
        name=file.name,
        content=file.content,
        agent=call.agent,
    )
    return created(done)


@endpoint("GET", _FILE, who="customer")
async def download(call: Call) -> HTTPResponse:
    """Read a file of a message, or one that was uploaded and not sent yet."""
    return saved(*await files.read_as_customer(call.lotse.store, call.conversation_id, _file_id(call)))


@endpoint("GET", _FILE, who="staff")
async def download_as_staff(call: Call) -> HTTPResponse:
    """Read a file of a message, or one that an agent uploaded and did not send yet."""
    return saved(*await files.read_as_staff(call.lotse.store, call.conversation_id, _file_id(call)))


def _file_id(call: Call) -> UUID:
    file_id: UUID = call.path["file_id"]
    return file_id


def saved(file: StoredFile, content: bytes) -> HTTPResponse:
    """An answer that a browser saves as this file, and neither shows nor runs."""
    plain = file.name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_").replace("\\", "_")
    named = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}"
    kind = "text/plain; charset=utf-8" if file.type == "text/plain" else file.type
    return HTTPResponse(content, headers=_HEADERS | {"Content-Disposition": named}, content_type=kind)
