"""Our service with conversations that agents have, made over its own API, ready to be relayed in."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import update

from handover.domain.agent import Role
from handover.launch.environment import defaults, environment
from handover.launch.layout import ROOT, Layout
from handover.services import agents
from handover.storage.store import Store
from handover.storage.tables import agents as agent_rows
from tests.bench.server import Server

# As many as one socket may watch.
CONVERSATIONS_OF_AGENT = 50
PASSWORD = "measured and forgotten"
# Nobody is to be turned away or taken for gone while something else is being measured.
SETTINGS = {
    "LOTSE_MESSAGES_PER_MINUTE": "1000000",
    "LOTSE_CONVERSATIONS_PER_MINUTE": "1000000",
    "LOTSE_SIGN_INS_PER_MINUTE": "1000000",
    "LOTSE_GONE_SECONDS": "36000",
    "LOTSE_ROUTING": "pull",
    "LOTSE_LOG_LEVEL": "WARNING",
}


def service(database: str, folder: Path, **settings: str) -> Server:
    """The service on a migrated database; its bot and its action server are away."""
    places = Layout(root=ROOT, data=folder)
    places.make()
    own = {name: value for name, value in os.environ.items() if not name.startswith("LOTSE_")}
    nobody = {"LOTSE_BOT_URL": "http://127.0.0.1:9", "LOTSE_ACTIONS_URL": "http://127.0.0.1:9"}
    given = own | defaults(folder) | nobody | SETTINGS | settings | {"LOTSE_DATABASE_URL": database}
    command = [sys.executable, "-m", "handover", "serve"]
    return Server(command, "LOTSE_PORT", "/healthz", environment(given, places), ROOT)


async def staffed(database: str, number: int) -> list[str]:
    """Give so many agents their accounts, with room for as many conversations as they can watch; their addresses."""
    store = Store(database)
    addresses = [f"agent{at}@bergwerk.example" for at in range(number)]
    for address in addresses:
        await agents.provide(store, email=address, name=address, role=Role.AGENT, password=PASSWORD)
    async with store.transaction() as tx:
        await tx.connection.execute(update(agent_rows).values(capacity=CONVERSATIONS_OF_AGENT))
    await store.close()
    return addresses


class Talks:
    """Conversations that agents have, and who listens to them.

    Attributes:
        posts: For a plan: where each customer writes.
        sockets: For a plan: one socket of each agent, watching all that they have.
        customers: For a plan: one socket of each customer.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self.posts: list[dict[str, Any]] = []
        self.sockets: list[dict[str, Any]] = []
        self.customers: list[dict[str, Any]] = []

    async def begin(self, addresses: list[str], of_each: int) -> None:
        """Open `of_each` conversations for each agent, one agent after the other."""
        for address in addresses:
            async with httpx.AsyncClient(base_url=f"http://{self._url}", trust_env=False) as client:
                client.headers["Origin"] = f"http://{self._url}"
                signed_in = await client.post("/api/session", json={"email": address, "password": PASSWORD})
                cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
                signed_in.raise_for_status()
                begun = await asyncio.gather(*(self._one(client) for _ in range(of_each)))
            watch = [{"type": "watch", "conversation": conversation} for conversation in begun]
            headers = {"Cookie": cookies, "Origin": f"http://{self._url}"}
            socket = {"url": self._url, "path": "/api/me/socket", "headers": headers}
            self.sockets.append({**socket, "send": [{"type": "hello"}, *watch], "counts": True})

    async def _one(self, agent: httpx.AsyncClient) -> str:
        opened = (await agent.post("/api/conversations", json={"language": "de"})).raise_for_status().json()
        path = f"/api/conversations/{opened['id']}"
        token = {"Authorization": f"Bearer {opened['token']}"}
        (await agent.post(f"{path}/escalation", json={}, headers=token)).raise_for_status()
        (await agent.put(f"{path}/assignment", json={})).raise_for_status()
        self.posts.append({"path": f"{path}/messages", "headers": token})
        hello = {"type": "hello", "token": opened["token"]}
        socket = {"url": self._url, "path": f"{path}/socket", "headers": {}, "send": [hello], "counts": False}
        self.customers.append(socket)
        return str(opened["id"])
