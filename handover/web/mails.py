"""The demo's page of sent mails. Everybody who can open it reads them all: it exists in the demo alone."""

import asyncio
from pathlib import Path
from urllib.parse import quote

from sanic import Blueprint, HTTPResponse, Request, file
from sanic.exceptions import NotFound

from handover.adapters.mailbox import Kept, Mailbox
from handover.web.edge import answer

_PAGE = Path(__file__).parent / "pages" / "shop" / "mails.html"
# What a browser may know about a file; anything else is bytes.
_TYPES = frozenset({"application/pdf"})

mails = Blueprint("mails", url_prefix="/mails")


@mails.get("/", strict_slashes=False)
async def page(_request: Request) -> HTTPResponse:
    """Sent mails, for people."""
    return await file(_PAGE, mime_type="text/html; charset=utf-8", no_store=False, max_age=0)


@mails.get("/all")
async def listed(request: Request) -> HTTPResponse:
    """Sent mails, the newest first."""
    mailbox = _mailbox(request)
    kept = await asyncio.to_thread(mailbox.all)
    items = [{"id": each.id, "to": each.to, "subject": each.subject, "at": each.at} for each in kept]
    return answer({"receiving": mailbox.receiving, "items": items})


@mails.get("/<name:str>/text")
async def text(request: Request, name: str) -> HTTPResponse:
    """One mail."""
    mail = await _mail(request, name)
    files = [{"name": each.name, "type": each.type, "size": len(each.content)} for each in mail.files]
    shown = {"id": mail.id, "from": mail.sender, "to": mail.to, "subject": mail.subject, "at": mail.at}
    return answer({**shown, "text": mail.text, "files": files})


@mails.get("/<name:str>/files/<number:int>")
async def attachment(request: Request, name: str, number: int) -> HTTPResponse:
    """A file of a mail, to be saved and not to be shown.

    Threat: a mail with a page in it that would run as one of ours.
    """
    mail = await _mail(request, name)
    if not 0 <= number < len(mail.files):
        raise NotFound("no such file")
    wanted = mail.files[number]
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(wanted.name, safe='', errors='replace')}",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "no-store",
    }
    kind = wanted.type if wanted.type in _TYPES else "application/octet-stream"
    return HTTPResponse(wanted.content, headers=headers, content_type=kind)


async def _mail(request: Request, name: str) -> Kept:
    found = await asyncio.to_thread(_mailbox(request).read, name)
    if found is None:
        raise NotFound("no such mail")
    return found


def _mailbox(request: Request) -> Mailbox:
    mailbox: Mailbox = request.app.ctx.mailbox
    return mailbox
