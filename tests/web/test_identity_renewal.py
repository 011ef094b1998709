"""The host site says anew who the customer is, in a conversation that goes on."""

import httpx

from tests.identities import NINE, signed
from tests.service import SHOP, Customer, Service
from tests.web.asking import is_error, one_minute


async def renew(customer: Customer, identity: str) -> httpx.Response:
    return await customer.http.put(customer.path("identity"), json={"identity": identity})


async def shown(service: Service, customer: Customer) -> dict[str, object]:
    """What agents see of the customer."""
    ann = await service.signed_in("ann")
    seen: dict[str, object] = (await ann.http.get(f"/api/conversations/{customer.id}")).json()["customer"]
    return seen


async def asked_as(service: Service, customer: Customer) -> str | None:
    """As whom the bot knows the customer in a turn now."""
    await customer.say("Wo ist mein Paket?")
    await service.settled()
    identity = service.bot.asked[-1].identity
    return identity and identity["email"]


async def test_it_counts_until_its_end_and_again_when_it_is_renewed(service: Service) -> None:
    cleo = await service.customer(identity=signed())
    assert await asked_as(service, cleo) == "mia.keller@example.com"
    service.clock.pass_time(minutes=30)
    assert await asked_as(service, cleo) is None
    assert (await shown(service, cleo))["verified_until"] == "2026-11-23T09:30:00+00:00"
    response = await renew(cleo, signed(exp=NINE + 3_000))
    assert (response.status_code, response.json()) == (200, {"until": "2026-11-23T09:50:00+00:00"})
    assert await asked_as(service, cleo) == "mia.keller@example.com"
    service.clock.pass_time(minutes=20)
    assert await asked_as(service, cleo) is None


async def test_the_same_again_answers_the_same_and_an_older_one_takes_nothing_back(service: Service) -> None:
    cleo = await service.customer(identity=signed())
    later = signed(exp=NINE + 3_000)
    answers = [(await renew(cleo, identity)).json() for identity in (later, later, signed(exp=NINE + 60))]
    assert answers == [{"until": "2026-11-23T09:50:00+00:00"}] * 3


async def test_somebody_elses_identity_is_refused_and_nothing_changes(service: Service) -> None:
    cleo = await service.customer(identity=signed())
    before = await shown(service, cleo)
    for other in (signed(sub="8", exp=NINE + 3_000), signed(sub="7.0", exp=NINE + 3_000)):
        assert is_error(await renew(cleo, other), 409, "another_customer")
    assert await shown(service, cleo) == before


async def test_pains_a_guests_conversation_becomes_nobodys(service: Service) -> None:
    """Mallory opens the chat on a computer of the library, keeps its token, and waits for somebody to sign in."""
    mallory = await service.customer()
    assert is_error(await renew(mallory, signed()), 409, "another_customer")
    assert await asked_as(service, mallory) is None


async def test_an_identity_that_does_not_hold_is_refused_and_the_old_one_goes_on(service: Service) -> None:
    cleo = await service.customer(identity=signed())
    for bad in (
        signed("a key that only somebody else knows, and long"),
        signed(exp=NINE - 1),
        signed(kid="x"),
        "",
        "x",
    ):
        assert is_error(await renew(cleo, bad), 401, "identity_not_valid")
    for worse in (
        {},
        {"identity": None},
        {"identity": 7},
        {"identity": "x" * 4_001},
        {"identity": signed(), "sub": "8"},
    ):
        assert is_error(await cleo.http.put(cleo.path("identity"), json=worse), 422, "not_valid")
    assert await asked_as(service, cleo) == "mia.keller@example.com"


async def test_mallory_renews_nobodys_identity(service: Service) -> None:
    cleo, mallory = await service.customer(identity=signed()), await service.customer(identity=signed(sub="9"))
    mallory.id = cleo.id
    assert is_error(await renew(mallory, signed(exp=NINE + 3_000)), 404, "conversation_not_found")
    del mallory.http.headers["Authorization"]
    assert is_error(await renew(mallory, signed(exp=NINE + 3_000)), 401, "not_signed_in")


async def test_pages_of_allowed_sites_may_renew_and_others_may_not(service: Service) -> None:
    cleo = await service.customer(identity=signed())
    asked = {"Origin": SHOP, "Access-Control-Request-Method": "PUT"}
    preflight = await cleo.http.options(cleo.path("identity"), headers=asked)
    assert "PUT" in preflight.headers["access-control-allow-methods"]
    cleo.http.headers["Origin"] = "https://evil.example"
    assert is_error(await renew(cleo, signed(exp=NINE + 3_000)), 403, "wrong_role")


async def test_an_agent_who_looks_on_is_shown_it_at_once_and_the_log_stays_as_it_is(service: Service) -> None:
    cleo = await service.customer(identity=signed())
    await cleo.http.post(cleo.path("escalation"), json={})
    ann = await service.signed_in("ann")
    await ann.http.put(cleo.path("assignment"), json={})
    before = await cleo.events()
    async with ann.socket() as socket:
        await socket.send({"type": "hello"})
        await socket.until(lambda frame: frame["type"] == "assigned")
        await renew(cleo, signed(exp=NINE + 3_000))
        frames = await socket.until(lambda frame: frame["type"] == "assigned")
    assert frames[-1]["items"][0]["customer"]["verified_until"] == "2026-11-23T09:50:00+00:00"
    assert await cleo.events() == before


async def test_who_guesses_too_often_has_to_wait(service: Service) -> None:
    cleo = await service.customer(identity=signed())
    await one_minute(lasting=10)
    answers = [await renew(cleo, "x") for _ in range(121)]
    assert is_error(answers[-1], 429, "too_many")
