"""Stand in for the internet.

The servers stand on loopback. The visitor's own rules hold here as everywhere: names of the test lead to public
addresses, and the last step, from such an address to a socket, is the only one that the tests put in the place of the
real one. What is asked of that step is all that would ever have been contacted.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import ssl
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from ita_xlsx.links.rate_limit import HostRateLimit
from ita_xlsx.links.visitor import MOST_REDIRECTS, Visitor
from ita_xlsx.model.links import LinkResult
from ita_xlsx.store.link_results import read_links

DAY = date(2026, 11, 20)
PUBLIC, OTHER = "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"
SITE = "http://www.trat.go.th"
# Seconds: no test waits so long unless it fails.
LONG = 60.0
REDIRECTS = {
    "/moved": "/ok",
    "/moved-far": "http://other.go.th/ok",
    "/moved-to-other-scheme": "//other.go.th/ok",
    "/to-home": "/",
    "/to-index": "/index.php",
    "/to-page-of-index": "/index.php?id=7",
    "/to-login": "http://accounts.google.com/ServiceLogin?continue=x",
    "/to-own-login": "/login?next=/ok",
    "/loop": "/loop",
    "/to-private": "http://10.0.0.1/secret",
    "/to-loopback": "http://127.0.0.1/secret",
    "/to-v6-loopback": "http://[::1]/secret",
    "/to-metadata": "http://169.254.169.254/latest/meta-data/",
    "/to-private-name": "http://inside.go.th/secret",
    "/to-odd-number": "http://2130706433/secret",
    "/to-port": "http://www.trat.go.th:8080/ok",
    "/to-file": "file:///etc/passwd",
    "/to-user": "http://user:secret@www.trat.go.th/ok",
    "/to-gopher": "gopher://www.trat.go.th/1",
    "/to-nonsense": "http://[nonsense",
    "/to-gone": "/404",
    "/to-thai": "/แผน",
    **{f"/hop{number}": f"/hop{number + 1}" for number in range(MOST_REDIRECTS)},
    f"/hop{MOST_REDIRECTS}": "/ok",
    "/too-many": "/hop0",
}


class Answers(BaseHTTPRequestHandler):
    """Plays every kind of server."""

    protocol_version = "HTTP/1.1"
    server: Stage

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        stage, path = self.server, self.path
        with stage.lock:
            stage.seen.append((self.command, self.headers["Host"], path, dict(self.headers)))
            stage.now += 1
            stage.most = max(stage.most, stage.now)
            if stage.most > 1:
                stage.met.set()
        try:
            self._play(path)
        except OSError:
            pass
        finally:
            with stage.lock:
                stage.now -= 1

    def _play(self, path: str) -> None:
        is_head, stage = self.command == "HEAD", self.server
        if path in stage.statuses:
            self._send(stage.statuses[path], {})
        elif path in stage.moved:
            self._send(301, {"Location": stage.moved[path]})
        elif path in REDIRECTS:
            self._send(302, {"Location": REDIRECTS[path], "Set-Cookie": "crumb=1"})
        elif path.startswith("/head"):
            self._play_head(path, is_head)
        elif path == "/slow":
            self.server.stopped.wait(LONG)
        elif path == "/endless":
            self._send(405 if is_head else 200, {}, length=False)
            while not is_head and not self.server.stopped.is_set():
                self.server.sent += self.connection.send(b"x" * 65536)
        elif path == "/drip":
            while not self.server.stopped.wait(0.05):
                self.connection.send(b"H")
        elif path == "/endless-headers":
            self.connection.send(b"HTTP/1.1 200 OK\r\n")
            while not self.server.stopped.is_set():
                self.server.sent += self.connection.send(b"X-A: b\r\n" * 1000)
        elif path == "/endless-100":
            while not self.server.stopped.is_set():
                self.server.sent += self.connection.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)
        elif path == "/nonsense":
            self.connection.send(b"\x00\x01nonsense\r\n\r\n")
        elif path.startswith("/pause"):
            stage.met.wait(LONG)
            self._send(200, {})
        else:
            self._send(int(path[1:4]) if path[1:4].isdigit() else 200, {})

    def _play_head(self, path: str, is_head: bool) -> None:
        """Servers that do not like to be asked for the head alone."""
        if is_head and path == "/head-hangs-up":
            self.connection.shutdown(socket.SHUT_RDWR)
        elif is_head and path == "/head-waits":
            self.server.stopped.wait(LONG)
        else:
            self._send(int(path[-3:]) if is_head else 200, {})

    def _send(self, status: int, headers: dict[str, str], *, length: bool = True) -> None:
        self.close_connection = True
        self.send_response(status)
        for name, value in headers.items():
            # As servers do that write addresses as they are.
            self._headers_buffer.append(f"{name}: {value}\r\n".encode())  # type: ignore[attr-defined]
        if length:
            self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Stage(ThreadingHTTPServer):
    """A server on loopback that remembers what it was asked."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.seen: list[tuple[str, str, str, dict[str, str]]] = []
        self.sent = self.now = self.most = 0
        self.statuses: dict[str, int] = {}
        self.moved: dict[str, str] = {}
        self.lock, self.stopped = threading.Lock(), threading.Event()
        # Set once two requests were answered at the same time.
        self.met = threading.Event()
        if context:
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is none."""

    def end(self) -> None:
        """Stop playing."""
        self.stopped.set()
        self.shutdown()
        self.server_close()


@dataclass
class World:
    """Names, what they lead to, and what was dialled."""

    http: Stage
    https: int = 0
    names: dict[str, Sequence[str]] = field(default_factory=dict)
    dialled: list[tuple[str, int]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def resolve(self, host: str, port: int) -> Sequence[str]:
        """The addresses of a name: those of the test, itself where it is a number, else a public one."""
        self.asked.append(host)
        if host in self.names:
            return self.names[host]
        try:
            return (str(ipaddress.ip_address(int(host) if host.isdigit() else host)),)
        except ValueError:
            return (PUBLIC,)

    def dial(self, address: str, port: int, timeout: float) -> socket.socket:
        """From an address of the internet to the stage."""
        self.dialled.append((address, port))
        return socket.create_connection(("127.0.0.1", self.https if port == 443 else self.http.server_port), timeout)

    def visitor(self, **more: Any) -> Visitor:
        """A visitor who does not pause, and who gives a busy machine all the time that it needs."""
        known = {"rate_limit": HostRateLimit(0), "seconds": LONG, "at_a_time": LONG}
        return Visitor(day=DAY, resolve=self.resolve, dial=self.dial, **{**known, **more})


def kept() -> dict[str, LinkResult]:
    """The results in the cache of this test: no round and no roster were named."""
    return dict(read_links(Path(os.environ["ITA_CACHE"]) / "links.csv"))
