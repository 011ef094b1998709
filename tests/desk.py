"""A stand-in for the action server on a port of its own: one order with everything that belongs to one."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

NUMBER, RETURN = "BW-104512", "RT-200017"
PDF = b"%PDF-1.7\n% a document\n%%EOF\n"
ORDER = {
    "number": NUMBER,
    "email": "mia.keller@example.com",
    "state": "returned",
    "state_since": "2026-11-20",
    "placed_on": "2026-11-02",
    "expected_on": None,
    "returnable_until": "2026-12-05",
    "currency": "CHF",
    "shipping_cents": 690,
    "total_cents": 15590,
    "payment": "twint",
    "lines": [
        {"sku": "BG-4001", "name": {"de": "Steigeisen Piz", "en": "Piz crampons"}, "quantity": 1, "cents": 14900},
    ],
    "address": {
        "name": "Mia Keller",
        "street": "Langstrasse 12",
        "postcode": "8004",
        "city": "Zürich",
        "country": "CH",
    },
    "parcel": {"carrier": "Post", "number": "99.34", "url": "https://post.example/99.34"},
    "returns": [
        {"number": RETURN, "state": "arrived", "started_on": "2026-11-15", "skus": ["BG-4001"], "parcel": None},
    ],
    "refund": {"state": "on_its_way", "cents": 14900, "since": "2026-11-20", "expected_on": "2026-11-27"},
    "invoice": {"number": "RE-104512", "issued_on": "2026-11-03", "vat_permille": 81, "due_on": None},
}
_ANSWERS = {
    f"/desk/orders/{NUMBER}": ("application/json", json.dumps(ORDER).encode()),
    f"/desk/orders/{NUMBER}/invoice.pdf": ("application/pdf", PDF),
    f"/desk/orders/{NUMBER}/returns/{RETURN}.pdf": ("application/pdf", PDF),
    "/desk/orders": ("application/json", json.dumps({"items": [ORDER], "next": None}).encode()),
}


class _Desk(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer what is known, and else that there is none."""
        kind, body = _ANSWERS.get(urlsplit(self.path).path, (None, b"{}"))
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", kind or "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: tests read answers."""


@contextmanager
def desk() -> Iterator[str]:
    """Its URL."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Desk) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
