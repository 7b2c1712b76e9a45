"""Listen as a host on the outside would, and serve the page as a web site would."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_ANSWER = b"HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Host:
    """A host that notes every connection and every datagram that reaches it, and answers politely."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self._stream = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._stream.getsockname()[1])
        self._datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._datagrams.bind(("127.0.0.1", self.port))
        for work in (self._take_streams, self._take_datagrams):
            threading.Thread(target=work, daemon=True).start()

    def _take_streams(self) -> None:
        while True:
            try:
                connection, _ = self._stream.accept()
            except OSError:
                return
            # A browser may open a connection in advance and send its question later, or never.
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(5)
            try:
                first = connection.recv(4096).split(b"\r\n")[0]
                connection.sendall(_ANSWER)
            except OSError:
                first = b""
            self.heard.append(f"tcp {first.decode('latin-1')}")

    def _take_datagrams(self) -> None:
        while True:
            try:
                self._datagrams.recvfrom(4096)
            except OSError:
                return
            self.heard.append("udp")

    def close(self) -> None:
        self._stream.close()
        self._datagrams.close()


@contextmanager
def listening() -> Iterator[Host]:
    host = Host()
    try:
        yield host
    finally:
        host.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; give the address of its root."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
