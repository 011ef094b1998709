"""Pages and files, and the headers that keep browsers from doing more with them than meant."""

from pathlib import Path
from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic, file
from sanic.exceptions import NotFound
from sanic.response import BaseHTTPResponse, html

from handover.web import demo_customers
from handover.web.auth import may_embed
from handover.web.edge import lotse_of

_HERE = Path(__file__).parent
_PAGES = _HERE / "pages"
_STATIC = _HERE / "static"

_POLICY = (
    "default-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
)

site = Blueprint("site")
site.static("/static", _STATIC, use_modified_since=True, name="static")


async def _page(name: str) -> HTTPResponse:
    return await file(_PAGES / name, mime_type="text/html; charset=utf-8", no_store=False, max_age=0)


@site.get("/widget.js")
async def widget(_request: Request) -> HTTPResponse:
    """The embed: one script line on a host page."""
    return await file(_STATIC / "widget.js", mime_type="text/javascript; charset=utf-8", max_age=300)


@site.get("/favicon.ico")
async def icon(_request: Request) -> HTTPResponse:
    """The mark of Lotse, for whoever asks at the old place."""
    return await file(_STATIC / "icons" / "lotse.svg", mime_type="image/svg+xml", max_age=86_400)


@site.get("/console", name="console")
@site.get("/console/<rest:path>", name="console_inside")
async def console(_request: Request, rest: str = "") -> HTTPResponse:  # noqa: ARG001 - read by the page itself
    """The agents' console."""
    return await _page("console.html")


@site.get("/insights", name="insights")
@site.get("/insights/<rest:path>", name="insights_inside")
async def insights(_request: Request, rest: str = "") -> HTTPResponse:  # noqa: ARG001 - read by the page itself
    """The owner's pages."""
    return await _page("insights.html")


shop = Blueprint("shop")


shop.add_route(demo_customers.sign_in, "/shop/session", methods=["POST"])


@shop.get("/")
async def start(request: Request) -> HTTPResponse:
    """The demo shop."""
    return await _shown("index", request)


@shop.get("/shop/<name:str>", name="shop_page")
async def shop_page(request: Request, name: str) -> HTTPResponse:
    """A page of the demo shop."""
    # The name is looked up among those that exist and never becomes a path of its own.
    known = {page.stem: page for page in (_PAGES / "shop").glob("*.html")}
    if name not in known:
        raise NotFound("no such page")
    return await _shown(known[name].stem, request)


async def _shown(name: str, request: Request) -> HTTPResponse:
    customer = demo_customers.signed_in(request)
    if customer is None:
        return await _page(f"shop/{name}.html")
    page = (_PAGES / "shop" / f"{name}.html").read_text(encoding="utf-8")
    # What is signed for one must never reach another, from a cache or by the way back.
    return html(demo_customers.personal(page, customer, request), headers={"Cache-Control": "private, no-store"})


def protect(app: Sanic[Any, Any]) -> None:
    """Add the headers to every answer, and let allowed sites in."""

    async def preflight(request: Request) -> HTTPResponse | None:
        if request.method == "OPTIONS" and request.path.startswith("/api/conversations"):
            return HTTPResponse(status=204)
        return None

    async def headers(request: Request, response: BaseHTTPResponse) -> None:
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
        if request.path.startswith("/static/") or request.path == "/widget.js":
            # Other sites embed these; they hold nothing of anybody.
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
            response.headers.setdefault("Cache-Control", "no-cache")
        elif request.path.startswith("/api/conversations"):
            _allow_site(request, response)
        if (response.content_type or "").startswith("text/html"):
            response.headers["Content-Security-Policy"] = _POLICY

    app.register_middleware(preflight, "request")
    app.register_middleware(headers, "response")


def _allow_site(request: Request, response: BaseHTTPResponse) -> None:
    lotse = lotse_of(request)
    origin = request.headers.get("origin")
    response.headers["Vary"] = "Origin"
    if origin and may_embed(lotse, request, origin):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Methods"] = "GET, POST, PUT, DELETE"
        response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
        response.headers["Access-Control-Expose-Headers"] = "Retry-After"
        response.headers["Access-Control-Max-Age"] = "600"
