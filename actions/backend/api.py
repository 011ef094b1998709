"""Asking a shop's REST API: within a time, in pieces that fit, and without believing what it says."""

import os
from collections.abc import Mapping, MutableMapping
from http.cookiejar import DefaultCookiePolicy
from time import sleep
from typing import Any, TypeVar
from urllib.parse import quote

import requests
from pydantic import BaseModel, ValidationError

from actions.backend.deadline import DeadlineAdapter, seconds_left
from actions.backend.port import BackendDownError, BackendSlowError

# A page of a list stays far below.
LARGEST_ANSWER = 4 * 1024 * 1024
CHUNK = 64 * 1024
TRIES = 3
FIRST_PAUSE_SECONDS = 0.05
CONNECTIONS = 16
# What a mapping reads itself; anything else is a shop that cannot be asked.
TOLD = frozenset({200, 201, 202, 204, 404, 409, 410, 422})
WORTH_A_REPEAT = frozenset({429, 500, 502, 503, 504})
WHAT = "shop API"

Shape = TypeVar("Shape", bound=BaseModel)


class NotThereError(Exception):
    """A mapping says: the shop knows no such order or account."""


class NotTakenError(Exception):
    """A mapping says: the shop refuses what was sent, or the key was used before. The message names no data."""


class Answer:
    """What the shop said."""

    def __init__(self, status: int, body: bytes) -> None:
        """Keep it unread."""
        self.status = status
        self._body = body

    def read(self, shape: type[Shape]) -> Shape:
        """The body as a `shape`; a shop that says something else cannot be asked. Raises `BackendDownError`."""
        try:
            return shape.model_validate_json(self._body)
        except ValidationError as error:
            # The message of pydantic quotes what was said, and that may be somebody's address.
            places = sorted({".".join(map(str, each["loc"])) for each in error.errors(include_input=False)})
            raise BackendDownError(f"{WHAT}: unexpected answer at {', '.join(places)[:120] or 'its begin'}") from None


class Api:
    """One shop's API. Use it inside a `deadline`; it may be used by many threads."""

    def __init__(self, url: str, token: str) -> None:
        """Prepare to ask the API below `url` with this bearer token, without connecting."""
        self.token = token
        self.key_header = "Idempotency-Key"
        self._url = url.rstrip("/")
        self._session = requests.Session()
        # Neither a proxy nor a password of the environment is meant for the shop.
        self._session.trust_env = False
        # A shop with a certificate of its own company is named as for every program that uses `requests`.
        self._session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
        # A cookie that came with one customer's answer must not go with another's question.
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.headers.update(
            {"Authorization": f"Bearer {token}", "Accept": "application/json", "Accept-Encoding": "identity"}
        )
        adapter = DeadlineAdapter(pool_connections=2, pool_maxsize=CONNECTIONS)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    @property
    def headers(self) -> MutableMapping[str, str | bytes]:
        """What goes with every request; a mapping changes it in `connect`, where its shop signs in another way."""
        return self._session.headers

    def close(self) -> None:
        """Give all connections back."""
        self._session.close()

    def get(self, path: str, *parts: str, query: Mapping[str, str | int] | None = None) -> Answer:
        """Ask for `path`, with `parts` put safely into its `{}`. Raises `BackendError`."""
        return self._ask("GET", path, parts, query=query)

    def change(
        self, method: str, path: str, *parts: str, key: str, body: Any = None, repeatable: bool = True
    ) -> Answer:
        """Send a change; it may be repeated because it carries its idempotency key. Raises `BackendError`.

        Where the shop does not know such keys, `repeatable` has to be False: then it is sent once, and when its answer
        gets lost nobody knows whether it was made.
        """
        # A header takes no letters beyond ASCII.
        headers = {self.key_header: quote(key, safe="/:@ ,;=+~!#$&'()*")}
        return self._ask(method, path, parts, body=body, headers=headers, tries=TRIES if repeatable else 1)

    def _ask(
        self,
        method: str,
        path: str,
        parts: tuple[str, ...],
        *,
        query: Mapping[str, str | int] | None = None,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        tries: int = TRIES,
    ) -> Answer:
        # A part that is only dots would lead elsewhere.
        if any(not part.strip(".") for part in parts):
            raise NotThereError
        url = self._url + path.format(*(quote(part, safe="@") for part in parts))
        request = self._session.prepare_request(
            requests.Request(method, url, params=dict(query or {}), json=body, headers=headers)
        )
        pause = FIRST_PAUSE_SECONDS
        for last in (*(False,) * (tries - 1), True):
            try:
                answer = self._send(request)
            except requests.RequestException as error:
                if last or not seconds_left() or isinstance(error, requests.Timeout):
                    raise _explained(error) from error
            else:
                if answer.status in TOLD:
                    return answer
                if last or answer.status not in WORTH_A_REPEAT:
                    raise BackendDownError(f"{WHAT}: answered {answer.status}")
            if seconds_left() <= pause:
                raise BackendSlowError(f"{WHAT}: no good answer in time")
            sleep(pause)
            pause *= 2
        raise AssertionError("the last try returns or raises")

    def _send(self, request: requests.PreparedRequest) -> Answer:
        """One try; whole or not at all."""
        left = max(0.001, seconds_left())
        # Redirects are not followed: the token and what a customer wrote are meant for this address alone.
        response = self._session.send(request, stream=True, timeout=left, allow_redirects=False)
        with response:
            if response.status_code not in TOLD:
                return Answer(response.status_code, b"")
            if response.headers.get("Content-Encoding", "identity") != "identity":
                raise BackendDownError(f"{WHAT}: packed answer that was not asked for")
            body = bytearray()
            for chunk in response.iter_content(CHUNK):
                body += chunk
                if len(body) > LARGEST_ANSWER:
                    raise BackendDownError(f"{WHAT}: answer larger than {LARGEST_ANSWER} bytes")
            kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            if body and kind != "application/json" and not kind.endswith("+json"):
                raise BackendDownError(f"{WHAT}: answer that is no JSON")
            return Answer(response.status_code, bytes(body))


def _explained(error: requests.RequestException) -> BackendDownError | BackendSlowError:
    if isinstance(error, requests.Timeout) or not seconds_left():
        return BackendSlowError(f"{WHAT}: no answer in time")
    return BackendDownError(f"{WHAT}: {type(error).__name__}")
