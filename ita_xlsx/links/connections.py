"""Connect to servers on the public internet, and to nothing else.

Takes host and port; opens network connections. Every host name is resolved here and each of its addresses is checked.
The connection is made to the checked address itself, so a second answer of the name service cannot replace it.
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

# The bytes that a server may send before the connection is closed: the headers and the beginning of a page.
MOST_BYTES = 1024 * 1024
# A host may have many addresses; only the first ones are tried.
_MOST_ADDRESSES = 2

Resolve = Callable[[str, int], Sequence[str]]
Dial = Callable[[str, int, float], socket.socket]


class NotPublicAddress(Exception):
    """An error for a target that is not on the public internet; its text names the target."""


class HostNotFound(Exception):
    """An error for a host that does not exist according to the name service."""


class NameServiceError(Exception):
    """An error for a name service that cannot be reached or gives no answer."""


class BudgetExceeded(Exception):
    """An error for a visit that has used up its time or its bytes."""


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the IP addresses of a host; raise ``HostNotFound`` or ``NameServiceError`` if there are none."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        missing = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
        raise (HostNotFound if error.errno in missing else NameServiceError)(host) from error
    except (OSError, UnicodeError) as error:
        raise NameServiceError(host) from error
    return tuple(dict.fromkeys(str(answer[4][0]) for answer in answers))


def dial(address: str, port: int, timeout: float) -> socket.socket:
    """Return a connection to an IP address; ``timeout`` is in seconds. Raise OSError if it fails."""
    return socket.create_connection((address, port), timeout)


@dataclass
class Budget:
    """The seconds and bytes that one visit may still use.

    ``seconds`` is the total time, ``at_a_time`` the longest single wait. Time counts only inside ``running``.
    """

    seconds: float
    at_a_time: float
    bytes_left: int = MOST_BYTES
    _since: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count the time inside the block; waiting for the rate limit happens outside and costs nothing."""
        self._since = time.monotonic()
        try:
            yield
        finally:
            self.seconds -= time.monotonic() - self._since

    @property
    def wait(self) -> float:
        """Return the seconds that the next operation may wait; raise BudgetExceeded if nothing is left."""
        left = self.seconds - (time.monotonic() - self._since)
        if left <= 0 or self.bytes_left <= 0:
            raise BudgetExceeded
        return min(left, self.at_a_time)


class PublicInternet(httpcore.NetworkBackend):
    """A network backend that connects only to public addresses, on the ports of the web.

    ``resolve`` asks the name service and ``dial`` connects to an address; tests replace both.
    """

    def __init__(self, budget: Budget, resolve: Resolve, dial: Dial) -> None:
        """Store the budget and the two functions that reach the network."""
        self._budget, self._resolve, self._dial = budget, resolve, dial

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve a host, check all of its addresses, and return a connection to one of them.

        Raise NotPublicAddress before anything is sent if the port or one of the addresses is not allowed.
        Raise ConnectError if no address accepts the connection.
        """
        if port not in PORTS:
            raise NotPublicAddress(f"{host}:{port}")
        addresses = self._resolve(host, port)
        for address in addresses:
            if not is_public(address):
                raise NotPublicAddress(host if host == address else f"{host} ({address})")
        error: OSError = OSError(host)
        for address in addresses[:_MOST_ADDRESSES]:
            try:
                return _Stream(self._dial(address, port, self._budget.wait), self._budget)
            except OSError as refused:
                error = refused
        raise httpcore.ConnectError(str(error)) from error


class _Stream(httpcore.NetworkStream):
    """A socket that counts every wait and every byte against the budget of the visit."""

    def __init__(self, connection: socket.socket, budget: Budget) -> None:
        """Store the open socket and the budget."""
        self._socket, self._budget = connection, budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return the next bytes; raise BudgetExceeded or ReadError."""
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
        """Send all bytes; raise BudgetExceeded or WriteError."""
        try:
            self._socket.settimeout(self._budget.wait)
            self._socket.sendall(buffer)
        except TimeoutError as error:
            raise BudgetExceeded from error
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Return an encrypted stream on the same socket, checked against the host name.

        Raise BudgetExceeded, ssl.SSLError or ConnectError.
        """
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
        """Return None: httpcore asks for the protocol, and only HTTP/1.1 is used."""
        return None
