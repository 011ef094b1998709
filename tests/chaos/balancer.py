"""Requests to whichever process of the service is there, as often as it takes."""

import asyncio
import random
import time
from collections import Counter
from http.cookiejar import CookieJar, DefaultCookiePolicy
from itertools import count
from typing import Any
from uuid import uuid4

import httpx

from tests.chaos.records import Records
from tests.service import NO_TLS

LONGEST_S = 120
# A killed process refuses at once. Who asks again too soon only gives a busy one more to do.
ANSWER_S = 20
OUT_S = 5
REPEATED = 0.1
# Come back later, in the service's own words.
_LATER = {429, 502, 503}


class NobodyAnswersError(Exception):
    """Not one process answered for so long."""


class Balancer:
    """Chooses a process by chance, and another one when that one does not answer.

    Args:
        urls: Where they are.
        records: Where it is noted what is worth noting.
        chance: The dice.
    """

    def __init__(self, urls: list[str], records: Records, chance: random.Random) -> None:
        self._urls = urls
        self._out_until = dict.fromkeys(urls, 0.0)
        self.records = records
        self.chance = chance
        # Many people share this client: none of them may be given another's cookie.
        nobodys = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
        self._http = httpx.AsyncClient(
            timeout=ANSWER_S, trust_env=False, verify=NO_TLS, cookies=nobodys, limits=httpx.Limits(max_connections=300)
        )

    def choose(self) -> str:
        """Where to go: not to one that did not answer a moment ago, unless none did."""
        now = time.monotonic()
        return self.chance.choice([url for url in self._urls if self._out_until[url] < now] or self._urls)

    def failed(self, url: str) -> None:
        """This one did not answer."""
        self._out_until[url] = time.monotonic() + OUT_S

    async def ask(
        self, method: str, path: str, headers: dict[str, str], body: dict[str, Any] | None = None
    ) -> httpx.Response:
        """The answer of the first process that has one."""
        begun = time.monotonic()
        why: Counter[str] = Counter()
        for attempt in count():
            url = self.choose()
            try:
                answer = await self._http.request(method, url + path, json=body, headers={**headers, "Origin": url})
            except httpx.TransportError as error:
                self.failed(url)
                why[type(error).__name__] += 1
            else:
                if answer.status_code not in _LATER:
                    if attempt:
                        self.records.again_ms.append((time.monotonic() - begun) * 1_000)
                    return answer
                why[str(answer.status_code)] += 1
            if time.monotonic() > begun + LONGEST_S:
                raise NobodyAnswersError(f"{method} {path} for {LONGEST_S} s: {dict(why)}")
            await asyncio.sleep(self.chance.uniform(0.02, 0.2))
        raise AssertionError

    async def post(self, path: str, headers: dict[str, str], **body: Any) -> httpx.Response:
        """Post with an id; now and then twice at once, or again after it was answered. All must be answered alike."""
        body["id"] = str(uuid4())
        self.records.tried.add(body["id"])
        dice = self.chance.random()
        if dice < REPEATED:
            answers = await asyncio.gather(*(self.ask("POST", path, headers, body) for _ in range(2)))
        else:
            answers = [await self.ask("POST", path, headers, body)]
            if answers[0].is_success and dice > 1 - REPEATED:
                answers.append(await self.ask("POST", path, headers, body))
        self.records.repeated += len(answers) - 1
        done = [answer for answer in answers if answer.is_success]
        if any(answer.json() != done[0].json() for answer in done):
            self.records.unlike.append((path, f"{[answer.json() for answer in done]}"))
        return done[0] if done else answers[0]

    def strange(self, conversation: str, answer: httpx.Response) -> None:
        """Note an answer that nobody expected."""
        request = answer.request
        self.records.strange.append((conversation, f"{request.method} {request.url.path}: {answer.text[:200]}"))

    async def close(self) -> None:
        """Close all connections."""
        await self._http.aclose()
