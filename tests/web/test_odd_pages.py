"""A browser tells of its page what it likes: its customer is answered like others, and owners see what happened."""

from handover.adapters.rasa_fake import not_understood
from tests.service import Service

ODD = [
    "http://[",
    "https://shop.example\u2100/",
    "http://[mia@example.com]/BW-104512",
    "/%00%zz",
    "javascript:alert(1)",
    "?",
]


async def test_whatever_the_page_is_the_customer_is_answered_and_the_failure_is_written_down(service: Service) -> None:
    service.bot.script = lambda _turn: not_understood()
    for url in ODD:
        cleo = await service.customer(page={"url": url})
        assert (await cleo.say("blubb")).status_code == 201
        await service.settled()
        said = [one for one in (await cleo.events())["events"] if one["name"] == "message_posted"]
        assert [one["author"]["kind"] for one in said] == ["customer", "bot"], url
        visited = await cleo.http.post(cleo.path("visits"), json={"url": url})
        assert visited.status_code == 201
        assert (await cleo.http.post(cleo.path("escalation"), json={})).status_code == 201
    service.clock.pass_time(minutes=31)
    await service.app.ctx.sweep.once()
    olga = await service.signed_in("olga")
    contacts = (await olga.http.get("/api/contacts")).json()["items"]
    assert {one["outcome"] for one in contacts} == {"gave_up_in_queue"}
    assert len(contacts) == len(ODD)
    failures = (await olga.http.get("/api/failures", params={"kind": "not_understood"})).json()["items"]
    assert len(failures) == len(ODD)
    for kept in (*(one["page"] for one in contacts), *(one["page"]["url"] for one in failures)):
        assert "mia" not in kept
        assert "104512" not in kept
