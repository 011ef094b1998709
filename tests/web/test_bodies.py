"""Bodies that no honest client sends: each endpoint refuses them in the one shape, and says which field it was."""

import pytest

from tests.service import House
from tests.web.asking import asker, is_error, path_of
from tests.web.table import ROWS, SIGN_IN, Row

pytestmark = pytest.mark.asyncio(loop_scope="session")

# What no field of any body is.
WRONG: list[object] = [[], {"$gt": ""}, [[]], 10**400, 1e308]
WITH_BODY = pytest.mark.parametrize(
    "row",
    [row for row in [*ROWS, SIGN_IN] if row.body is not None],
    ids=[row.name for row in [*ROWS, SIGN_IN] if row.body is not None],
)


@WITH_BODY
async def test_a_body_is_a_json_object_of_that_type(house: House, row: Row) -> None:
    cleo = await house.cleo(row.at)
    path, client = await path_of(house, row, cleo), asker(house, row, cleo)
    for content_type in (
        None,
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
        "multipart/form-data",
    ):
        headers = {} if content_type is None else {"Content-Type": content_type}
        response = await client.request(row.method, path, content=b"{}", headers=headers)
        assert is_error(response, 415, "unsupported_media_type")
    malformed = (
        b"", b"{", b"nonsense", b"[]", b"null", b"1", b'"text"', b"\xff\xfe", b'{"id": NaN}', b'{"a": Infinity}',
        b"[" * 30_000, b'{"a":' * 10_000, b'{"text": "\\ud800"}', b'{"\\udfff": 1}', b'{"n": ' + b"1" * 5_000 + b"}",
    )  # fmt: skip
    for content in malformed:
        response = await client.request(row.method, path, content=content, headers={"Content-Type": "application/json"})
        assert is_error(response, 400, "malformed"), content[:40]


@WITH_BODY
async def test_unknown_missing_and_mistyped_fields_are_refused_by_name(house: House, row: Row) -> None:
    cleo = await house.cleo(row.at)
    path, client, body = await path_of(house, row, cleo), asker(house, row, cleo), row.good_body()
    assert body is not None
    response = await client.request(row.method, path, json=body | {"isAdmin": True})
    assert is_error(response, 422, "not_valid")
    assert response.json()["error"]["details"] == [{"field": "isAdmin", "problem": "Extra inputs are not permitted"}]
    for name in body:
        for wrong in WRONG:
            if name == "slots" and wrong == {"$gt": ""}:
                continue
            response = await client.request(row.method, path, json=body | {name: wrong})
            assert is_error(response, 422, "not_valid"), (name, wrong)
            assert response.json()["error"]["details"][0]["field"].startswith(name)


@WITH_BODY
async def test_numbers_out_of_all_bounds_are_refused(house: House, row: Row) -> None:
    cleo = await house.cleo(row.at)
    path, client, body = await path_of(house, row, cleo), asker(house, row, cleo), row.good_body()
    for name in body or {}:
        content = f'{{"{name}": 1e999}}'.encode()
        response = await client.request(row.method, path, content=content, headers={"Content-Type": "application/json"})
        assert is_error(response, 422, "not_valid")


async def test_many_problems_are_not_all_told(house: House) -> None:
    cleo = await house.cleo()
    body = {f"field {number}": number for number in range(1_500)} | {"k" * 10_000: "x"}
    response = await cleo.http.post(cleo.path("rating"), json=body)
    assert is_error(response, 422, "not_valid")
    assert len(response.json()["error"]["details"]) == 20
    assert len(response.content) < 3_000
    response = await cleo.http.post(cleo.path("rating"), json={"stars": 3, "k" * 10_000: "x"})
    assert is_error(response, 422, "not_valid")
    assert len(response.content) < 1_000
