"""An action server in this process that makes documents, for tests without the real one."""

import asyncio

from handover.adapters.actions import DocumentNotFetchedError

INVOICE = b"%PDF-1.7\n% an invoice\n%%EOF\n"


class FakeDocuments:
    """Makes what a test says, can be switched off, and can be held so that a test decides when a document arrives."""

    def __init__(self) -> None:
        self.content: bytes | None = INVOICE
        self.fetched: list[str] = []
        self.seconds = 0.5
        self.largest = 10 * 1024 * 1024
        self._free = asyncio.Event()
        self._free.set()

    def hold(self) -> None:
        """Let documents wait until `let_go`."""
        self._free.clear()

    def let_go(self) -> None:
        """Hand out what was held."""
        self._free.set()

    async def document(self, source: str) -> bytes:
        """See `Documents.document`."""
        self.fetched.append(source)
        await self._free.wait()
        if self.content is None:
            raise DocumentNotFetchedError("switched off")
        return self.content
