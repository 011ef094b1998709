"""HTTP connections that end when their time is over.

The time-outs of `requests` start anew with each byte: a shop that trickles one byte a second never reaches them. These
sockets wait no longer than until the deadline of the thread that reads them.
"""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socket import socket
from time import monotonic
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.ssl_ import create_urllib3_context

_of_thread = threading.local()


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Whatever this thread reads and writes in here is over after that time."""
    before = getattr(_of_thread, "at", None)
    _of_thread.at = monotonic() + seconds
    try:
        yield
    finally:
        _of_thread.at = before


def seconds_left() -> float:
    """What is left of this thread's time; 0 where it is over."""
    return max(0.0, float(_of_thread.at) - monotonic())


def _patience() -> float:
    left = seconds_left()
    if not left:
        raise TimeoutError("the time is over")
    return left


class _Socket(socket):
    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self.settimeout(_patience())
        return super().recv_into(*args, **kwargs)

    def sendall(self, *args: Any, **kwargs: Any) -> None:
        self.settimeout(_patience())
        super().sendall(*args, **kwargs)


class _TlsSocket(ssl.SSLSocket):
    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self.settimeout(_patience())
        return super().recv_into(*args, **kwargs)

    def sendall(self, *args: Any, **kwargs: Any) -> None:
        self.settimeout(_patience())
        super().sendall(*args, **kwargs)


class _Connection(HTTPConnection):
    def _new_conn(self) -> socket:
        return _Socket(fileno=super()._new_conn().detach())


class _TlsConnection(HTTPSConnection):
    def _new_conn(self) -> socket:
        return _Socket(fileno=super()._new_conn().detach())


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


class DeadlineAdapter(HTTPAdapter):
    """Connects a session of `requests` with such sockets."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools; called by `requests`."""
        context = create_urllib3_context()
        context.sslsocket_class = _TlsSocket
        super().init_poolmanager(*args, ssl_context=context, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}
