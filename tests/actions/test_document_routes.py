"""Documents as the service fetches them: a real action server on the demo shop's database."""

from io import BytesIO

import httpx
import pytest
from pypdf import PdfReader

from tests.actions.serving import SIGNED

INVOICE = "/desk/orders/BW-104512/invoice.pdf"


@pytest.fixture
async def client(server: str):
    async with httpx.AsyncClient(base_url=server, headers=SIGNED, timeout=30) as signed:
        yield signed


def text_of(answer: httpx.Response) -> str:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    return " ".join(PdfReader(BytesIO(answer.content)).pages[0].extract_text().split())


async def test_the_invoice_of_an_order_is_served_in_the_language_that_is_asked_for(client):
    assert "Mia Keller Badenerstrasse 118 8004 Zürich" in text_of(await client.get(INVOICE))
    assert "Rechnung RE-" in text_of(await client.get(INVOICE, params={"language": "de"}))
    assert "Invoice RE-" in text_of(await client.get(INVOICE, params={"language": "en"}))


async def test_the_label_of_a_return_is_served(client):
    order = (await client.get("/desk/orders/BW-104977")).json()
    number = order["returns"][0]["number"]
    label = text_of(await client.get(f"/desk/orders/BW-104977/returns/{number}.pdf"))
    assert f"Rücksendung {number}" in label
    assert "79576 Weil am Rhein" in label


@pytest.mark.parametrize(
    "path",
    [
        "/desk/orders/BW-999999/invoice.pdf",
        "/desk/orders/BW-104855/invoice.pdf",  # not shipped yet
        "/desk/orders/bw-104512/invoice.pdf",
        "/desk/orders/BW-104512%00/invoice.pdf",
        "/desk/orders/..%2F..%2Fetc/invoice.pdf",
        "/desk/orders/BW-104512/returns/RT-999999.pdf",
        "/desk/orders/BW-104977/returns/RT-999999.pdf",  # which has another one
        "/desk/orders/BW-104512/returns/..%2Finvoice.pdf",
        "/desk/orders/BW-104512/returns/%F0%9F%93%A6.pdf",
        "/desk/orders/BW-104512/returns/RT-999999",
        "/desk/orders/BW-104512/returns/.pdf",
        "/desk/orders/BW-104512/invoice.html",
    ],
)
async def test_where_there_is_no_document_it_is_not_found(client, path):
    answer = await client.get(path)
    assert answer.status_code == 404
    assert set(answer.json()["error"]) == {"code", "message", "details"}


async def test_a_return_is_only_found_with_its_own_order(client):
    order = (await client.get("/desk/orders/BW-104977")).json()
    number = order["returns"][0]["number"]
    assert (await client.get(f"/desk/orders/BW-104512/returns/{number}.pdf")).status_code == 404


@pytest.mark.parametrize("language", ["fr", "DE", "de,en", "../de", "%00"])
async def test_another_language_is_refused(client, language):
    answer = await client.get(f"{INVOICE}?language={language}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "not_valid")


@pytest.mark.parametrize("path", [INVOICE, "/desk/orders/BW-104512/returns/RT-104512.pdf"])
async def test_nobody_gets_a_document_without_the_token(server, path):
    async with httpx.AsyncClient(base_url=server) as stranger:
        for header in ({}, {"Authorization": "Bearer wrong"}):
            answer = await stranger.get(path, headers=header)
            assert (answer.status_code, answer.json()["error"]["code"]) == (401, "unauthorized")
