from __future__ import annotations

import asyncio

import pytest
from aiohttp import web
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.actions_endpoint import ActionFailed, ActionsEndpoint

ANSWER = {"events": [], "responses": [{"custom": {"lotse": {"done": "quick"}}}]}


@pytest.fixture
async def server():
    """An action server that tells what it got, and is slow or broken on demand."""
    seen = []

    async def webhook(request):
        body = await request.json()
        seen.append((request.headers.get("Authorization"), body, request.transport))
        if body["next_action"] == "slow":
            await asyncio.sleep(5)
        if body["next_action"] == "broken":
            raise web.HTTPInternalServerError(text="{}")
        return web.json_response(ANSWER if body["next_action"] != "half_way" else {"events": [], "responses": []})

    app = web.Application()
    app.router.add_post("/webhook", webhook)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/webhook", seen
    await runner.cleanup()


@pytest.fixture
async def endpoint(server):
    told = EndpointConfig(url=server[0], headers={"Authorization": "Bearer secret"})
    endpoint = ActionsEndpoint.like(told, seconds=1)
    yield endpoint
    await endpoint.close()


async def test_calls_carry_the_token_and_share_a_connection(endpoint, server):
    for _ in range(3):
        answer = await endpoint.request(json={"next_action": "quick"}, method="post", timeout=300, compress=False)
        assert answer == ANSWER
    assert {header for header, _, _ in server[1]} == {"Bearer secret"}
    assert len({id(transport) for _, _, transport in server[1]}) == 1


async def test_trap_10_a_slow_action_ends_at_its_time_whatever_rasa_says(endpoint):
    with pytest.raises(asyncio.TimeoutError):
        await endpoint.request(json={"next_action": "slow"}, timeout=300)


async def test_trap_10_a_refusal_is_an_error(endpoint):
    with pytest.raises(ClientResponseError):
        await endpoint.request(json={"next_action": "broken"})


async def test_trap_10_an_action_without_its_marker_has_failed(endpoint):
    with pytest.raises(ActionFailed):
        await endpoint.request(json={"next_action": "half_way"})


async def test_trap_10_after_a_failure_nothing_more_is_called_in_that_turn(endpoint, server):
    async def turn():
        for action in ("broken", "quick"):
            with pytest.raises(Exception, match=r".+"):
                await endpoint.request(json={"next_action": action})

    await asyncio.create_task(turn())
    assert [body["next_action"] for _, body, _ in server[1]] == ["broken"]
    assert await asyncio.create_task(endpoint.request(json={"next_action": "quick"})) == ANSWER


def test_trap_11_the_domain_does_not_travel(endpoint):
    assert endpoint.kwargs["enable_selective_domain"] is True
