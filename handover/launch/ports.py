import socket
from collections.abc import Sequence
from urllib.parse import urlsplit

from handover.launch.child import Part
from handover.launch.errors import LaunchError


def check_ports(parts: Sequence[Part]) -> None:
    """See whether every part can have its port.

    Raises:
        LaunchError: one is taken; says whose, and which setting gives it another.
    """
    for part in parts:
        address = urlsplit(part.ready_url)
        if is_taken(address.hostname or "127.0.0.1", address.port or 80):
            raise LaunchError(
                f"Port {address.port} for {part.title} is taken by another program.",
                f"End that program, or choose another port with {part.setting} in the environment or in .env.",
            )


def is_taken(host: str, port: int) -> bool:
    """Whether a server cannot listen there."""
    with socket.socket() as probe:
        # As servers do; otherwise a connection that has just ended would count as taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def free_port() -> int:
    """A port of the loopback interface on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
