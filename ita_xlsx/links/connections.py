"""How is a server reached, so that nothing but the public internet ever is?

Every name is resolved here, every address it has is looked at, and the connection is made to the very one that was
looked at: no second answer of the name service can put another in its place.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpcore

from ita_xlsx.links.public_addresses import PORTS, is_public

# What a server may send before it is hung up on: its headers, and the beginning of a page.
MOST_BYTES = 1024 * 1024
# A name may have many addresses; more are not tried.
_TRIES = 2

Resolve = Callable[[str, int], Sequence[str]]
Dial = Callable[[str, int, float], socket.socket]


class NotPublicAddress(Exception):
    """What would have been contacted is not of the public internet; the text names it."""


class NoSuchName(Exception):
    """The name service says that there is no such host."""


class NoAnswerOnName(Exception):
    """The name service could not be asked."""


class BudgetExceeded(Exception):
    """The time or the bytes that a visit may take are used up."""


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host in figures; raises NoSuchName or NoAnswerOnName."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        missing = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
        raise (NoSuchName if error.errno in missing else NoAnswerOnName)(host) from error
    except (OSError, UnicodeError) as error:
        raise NoAnswerOnName(host) from error
    return tuple(dict.fromkeys(str(answer[4][0]) for answer in answers))


def dial(address: str, port: int, timeout: float) -> socket.socket:
    """A connection to an address in figures; raises OSError."""
    return socket.create_connection((address, port), timeout)


@dataclass
class Budget:
    """What one visit may take: seconds in all and at a time, and bytes; it runs while somebody is spending it."""

    seconds: float
    at_a_time: float
    bytes_left: int = MOST_BYTES
    _since: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """The clock runs within; waiting for one's turn costs nothing."""
        self._since = time.monotonic()
        try:
            yield
        finally:
            self.seconds -= time.monotonic() - self._since

    @property
    def wait(self) -> float:
        """How long to wait now; raises TooSlow when nothing is left."""
        left = self.seconds - (time.monotonic() - self._since)
        if left <= 0 or self.bytes_left <= 0:
            raise BudgetExceeded
        return min(left, self.at_a_time)


class PublicInternet(httpcore.NetworkBackend):
    """Connections to public addresses alone, on the ports of the web.

    ``resolve`` and ``dial`` are the ways to the name service and to an address; tests put others in their place.
    """

    def __init__(self, budget: Budget, resolve: Resolve, dial: Dial) -> None:
        self._budget, self._resolve, self._dial = budget, resolve, dial

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve, look at every address, and connect to one of them.

        Raises NotPublic before anything is sent where one of them is not public.
        """
        if port not in PORTS:
            raise NotPublicAddress(f"{host}:{port}")
        addresses = self._resolve(host, port)
        for address in addresses:
            if not is_public(address):
                raise NotPublicAddress(host if host == address else f"{host} ({address})")
        error: OSError = OSError(host)
        for address in addresses[:_TRIES]:
            try:
                return _Stream(self._dial(address, port, self._budget.wait), self._budget)
            except OSError as refused:
                error = refused
        raise httpcore.ConnectError(str(error)) from error


class _Stream(httpcore.NetworkStream):
    """A socket whose every wait and byte is counted against the visit's budget."""

    def __init__(self, connection: socket.socket, budget: Budget) -> None:
        self._socket, self._budget = connection, budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What comes next; raises TooSlow or ReadError."""
        try:
            self._socket.settimeout(self._budget.wait)
            data = self._socket.recv(max_bytes)
        except TimeoutError as error:
            raise BudgetExceeded from error
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error
        self._budget.bytes_left -= len(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send it all; raises TooSlow or WriteError."""
        try:
            self._socket.settimeout(self._budget.wait)
            self._socket.sendall(buffer)
        except TimeoutError as error:
            raise BudgetExceeded from error
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same, encrypted, for the name that was asked for; raises TooSlow, ssl.SSLError or ConnectError."""
        try:
            self._socket.settimeout(self._budget.wait)
            return _Stream(ssl_context.wrap_socket(self._socket, server_hostname=server_hostname), self._budget)
        except ssl.SSLError:
            self.close()
            raise
        except OSError as error:
            self.close()
            if isinstance(error, TimeoutError):
                raise BudgetExceeded from error
            raise httpcore.ConnectError(str(error)) from error

    def get_extra_info(self, info: str) -> Any:
        """Nothing: the library asks for the protocol, and there is but one."""
        return None
