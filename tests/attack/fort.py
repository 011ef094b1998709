"""What is attacked: all of Lotse as it really runs, and what its people see of the attack."""

import json
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import jwt

from tests.actions.mailing import Inbox, mail_server
from tests.attack.treasure import Treasure
from tests.service import NO_TLS
from tests.stack import Stack, running

Json = dict[str, Any]

KID, KEY = "2026", "a key that only the shop and the service know"
PATIENCE_S = 5
NO_MORE_THAN_S = 3


class Fort:
    """The running parts, with the mails that went out, the shop's treasure, and Olga and Ann at work."""

    def __init__(self, stack: Stack, inbox: Inbox, folder: Path) -> None:
        self.stack = stack
        self.inbox = inbox
        self.treasure = Treasure(folder / "shop.db")
        self.since = datetime.now(UTC)
        self.staff = {name: self._signed_in(name) for name in ("ann", "olga")}
        self._folder = folder
        self._logged: dict[Path, int] = {}

    def begin(self) -> None:
        """Let a test begin: nobody has guessed or been written to yet."""
        with closing(sqlite3.connect(self._folder / "actions.db", timeout=10)) as gate, gate:
            known = {name for (name,) in gate.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            for table in {"gate_wrong", "gate_letters", "gate_proved"} & known:
                gate.execute(f"DELETE FROM {table}")
        self.inbox.envelopes.clear()
        self.since = datetime.now(UTC)
        self._logged = {log: log.stat().st_size for log in self.stack.logs.glob("*.log")}

    def faults(self) -> list[str]:
        """What broke in one of the parts since the test began."""
        found = []
        for log in self.stack.logs.glob("*.log"):
            with log.open("rb") as file:
                file.seek(self._logged.get(log, 0))
                new = file.read().decode(errors="replace")
            found += [f"{log.name}: {new[-4000:]}"] if "Traceback (most recent call last)" in new else []
        return found

    def refused(self, **query: str) -> Counter[str]:
        """How often what was refused since the test began, as the owner reads it."""
        counts: Counter[str] = Counter()
        after: str | None = ""
        while after is not None:
            asked = {"from": self.since.isoformat(), "after": after, **query}
            page = self.staff["olga"].get("/api/refusals", params=asked).raise_for_status().json()
            for item in page["items"]:
                counts[item["kind"]] += item["count"]
            after = page["next"]
        return counts

    def sees(self, **least: int) -> bool:
        """Wait until the owner reads so many attempts of these kinds; the list and the figures agree."""
        wanted, until = Counter(least), time.monotonic() + PATIENCE_S
        while not self.refused() >= wanted and time.monotonic() < until:
            time.sleep(0.05)
        counted = self.refused()
        assert counted >= wanted, counted
        figures = self.staff["olga"].get("/api/insights/refusals", params={"from": self.since.isoformat()}).json()
        in_figures = Counter({each["key"]: each["count"] for each in figures["by_kind"]})
        assert in_figures >= wanted, figures
        return True

    def is_well(self) -> bool:
        """Whether the service is alive and fast."""
        for path in ("/healthz", "/readyz"):
            began = time.perf_counter()
            response = self.staff["ann"].get(path)
            assert response.status_code == 200, response.text
            assert time.perf_counter() - began < NO_MORE_THAN_S
        return True

    def _signed_in(self, name: str) -> httpx.Client:
        account = self.stack.accounts[name]
        client = httpx.Client(
            base_url=self.stack.service,
            headers={"Origin": self.stack.service},
            timeout=10,
            trust_env=False,
            verify=NO_TLS,
        )
        who = {"email": account.email, "password": account.password}
        assert client.post("/api/session", json=who).status_code == 200
        return client


def identity(who: str = "mallory@example.com", key: str = KEY, algorithm: str = "HS256", **changes: Any) -> str:
    """An identity as the shop signs it; None leaves a claim or the key's name out."""
    kid = changes.pop("kid", KID)
    claims = {"iss": "https://shop.example", "aud": "lotse", "sub": who, "email": who, "exp": time.time() + 900}
    claims = {name: value for name, value in (claims | changes).items() if value is not None}
    return jwt.encode(claims, key, algorithm, headers={} if kid is None else {"kid": kid})


@contextmanager
def fort(folder: Path, model: Path) -> Iterator[Fort]:
    """A fort of its own, behind one proxy, with a real mail server."""
    with mail_server() as (inbox, port):
        settings = {
            "LOTSE_DEMO": "false",
            "LOTSE_PROXIES": "1",
            "LOTSE_SMTP_URL": f"smtp://127.0.0.1:{port}",
            "LOTSE_ACTIONS_DATABASE_URL": f"sqlite:///{folder}/actions.db",
            "LOTSE_IDENTITY_KEYS": json.dumps({KID: KEY}),
        }
        with running(folder, model, settings=settings) as stack:
            built = Fort(stack, inbox, folder)
            yield built
            for client in built.staff.values():
                client.close()
