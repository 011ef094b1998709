"""Sockets only read the log: dropped, opened again, late or twice, nothing is lost, doubled or shown to the wrong."""

from uuid import uuid4

import pytest

from tests.service import Service


async def test_a_socket_begins_with_a_snapshot_and_goes_on_with_events(service: Service) -> None:
    cleo = await service.customer()
    async with cleo.reading() as socket:
        snapshot = await socket.next()
        assert snapshot == {"type": "snapshot", "floor": "bot", "language": "de", "queue": None, "last_seq": 1}
        await cleo.say("Hallo")
        frames = await socket.until(lambda frame: frame.get("author", {}).get("kind") == "bot")
    assert [frame["seq"] for frame in frames] == [1, 2, 4]
    assert frames[-1]["text"] == "Sie sagten: Hallo"


async def test_pains_4_a_reconnect_gets_what_it_missed_and_nothing_twice(service: Service) -> None:
    cleo = await service.customer()
    async with cleo.reading() as socket:
        await socket.until(lambda frame: frame.get("seq") == 1)
    await cleo.say("Hallo")
    await service.settled()
    async with cleo.reading(after=2) as socket:
        frames = await socket.until(lambda frame: frame.get("seq") == 4)
    assert [frame.get("seq") for frame in frames] == [None, 4]


async def test_a_number_from_the_future_hides_nothing(service: Service) -> None:
    cleo = await service.customer()
    async with cleo.reading(after=2_000_000_000) as socket:
        await socket.next()
        await cleo.say("Hallo")
        assert (await socket.next())["seq"] == 2


@pytest.mark.parametrize(
    ("first", "code"),
    [
        ({"type": "hello", "token": "nonsense", "after": 0}, 4401),
        ({"type": "hello", "after": 0}, 4401),
        ({"type": "typing"}, 4400),
        ({"type": "hello", "token": "OWN", "after": -1}, 4400),
        ({"type": "hello", "token": "OWN", "after": "1"}, 4400),
    ],
)
async def test_a_bad_hello_is_told_why(service: Service, first: dict[str, object], code: int) -> None:
    cleo = await service.customer()
    if first.get("token") == "OWN":
        first = first | {"token": cleo.token}
    async with cleo.socket(f"/api/conversations/{cleo.id}/socket") as socket:
        await socket.send(first)
        assert await socket.close_code() == code


async def test_malformed_frames_close_the_socket(service: Service) -> None:
    cleo = await service.customer()
    async with cleo.reading() as socket:
        await socket.connection.send("{not json")
        assert await socket.close_code() == 4400


async def test_mallory_cannot_read_with_a_token_of_another_conversation(service: Service) -> None:
    cleo, mallory = await service.customer(), await service.customer()
    async with mallory.socket(f"/api/conversations/{cleo.id}/socket") as socket:
        await socket.send({"type": "hello", "token": mallory.token, "after": 0})
        assert await socket.close_code() == 4404


async def test_whoever_waits_hears_when_they_move_up(service: Service) -> None:
    first, second, ann = await service.customer(), await service.customer(), await service.signed_in("ann")
    for customer in (first, second):
        service.clock.pass_time(seconds=1)
        assert (await customer.http.post(customer.path("escalation"), json={})).status_code == 201
    async with second.reading() as socket:
        assert (await socket.next())["queue"]["position"] == 2
        await ann.http.put(f"/api/conversations/{first.id}/assignment", json={})
        await socket.until(lambda frame: frame["type"] == "queue" and frame["position"] == 1)


async def test_two_agents_see_each_others_accepts(service: Service) -> None:
    cleo, ann, ben = await service.customer(), await service.signed_in("ann"), await service.signed_in("ben")
    await cleo.http.post(cleo.path("escalation"), json={})
    async with ben.socket() as socket:
        await socket.send({"type": "hello"})
        waiting = await socket.next()
        assert [item["id"] for item in waiting["items"]] == [cleo.id]
        assert (await ann.http.put(f"/api/conversations/{cleo.id}/assignment", json={})).status_code == 200
        frames = await socket.until(lambda frame: frame["type"] == "waiting" and not frame["items"])
    assert frames[-1]["version"] > waiting["version"]


async def test_an_agent_watches_a_conversation_with_all_that_staff_may_see(service: Service) -> None:
    cleo, ann = await service.customer(), await service.signed_in("ann")
    await cleo.say("Hallo")
    await service.settled()
    async with ann.socket() as socket:
        await socket.send({"type": "hello"})
        await socket.send({"type": "watch", "conversation": cleo.id, "after": 0})
        frames = await socket.until(lambda frame: frame.get("seq") == 4)
    names = [frame["name"] for frame in frames if frame["type"] == "event"]
    assert names == ["conversation_opened", "message_posted", "turn_understood", "message_posted"]
    assert {frame["conversation"] for frame in frames if frame["type"] == "event"} == {cleo.id}


async def test_typing_reaches_the_other_side_and_is_kept_nowhere(service: Service) -> None:
    cleo, ann = await service.customer(), await service.signed_in("ann")
    await cleo.http.post(cleo.path("escalation"), json={})
    await ann.http.put(f"/api/conversations/{cleo.id}/assignment", json={})
    async with ann.socket() as desk, cleo.reading() as socket:
        await desk.send({"type": "hello"})
        await desk.send({"type": "watch", "conversation": cleo.id, "after": 0})
        await desk.until(lambda frame: frame.get("name") == "accepted")
        await socket.send({"type": "typing"})
        typing = (await desk.until(lambda frame: frame["type"] == "typing"))[-1]
        assert typing["author"]["kind"] == "customer"
        await desk.send({"type": "typing", "conversation": cleo.id})
        typing = (await socket.until(lambda frame: frame["type"] == "typing"))[-1]
        assert typing["author"] == {"kind": "agent", "name": "Ann"}
    assert "typing" not in str(await cleo.events())


async def test_the_agents_socket_is_closed_to_whoever_is_not_signed_in_or_comes_from_elsewhere(
    service: Service,
) -> None:
    mallory, ann = await service.somebody(), await service.signed_in("ann")
    async with mallory.socket() as socket:
        assert await socket.close_code() == 4401
    async with ann.socket(Origin="https://evil.example") as socket:
        assert await socket.close_code() == 4401


async def test_the_customers_socket_is_closed_to_pages_of_other_sites(service: Service) -> None:
    cleo = await service.customer()
    async with cleo.socket(f"/api/conversations/{cleo.id}/socket", Origin="https://evil.example") as socket:
        assert await socket.close_code() == 4401


async def test_signing_out_closes_the_agents_socket(service: Service) -> None:
    ann = await service.signed_in("ann")
    async with ann.socket() as socket:
        await socket.send({"type": "hello"})
        await socket.until(lambda frame: frame["type"] == "assigned")
        assert (await ann.http.delete("/api/session")).status_code == 204
        assert await socket.close_code() == 4401


async def test_a_restart_tells_clients_to_come_back(service: Service) -> None:
    cleo = await service.customer()
    async with cleo.reading() as socket:
        await socket.next()
        for opened in list(service.app.ctx.sockets):
            await opened.close(1012, "restart")
        assert await socket.close_code() == 1012


async def test_notes_never_reach_the_customer(service: Service) -> None:
    cleo, ann = await service.customer(), await service.signed_in("ann")
    await cleo.http.post(cleo.path("escalation"), json={})
    await ann.http.put(f"/api/conversations/{cleo.id}/assignment", json={})
    async with cleo.reading() as socket:
        for text, audience in (("nur für uns", "staff"), ("für Cleo", "everyone")):
            body = {"id": str(uuid4()), "text": text, "audience": audience}
            assert (await ann.http.post(f"/api/conversations/{cleo.id}/messages", json=body)).status_code == 201
        frames = await socket.until(lambda frame: frame.get("text") == "für Cleo")
    assert "nur für uns" not in str(frames)
    assert "nur für uns" not in str(await cleo.events())
