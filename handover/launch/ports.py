import socket
from collections.abc import Sequence
from urllib.parse import urlsplit

from handover.launch.child import Part
from handover.launch.errors import LaunchError


def check_ports(parts: Sequence[Part]) -> None:
    """See whether every part can have its port, each one of its own.

    Raises:
        LaunchError: one is taken, or none is named; says whose, and which setting gives it another.
    """
    given: dict[int, Part] = {}
    for part in parts:
        host, port = _address(part)
        if port in given:
            raise LaunchError(
                f"{given[port].title} and {part.title} cannot both have port {port}.",
                f"Choose another one with {given[port].setting} or {part.setting} in the environment or in .env.",
            )
        if is_taken(host, port):
            raise LaunchError(
                f"Port {port} for {part.title} is taken by another program.",
                f"End that program, or choose another port with {part.setting} in the environment or in .env.",
            )
        given[port] = part


def _address(part: Part) -> tuple[str, int]:
    try:
        address = urlsplit(part.ready_url)
        if address.scheme == "http" and address.hostname and address.port:
            return address.hostname, address.port
    except ValueError:  # a port that is no number
        pass
    raise LaunchError(
        f"{part.setting} names no address that {part.title} could listen on.", "It is written http://127.0.0.1:5005."
    )


def is_taken(host: str, port: int) -> bool:
    """Whether a server cannot listen there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
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
