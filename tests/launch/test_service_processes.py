"""How many processes of the service there are, and who may work on which database."""

import asyncio
from pathlib import Path

import httpx
import pytest
from pydantic import ValidationError

from handover.config import Settings
from handover.launch.environment import defaults
from handover.launch.layout import Layout
from handover.launch.parts import parts, service_urls
from tests.check.commands import ROOT
from tests.processes import service_process
from tests.redis_server import RedisServer
from tests.stack import running

POSTGRES = "postgresql+asyncpg://lotse@127.0.0.1/lotse"
REDIS = "redis://127.0.0.1:6379/0"


@pytest.mark.parametrize("given", [{}, {"redis_url": REDIS}, {"database_url": POSTGRES}])
def test_more_than_one_process_is_refused_without_what_they_need(given: dict[str, str]) -> None:
    with pytest.raises(ValidationError) as caught:
        Settings(_env_file=None, service_processes=2, **given)
    assert "SQLite is for one process" in str(caught.value)
    assert "LOTSE_DATABASE_URL=postgresql+asyncpg://" in str(caught.value)
    assert "LOTSE_REDIS_URL=redis://" in str(caught.value)


def test_with_what_they_need_there_may_be_several() -> None:
    assert Settings(_env_file=None, service_processes=4, database_url=POSTGRES, redis_url=REDIS).service_processes == 4


@pytest.mark.parametrize("url", ["127.0.0.1:6379", "http://127.0.0.1:6379", "localhost"])
def test_an_address_that_is_none_of_redis_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="no address of Redis"):
        Settings(_env_file=None, redis_url=url)


def test_each_process_has_the_next_port_and_a_log_of_its_own(tmp_path: Path) -> None:
    environ = defaults(tmp_path) | {"LOTSE_PORT": "8080", "LOTSE_SERVICE_PROCESSES": "3"}
    started = [one for one in parts(Layout(ROOT, tmp_path), environ, tmp_path) if "service" in one.name]
    assert [(one.name, one.ready_url, one.settings) for one in started] == [
        ("service", "http://127.0.0.1:8080/readyz", {"LOTSE_PORT": "8080"}),
        ("service-2", "http://127.0.0.1:8081/readyz", {"LOTSE_PORT": "8081"}),
        ("service-3", "http://127.0.0.1:8082/readyz", {"LOTSE_PORT": "8082"}),
    ]


def test_a_second_process_on_one_sqlite_file_is_refused_until_the_first_is_gone_even_by_9(
    tmp_path: Path, sqlite_url: str
) -> None:
    with service_process(tmp_path, LOTSE_DATABASE_URL=sqlite_url) as first:
        first.wait_until("/healthz")
        with service_process(tmp_path, LOTSE_DATABASE_URL=sqlite_url) as second:
            said = second.process.communicate(timeout=60)[0]
            assert second.process.returncode == 1
        assert f"Another process of the service (process {first.process.pid}) at {first.url}" in said
        assert f"already works on {tmp_path / 'lotse.db'}." in said
        assert "LOTSE_DATABASE_URL" in said
        assert "LOTSE_REDIS_URL" in said
        first.process.kill()
        first.process.wait()
        with service_process(tmp_path, LOTSE_DATABASE_URL=sqlite_url) as third:
            third.wait_until("/healthz")


async def test_the_launcher_starts_as_many_as_are_set_and_they_find_each_other(
    tmp_path: Path, postgres_url: str, redis_server: RedisServer
) -> None:
    settings = {
        "LOTSE_DATABASE_URL": postgres_url,
        "LOTSE_REDIS_URL": redis_server.url,
        "LOTSE_SERVICE_PROCESSES": "2",
    }
    names = ("service", "service-2")
    with running(tmp_path, Path("no model"), *names, settings=settings) as stack:
        async with httpx.AsyncClient(trust_env=False) as client, asyncio.timeout(10):
            for url in service_urls(stack.environ):
                while (await client.get(f"{url}/readyz")).json()["other_processes"] != {"state": "heard"}:  # noqa: ASYNC110 - nobody tells
                    await asyncio.sleep(0.1)
                assert (await client.get(f"{url}/mails/all")).json()["receiving"], "both receive the demo's mails"
