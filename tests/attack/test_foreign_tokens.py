"""A token of another conversation, of nobody, or none: every endpoint of customers and staff stays closed."""

import time
from uuid import uuid4

import httpx
import jwt
import pytest

from tests.attack.conftest import Attacker
from tests.attack.fort import Fort, identity
from tests.attack.mallory import Chat, Mallory
from tests.web.asking import PDF
from tests.web.table import ROWS, Row

CUSTOMERS = [row for row in ROWS if row.who == "customer"]
STAFF = [row for row in ROWS if row.who in {"agent", "owner", "staff"} and row.path != "/api/session"]
WORD = "Kletterhalle"
# Without a token one counts as staff, whose pages name an origin.
CLOSED = (401, 403)


@pytest.fixture
def victim(attacker: Attacker) -> tuple[Chat, str]:
    """Cleo's conversation with a message and a file, and the file's id."""
    cleo = attacker().open(identity=identity("cleo@example.com"))
    uploaded = cleo.mallory.http.post(cleo.path("files"), files={"file": ("a.pdf", PDF)}, headers=cleo.headers)
    file: str = uploaded.json()["id"]
    cleo.say(f"Hallo aus der {WORD}", attachments=[file])
    return cleo, file


def _ask(mallory: Mallory, row: Row, cleo: Chat, file: str, token: str | None) -> httpx.Response:
    path = row.path_to_nothing(cleo.id, file=file)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if row.upload:
        return mallory.http.request(row.method, path, headers=headers, files={"file": ("a.pdf", PDF)})
    body = row.good_body()
    if body is None:
        return mallory.http.request(row.method, path, headers=headers)
    # In the table it is as of a day in the past.
    body |= {"identity": identity()} if "identity" in body else {}
    return mallory.http.request(row.method, path, headers=headers, json=body)


def test_a_token_of_another_conversation_finds_what_does_not_exist(
    fortress: Fort, attacker: Attacker, victim: tuple[Chat, str]
) -> None:
    (cleo, file), mallory = victim, attacker()
    own = mallory.open()
    before = cleo.events()
    nowhere = Chat(mallory, str(uuid4()), own.token)
    for row in CUSTOMERS:
        answers = [_ask(mallory, row, chat, file, own.token) for chat in (cleo, nowhere)]
        assert [answer.status_code for answer in answers] == [404, 404], row.name
        assert answers[0].content == answers[1].content
    assert mallory.listen(cleo.id, own.token, last=1) == 4404
    assert cleo.events() == before
    assert WORD not in "".join(mallory.heard)
    assert fortress.sees(foreign_conversation=2 * len(CUSTOMERS) + 1)


def test_forged_tokens_open_nothing(fortress: Fort, attacker: Attacker, victim: tuple[Chat, str]) -> None:
    (cleo, file), mallory = victim, attacker()
    claims = jwt.decode(cleo.token, options={"verify_signature": False})
    header, body, signature = cleo.token.split(".")
    forged = [
        jwt.encode(claims, "y" * 40, "HS256"),
        jwt.encode(claims, None, "none"),
        f"{header}.{body}.{signature[:-4]}AAAA",
        f"{header}.{body}.",
        identity(),
        str(cleo.id),
    ]
    row = next(row for row in CUSTOMERS if row.path.endswith("events"))
    before = cleo.events()
    for token in forged:
        assert _ask(mallory, row, cleo, file, token).status_code == 401
        assert mallory.listen(cleo.id, token, last=1) == 4401
    for each in CUSTOMERS:
        assert _ask(mallory, each, cleo, file, forged[0]).status_code == 401, each.name
        assert _ask(mallory, each, cleo, file, None).status_code in CLOSED, each.name
    assert cleo.events() == before
    assert WORD not in "".join(mallory.heard)
    assert fortress.sees(token_not_valid=len(forged) + len(CUSTOMERS))


def test_a_file_is_not_found_in_ones_own_conversation(attacker: Attacker, victim: tuple[Chat, str]) -> None:
    (_, file), mallory = victim, attacker()
    own = mallory.open()
    assert mallory.http.get(own.path(f"files/{file}"), headers=own.headers).status_code == 404
    assert own.post("Meine Datei", attachments=[file]).status_code == 422


def test_what_is_for_staff_is_closed_to_customers_and_strangers(attacker: Attacker, victim: tuple[Chat, str]) -> None:
    (cleo, file), mallory = victim, attacker()
    own = mallory.open()
    for row in STAFF:
        assert _ask(mallory, row, cleo, file, None).status_code in CLOSED, row.name
        assert _is_own(row) or _ask(mallory, row, own, file, own.token).status_code in CLOSED, row.name
    for made_up in ("lotse_signed_in=x", f"lotse_signed_in={uuid4()}", f"lotse_signed_in={identity()}"):
        mallory.http.headers["Cookie"] = made_up
        for path in ("/api/refusals", "/api/failures.csv", "/api/conversations", "/api/me"):
            assert mallory.http.get(path).status_code == 401


def test_a_token_is_no_use_after_another_key_signed_it(attacker: Attacker) -> None:
    mallory = attacker()
    own = mallory.open()
    other = jwt.encode({"sub": own.id, "aud": "customer", "iat": time.time()}, "z" * 40, "HS256")
    headers = {"Authorization": f"Bearer {other}"}
    assert mallory.http.get(own.path("events"), headers=headers).status_code == 401


def _is_own(row: Row) -> bool:
    """Paths that customers and staff share: with a bearer token one is a customer there."""
    return any((each.method, each.path) == (row.method, row.path) for each in CUSTOMERS)
