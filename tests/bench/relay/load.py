"""The clients of one measurement, in a process of their own: a plan in by stdin, figures out by stdout.

Messages come at random moments, the same ones for all who are measured, and wait for nobody: a server that falls behind
is not spared. A message's time is from its request to its event on a socket that watches.
"""

import asyncio
import json
import os
import random
import re
import sys
import time
from asyncio import StreamReader, StreamWriter
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import uvloop
from websockets.asyncio.client import ClientConnection, connect

WARM_S = 1.5
LONGEST_WAIT_S = 10
TEXT = "Ist mein Paket schon unterwegs? Es sollte seit gestern da sein, und ich bin nur noch bis Freitag zu Hause."


@dataclass
class Plan:
    """What to do.

    Attributes:
        url: Where the requests go, as `host:port`.
        posts: `{path, headers}` of each conversation, which take turns.
        sockets: `{url, path, headers, send, counts}`: what to send at first, each answered by a snapshot, and whether
            events on it end a message's time.
        rate: Messages a second.
        seconds: For how long.
        pids: The processes of the server, whose time on the processors is counted.
    """

    url: str
    posts: list[dict[str, Any]]
    sockets: list[dict[str, Any]]
    rate: float
    seconds: float
    pids: list[int]


class Poster:
    """Sends requests on connections that stay open. A library would take longer for one than what is measured."""

    def __init__(self, address: str) -> None:
        self._host, _, self._port = address.partition(":")
        self._free: list[tuple[StreamReader, StreamWriter]] = []

    async def post(self, path: str, headers: dict[str, str], body: bytes) -> int:
        """Send a body; the status of the answer."""
        reader, writer = self._free.pop() if self._free else await asyncio.open_connection(self._host, self._port)
        lines = [f"POST {path} HTTP/1.1", f"Host: {self._host}:{self._port}", f"Content-Length: {len(body)}"]
        lines += ["Content-Type: application/json", *(f"{name}: {value}" for name, value in headers.items())]
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        await reader.readexactly(int(length[1]) if length else 0)
        self._free.append((reader, writer))
        return int(head.split(b" ", 2)[1])


class Load:
    """All clients of one measurement."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._poster = Poster(plan.url)
        self._sent: dict[str, float] = {}
        self.took_ms: list[float] = []
        self.refused = 0

    async def run(self) -> dict[str, Any]:
        """Connect, warm up, measure."""
        async with asyncio.TaskGroup() as tasks:
            sockets = await asyncio.gather(*(self._open(told) for told in self._plan.sockets))
            readers = [
                tasks.create_task(self._read(socket, told["counts"]))
                for socket, told in zip(sockets, self._plan.sockets, strict=True)
            ]
            await self._send(WARM_S, random.Random(1))
            self.took_ms.clear()
            self.refused, before = 0, self._processor_s()
            await self._send(self._plan.seconds, random.Random(2))
            spent = self._processor_s() - before
            for reader in readers:
                reader.cancel()
        await asyncio.gather(*(socket.close() for socket in sockets))
        count = len(self.took_ms)
        lost = len(self._sent)
        return {"took_ms": self.took_ms, "lost": lost, "refused": self.refused, "cpu_ms": spent * 1000 / max(1, count)}

    async def _open(self, told: dict[str, Any]) -> ClientConnection:
        where = f"ws://{told['url']}{told['path']}"
        socket = await connect(where, additional_headers=told["headers"], compression=None, open_timeout=60)
        awaited = len(told["send"])
        for frame in told["send"]:
            await socket.send(json.dumps(frame))
            awaited -= frame["type"] == "hello" and "token" not in frame
        while awaited:
            awaited -= json.loads(await socket.recv())["type"] == "snapshot"
        return socket

    async def _read(self, socket: ClientConnection, counts: bool) -> None:
        async for text in socket:
            came = time.perf_counter()
            if not counts:
                continue
            started = self._sent.pop(json.loads(text).get("id", ""), None)
            if started is not None:
                self.took_ms.append((came - started) * 1000)

    async def _send(self, seconds: float, chance: random.Random) -> None:
        begun = time.perf_counter()
        at, number = 0.0, 0
        async with asyncio.TaskGroup() as tasks:
            while (at := at + chance.expovariate(self._plan.rate)) < seconds:
                await asyncio.sleep(max(0, begun + at - time.perf_counter()))
                tasks.create_task(self._say(self._plan.posts[number % len(self._plan.posts)]))
                number += 1
        patience = time.perf_counter() + LONGEST_WAIT_S
        while self._sent and time.perf_counter() < patience:  # noqa: ASYNC110 - what empties it tells nobody
            await asyncio.sleep(0.01)

    async def _say(self, post: dict[str, Any]) -> None:
        message_id = str(uuid4())
        body = json.dumps({"id": message_id, "text": TEXT}).encode()
        self._sent[message_id] = time.perf_counter()
        if await self._poster.post(post["path"], post["headers"], body) != 201:
            self.refused += 1

    def _processor_s(self) -> float:
        """Seconds that the server has spent on the processors (Linux only)."""
        ticks = 0
        for pid in self._plan.pids:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    json.dump(uvloop.run(Load(Plan(**json.load(sys.stdin))).run()), sys.stdout)
