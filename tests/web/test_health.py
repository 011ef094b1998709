"""Whether the service lives, whether it is ready, what it counts, and how it describes itself."""

import json
import re
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from handover.web.edge import ENDPOINTS
from tests.service import House, Service, keeping_house
from tests.web.asking import ask, asker, is_error
from tests.web.table import ROWS, SIGN_IN


async def test_everything_that_is_up_is_said_to_be_up_and_the_rest_is_told(service: Service) -> None:
    nobody = await service.somebody()
    assert (await nobody.http.get("/healthz")).json() == {"status": "ok"}
    response = await nobody.http.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ready",
        "database": {"state": "up"},
        "bot": {"state": "up", "model": "fake", "processes": [{"state": "up", "model": "fake"}]},
        "actions": {"state": "down"},
        "other_processes": {"state": "none"},
    }


async def test_without_its_bot_the_service_is_ready_and_says_so(service: Service) -> None:
    service.bot.available = False
    response = await (await service.somebody()).http.get("/readyz")
    assert response.status_code == 200
    down = {"state": "down", "model": None}
    assert response.json()["bot"] == {**down, "processes": [down]}


async def test_without_its_database_it_lives_says_when_to_come_back_and_tells_nothing_else(
    postgres_url: str, postgres_server: str
) -> None:
    async with keeping_house(postgres_url) as house:
        cleo = await house.cleo("answered")
        name = postgres_url.rsplit("/", 1)[1]
        await _switch(postgres_server, name, on=False)
        nobody = await house.service.somebody()
        assert (await nobody.http.get("/healthz")).status_code == 200
        ready = await nobody.http.get("/readyz")
        assert (ready.status_code, ready.headers["Retry-After"]) == (503, "2")
        assert (ready.json()["status"], ready.json()["database"]) == ("not_ready", {"state": "down"})
        assert ready.json()["bot"]["state"] == "up"
        for row in [*ROWS, SIGN_IN]:
            path = row.path_to_nothing(cleo.id)
            response = await ask(asker(house, row, cleo), row, path)
            assert is_error(response, 503, "unavailable"), row.name
            assert int(response.headers["Retry-After"]) > 0
            assert not re.search(r"postgres|sql|127\.0\.0\.1|lotse_|Traceback|asyncpg", response.text, re.IGNORECASE)
        async with cleo.reading() as socket:
            assert await socket.close_code() == 1012
        await _switch(postgres_server, name, on=True)
        assert (await nobody.http.get("/readyz")).status_code == 200
        assert (await cleo.say("Und jetzt?")).status_code == 201


async def _switch(server: str, database: str, *, on: bool) -> None:
    """Let nobody into a database and show everybody out, or let them in again."""
    engine = create_async_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f"ALTER DATABASE {database} ALLOW_CONNECTIONS {str(on).lower()}"))
        if not on:
            await connection.execute(
                text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"), {"name": database}
            )
    await engine.dispose()


async def test_requests_and_conversations_are_counted_and_nobody_is_named(service: Service) -> None:
    cleo, waiting = await service.customer(), await service.customer()
    await waiting.http.post(waiting.path("escalation"), json={})
    await cleo.say("Ich bin mia@example.com")
    for path in ("/nothing/a", "/nothing/b"):
        await cleo.http.get(path)
    response = await (await service.somebody()).http.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain")
    counted = dict(line.rsplit(" ", 1) for line in response.text.splitlines() if not line.startswith("#"))
    assert counted['lotse_conversations{floor="bot"}'] == "1.0"
    assert counted['lotse_conversations{floor="queue"}'] == "1.0"
    assert counted['lotse_conversations{floor="agent"}'] == "0.0"
    assert counted["lotse_not_reckoned"] == "0.0"
    [said] = [line for line in counted if "messages" in line and "created" not in line]
    assert counted[said] == "1.0"
    assert 'status="201"' in said
    for secret in (cleo.id, "mia@example.com", "nothing"):
        assert secret not in response.text


@pytest.mark.asyncio(loop_scope="session")
async def test_the_description_names_every_endpoint_as_it_is_served(house: House) -> None:
    response = await (await house.service.somebody()).http.get("/api/openapi.json")
    assert response.status_code == 200
    described = response.json()
    assert described["openapi"].startswith("3.1")
    for served in ENDPOINTS:
        operation = described["paths"][re.sub(r"<(\w+):\w+>", r"{\1}", served.path)][served.method.lower()]
        assert str(served.status) in operation["responses"]
        assert served.summary in operation["summary"]
        assert served.who in operation["tags"]
        schemes = {name for requirement in operation["security"] for name in requirement}
        assert ({"customer": "conversation"}.get(served.who, "signed_in") in schemes) == (served.who != "anyone")
        named = {parameter["name"] for parameter in operation["parameters"]}
        assert named >= set(re.findall(r"<(\w+):", served.path))
        if served.query is not None:
            wanted = {field.alias or name for name, field in served.query.model_fields.items()}
            assert named >= wanted
        if served.body is not None:
            assert served.body.__name__ in json.dumps(operation["requestBody"])
    operations = [one for path in described["paths"].values() for one in path.values()]
    assert len({one["operationId"] for one in operations}) == len(operations)


@pytest.mark.asyncio(loop_scope="session")
async def test_everything_that_the_description_refers_to_is_in_it(house: House) -> None:
    described = (await (await house.service.somebody()).http.get("/api/openapi.json")).json()
    for reference in set(re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(described))):
        found: Any = described
        for part in reference.split("/"):
            found = found[part]
        assert found


@pytest.mark.asyncio(loop_scope="session")
async def test_bodies_of_the_table_have_the_fields_that_are_described(house: House) -> None:
    described = (await (await house.service.somebody()).http.get("/api/openapi.json")).json()
    for served in ENDPOINTS:
        if served.body is None:
            continue
        schema = described["components"]["schemas"][served.body.__name__]
        assert schema["additionalProperties"] is False
        row = next(
            row
            for row in [*ROWS, SIGN_IN]
            if (row.method, row.who) == (served.method, served.who)
            and row.path.count("/") == served.path.count("/")
            and row.path.rsplit("/", 1)[-1] == served.path.rsplit("/", 1)[-1]
        )
        sent = {"file"} if row.upload else set(row.body or {})
        assert sent <= set(schema.get("properties", {}))
        assert set(schema.get("required", [])) <= sent
