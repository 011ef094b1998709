"""A shop's API that goes wrong in every way that sockets allow."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import sleep

Behaviour = Callable[[socket.socket], None]


class BadServer:
    """Answers each connection's requests by `behaviours`, one after another; the last one goes on for ever."""

    def __init__(self, *behaviours: Behaviour, tls: ssl.SSLContext | None = None) -> None:
        self.behaviours = list(behaviours)
        self.tls = tls
        self.requests: list[bytes] = []
        self.stopped = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection, self._opened(connection) as opened:
            while request := read_request(opened):
                self.requests.append(request)
                behaviour = self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]
                behaviour(opened)

    def _opened(self, connection: socket.socket) -> socket.socket:
        return self.tls.wrap_socket(connection, server_side=True) if self.tls else connection

    def close(self) -> None:
        self.stopped.set()
        self.listener.close()


@contextmanager
def bad_server(*behaviours: Behaviour, tls: ssl.SSLContext | None = None) -> Iterator[BadServer]:
    server = BadServer(*behaviours, tls=tls)
    try:
        yield server
    finally:
        server.close()


def read_request(connection: socket.socket) -> bytes:
    """A request with its body, or nothing when the client went away."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            return b""
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            while len(body) < int(line.split(b":")[1]):
                body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def answer(status: int, body: bytes = b"{}", kind: str = "application/json", *more: str) -> Behaviour:
    head = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", f"Content-Type: {kind}", *more]
    whole = "\r\n".join(head).encode() + b"\r\n\r\n" + body
    return lambda connection: connection.sendall(whole)


def hang(connection: socket.socket) -> None:
    """Accepts, reads and never answers."""
    sleep(30)


def hang_up(connection: socket.socket) -> None:
    connection.shutdown(socket.SHUT_RDWR)
    raise OSError


def break_off(connection: socket.socket) -> None:
    """The connection ends in the middle of the body."""
    connection.sendall(
        b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"order_number"'
    )
    hang_up(connection)


def end_early(connection: socket.socket) -> None:
    """As `break_off`, without having said how long it is."""
    connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"order_number": "BW-10')
    hang_up(connection)


def trickle_head(connection: socket.socket) -> None:
    for byte in b"HTTP/1.1 200 OK\r\n" + b"X-Filler: aaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n" * 20:
        connection.sendall(bytes([byte]))
        sleep(0.05)


def trickle_body(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n")
    for _ in range(600):
        connection.sendall(b" ")
        sleep(0.05)


def endless(connection: socket.socket) -> None:
    """A body without an end, as fast as it can be read."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while True:
        connection.sendall(b" " * 65536)


def not_http(connection: socket.socket) -> None:
    connection.sendall(b"SSH-2.0-OpenSSH_9.9\r\n")
    hang_up(connection)


def asked_for(port: int, request: bytes) -> bytes:
    """What the shop at `port` answers to this request."""
    with socket.create_connection(("127.0.0.1", port)) as shop:
        shop.sendall(request)
        return read_request(shop)


def late(seconds: float, behaviour: Behaviour) -> Behaviour:
    def wait(connection: socket.socket) -> None:
        sleep(seconds)
        behaviour(connection)

    return wait
