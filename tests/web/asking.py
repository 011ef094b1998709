"""How tests ask the endpoints of the table, and what an error looks like."""

import asyncio
import time
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import delete, select

from handover.adapters.rasa_fake import not_understood
from handover.services import outbox
from handover.storage import failures, gaps
from handover.storage.tables import failures as failure_table
from handover.storage.tables import gaps as gap_table
from tests.service import Customer, House, Service
from tests.web.table import IN_GAP, OTHER_GAP, ROWS, Row

CART = {"url": "https://bergwerk.example/shop/cart", "title": "Warenkorb"}
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def some(**wanted: Any) -> pytest.MarkDecorator:
    """The rows of the table with these attributes."""
    rows = [row for row in ROWS if all(getattr(row, name) in values for name, values in wanted.items())]
    return pytest.mark.parametrize("row", rows, ids=[row.name for row in rows])


def is_error(response: httpx.Response, status: int, code: str) -> bool:
    """Whether this is that error, in the one shape that errors have."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/json"
    body = response.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message", "details"}
    assert body["error"]["message"]
    assert body["error"]["code"] == code, response.text
    return True


async def one_minute(lasting: float) -> None:
    """Wait until a minute of the clock has `lasting` seconds left.

    What is counted in a sliding window is exact within a minute of the clock; across its end one more may pass.
    """
    left = 60 - time.time() % 60
    if left < lasting:
        await asyncio.sleep(left)


async def path_of(house: House, row: Row, cleo: Customer) -> str:
    """The path of a row in Cleo's conversation."""
    failure = ""
    if "{failure}" in row.path:
        found = (await house.olga.http.get("/api/failures")).json()["items"]
        failure = found[0]["id"]
    file = await sent_file(cleo) if "{file}" in row.path else ""
    delivery = await owed_mail(house, cleo) if "{delivery}" in row.path else ""
    gap = await made_gap(house, cleo) if "{gap}" in row.path else ""
    view = await saved_view(house) if "{view}" in row.path else ""
    return row.path.format(conversation=cleo.id, failure=failure, file=file, delivery=delivery, gap=gap, view=view)


async def saved_view(house: House) -> str:
    """A view of the failure log that Olga saved."""
    saved = await house.olga.http.post("/api/views", json={"name": str(uuid4()), "filters": {}})
    view_id: str = saved.json()["id"]
    return view_id


async def made_gap(house: House, cleo: Customer) -> UUID:
    """A gap with two failures of Cleo's, one of them `IN_GAP`, and beside it `OTHER_GAP`."""
    lotse, gap_id = house.service.lotse, uuid4()
    now = lotse.clock.now()
    async with lotse.store.transaction() as tx:
        await gaps.add(tx, gap_id, {"de": "Gutschein"}, 2, now)
        known = list((await tx.connection.execute(select(gap_table.c.id).where(gap_table.c.id == OTHER_GAP))).scalars())
        if known:
            await gaps.change(tx, OTHER_GAP, merged_into=None)
        else:
            await gaps.add(tx, OTHER_GAP, {"de": "Miete"}, 0, now)
        await tx.connection.execute(delete(failure_table).where(failure_table.c.id == IN_GAP))
        for number, failure_id in enumerate((IN_GAP, uuid4())):
            record = {"id": failure_id, "conversation_id": UUID(cleo.id), "message_id": uuid4(), "seq": number + 1}
            said = {"at": now, "kind": "not_understood", "text": "Gutschein einlösen", "language": "de"}
            await failures.add(tx, record | said | {"gap_id": gap_id})
    return gap_id


async def owed_mail(house: House, cleo: Customer) -> str:
    """A mail that the service owes to Cleo."""
    lotse = house.service.lotse
    async with lotse.store.transaction() as tx:
        conversation = await tx.take(UUID(cleo.id))
        await outbox.mail(tx, conversation, "k", "cleo@example.com", "Ihre Frage", "Guten Tag", "de", lotse.clock.now())
    items = (await house.olga.http.get("/api/deliveries")).json()["items"]
    return next(str(one["id"]) for one in items if one["conversation"] == cleo.id)


async def sent_file(cleo: Customer) -> str:
    """The id of a file that Cleo uploaded and sent."""
    uploaded = await cleo.http.post(cleo.path("files"), files={"file": ("a.pdf", PDF)})
    file_id: str = uploaded.json()["id"]
    assert (await cleo.say("Anbei.", attachments=[file_id])).status_code == 201
    return file_id


def asker(house: House, row: Row, cleo: Customer) -> httpx.AsyncClient:
    """Whoever may ask this."""
    return {"customer": cleo, "agent": house.ann, "owner": house.olga, "staff": house.ann}.get(row.who, cleo).http


async def ask(client: httpx.AsyncClient, row: Row, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
    """Send a row's request with its good body."""
    if row.upload:
        return await client.request(row.method, path, headers=headers, files={"file": ("a.pdf", PDF)})
    body = row.good_body()
    if body is None:
        return await client.request(row.method, path, headers=headers)
    return await client.request(row.method, path, headers=headers, json=body)


async def customer_as(house: House, identity: str) -> dict[str, Any]:
    """What an agent is shown of the customer who comes with an identity."""
    cleo = await house.cleo(identity=identity)
    seen: dict[str, Any] = (await house.ann.http.get(f"/api/conversations/{cleo.id}")).json()["customer"]
    return seen


async def opens_nothing(house: House, identity: str) -> None:
    """Make sure that this identity is refused, and that the answer does not say why."""
    response = await (await house.service.somebody()).http.post("/api/conversations", json={"identity": identity})
    assert is_error(response, 401, "identity_not_valid")
    assert "key" not in response.text.lower().replace("keller", "")


async def failing(service: Service, *texts: str, **opened: Any) -> None:
    """Cleo is not understood."""
    service.bot.script = lambda _turn: not_understood()
    cleo = await service.customer(**opened)
    for text in texts:
        service.clock.pass_time(seconds=1)
        assert (await cleo.say(text)).status_code == 201
        await service.settled()
