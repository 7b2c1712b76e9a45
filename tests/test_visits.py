"""Is each answer of a server told as what it is, and is nothing but the public internet ever contacted?

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
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.links import connections as dialing
from ita_xlsx.links import judge_links, stored_results, with_visits
from ita_xlsx.links.connections import NoAnswerOnName, NoSuchName
from ita_xlsx.links.public_addresses import is_public
from ita_xlsx.links.rate_limit import Manners
from ita_xlsx.links.visit_all import known_visits, to_visit, visit_all
from ita_xlsx.links.visitor import MOST_REDIRECTS, Visitor
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.links import AgencyProofs, LinkResult, Proof, Verdict, link_result
from ita_xlsx.output.texts import verdict_words
from ita_xlsx.store.link_results import read_links
from tests.program import printed, run
from tests.test_links import fill

DAY = date(2026, 11, 20)
PUBLIC, OTHER = "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"
SITE = "http://www.trat.go.th"
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
            self.server.stopped.wait(5)
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
            time.sleep(0.02)
            self._send(200, {})
        else:
            self._send(int(path[1:4]) if path[1:4].isdigit() else 200, {})

    def _play_head(self, path: str, is_head: bool) -> None:
        """Servers that do not like to be asked for the head alone."""
        if is_head and path == "/head-hangs-up":
            self.connection.shutdown(socket.SHUT_RDWR)
        elif is_head and path == "/head-waits":
            self.server.stopped.wait(5)
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
        """A visitor who is quick."""
        known = {"manners": Manners(0), "seconds": 2.0, "at_a_time": 0.4}
        return Visitor(DAY, self.resolve, self.dial, **{**known, **more})


@pytest.fixture
def world() -> Iterator[World]:
    stage = Stage()
    yield World(stage, names={"inside.go.th": ("192.168.1.9",)})
    stage.end()


@pytest.mark.parametrize(
    ("path", "code", "detail", "reached"),
    [
        ("/ok", "", "", ""),
        ("/204", "", "", ""),
        ("/แผน?ปี=๒๕๖๙#หน้า-2", "", "", ""),
        ("/404", "L421", "404", ""),
        ("/410", "L421", "410", ""),
        ("/401", "L423", "401", ""),
        ("/403", "L423", "403", ""),
        ("/400", "L424", "400", ""),
        ("/429", "L424", "429", ""),
        ("/500", "L424", "500", ""),
        ("/503", "L424", "503", ""),
        ("/304", "L424", "304", ""),
        ("/slow", "L425", "www.trat.go.th", ""),
        ("/drip", "L425", "www.trat.go.th", ""),
        ("/nonsense", "L425", "www.trat.go.th", ""),
        ("/endless-headers", "L425", "www.trat.go.th", ""),
        ("/endless-100", "L425", "www.trat.go.th", ""),
        ("/endless", "", "", ""),
        ("/head-405", "", "", ""),
        ("/head-404", "", "", ""),
        ("/head-500", "", "", ""),
        ("/head-hangs-up", "", "", ""),
        ("/head-waits", "", "", ""),
        ("/moved", "", "", f"{SITE}/ok"),
        ("/moved-far", "", "", "http://other.go.th/ok"),
        ("/moved-to-other-scheme", "", "", "http://other.go.th/ok"),
        ("/to-thai", "", "", f"{SITE}/%E0%B9%81%E0%B8%9C%E0%B8%99"),
        ("/to-home", "L426", "", f"{SITE}/"),
        ("/to-index", "L426", "", f"{SITE}/index.php"),
        ("/to-page-of-index", "", "", f"{SITE}/index.php?id=7"),
        ("/to-login", "L423", "accounts.google.com", "http://accounts.google.com/ServiceLogin?continue=x"),
        ("/to-own-login", "L423", "www.trat.go.th", f"{SITE}/login?next=/ok"),
        ("/to-gone", "L421", "404", f"{SITE}/404"),
        ("/loop", "L431", "5", ""),
        ("/too-many", "L431", "5", ""),
        ("/hop1", "", "", f"{SITE}/ok"),
        ("/to-private", "L432", "10.0.0.1", ""),
        ("/to-loopback", "L432", "127.0.0.1", ""),
        ("/to-v6-loopback", "L432", "::1", ""),
        ("/to-metadata", "L432", "169.254.169.254", ""),
        ("/to-private-name", "L432", "inside.go.th (192.168.1.9)", ""),
        ("/to-odd-number", "L432", "http://2130706433/secret", ""),
        ("/to-port", "L432", "www.trat.go.th:8080", ""),
        ("/to-file", "L432", "file:///etc/passwd", ""),
        ("/to-user", "L432", "http://user:secret@www.trat.go.th/ok", ""),
        ("/to-gopher", "L432", "gopher://www.trat.go.th/1", ""),
        ("/to-nonsense", "L432", "http://[nonsense", ""),
    ],
)
def test_each_answer_is_told_as_it_is(world: World, path: str, code: str, detail: str, reached: str) -> None:
    began = time.monotonic()
    assert world.visitor().visit(f"{SITE}{path}") == link_result(f"{SITE}{path}", code, detail, reached, DAY)
    assert time.monotonic() - began < 4
    assert set(world.dialled) == {(PUBLIC, 80)}
    assert world.http.sent < 16 * 1024 * 1024


def test_the_head_is_asked_for_and_the_page_only_where_that_is_refused(world: World) -> None:
    for path in ("/ok", "/head-405", "/404", "/429"):
        world.visitor().visit(f"{SITE}{path}")
    asked = [(method, path) for method, _, path, _ in world.http.seen]
    assert asked == [
        ("HEAD", "/ok"), ("HEAD", "/head-405"), ("GET", "/head-405"), ("HEAD", "/404"), ("GET", "/404"),
        ("HEAD", "/429"),
    ]  # fmt: skip


def test_no_cookie_login_or_proxy_is_used(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert world.visitor().visit(f"{SITE}/moved").verdict is Verdict.FINE
    assert [path for _, _, path, _ in world.http.seen] == ["/moved", "/ok"]
    for _, host, _, headers in world.http.seen:
        assert host == "www.trat.go.th"
        assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Language"}
        assert headers["User-Agent"].startswith("ita-xlsx/")


@pytest.mark.parametrize(
    ("answers", "dialled"),
    [
        (("10.1.2.3",), []),
        ((PUBLIC, "10.1.2.3"), []),
        (("127.0.0.1",), []),
        (("::ffff:127.0.0.1",), []),
        (("::ffff:93.184.216.34",), []),
        (("fe80::1%eth0",), []),
        (("64:ff9b::7f00:1",), []),
        (("64:ff9b::5db8:d822",), [("64:ff9b::5db8:d822", 80)]),
        ((OTHER,), [(OTHER, 80)]),
        ((PUBLIC, OTHER), [(PUBLIC, 80)]),
        (("nonsense",), []),
        ((), []),
    ],
)
def test_every_address_of_a_name_is_looked_at_before_any_is_dialled(
    world: World, answers: tuple[str, ...], dialled: list[tuple[str, int]]
) -> None:
    world.names["www.trat.go.th"] = answers
    result = world.visitor().visit(f"{SITE}/ok")
    assert world.dialled == dialled
    expected = "" if dialled else ("L432" if answers else "L425")
    assert result.rule == expected


def test_a_second_answer_that_is_private_is_refused(world: World) -> None:
    """A name may lead elsewhere a moment later: whoever connects again looks again, at what is connected to."""
    answers = iter([(PUBLIC,), ("127.0.0.1",)])

    def rebinding(host: str, port: int) -> Sequence[str]:
        return next(answers)

    world.resolve = rebinding  # type: ignore[method-assign]
    # The first connection breaks, and a second has to be made.
    assert world.visitor().visit(f"{SITE}/head-hangs-up").rule == "L432"
    assert world.dialled == [(PUBLIC, 80)]
    assert [method for method, *_ in world.http.seen] == ["HEAD"]


def test_without_its_guard_the_same_visit_would_reach_inside(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests above can fail: they see what is dialled when nobody looks at addresses or ports."""
    monkeypatch.setattr(dialing, "is_public", lambda address: True)
    monkeypatch.setattr(dialing, "PORTS", (80, 443, 8080))
    for path in ("/to-private", "/to-private-name", "/to-port"):
        world.visitor().visit(f"{SITE}{path}")
    assert set(world.dialled) == {(PUBLIC, 80), ("10.0.0.1", 80), ("192.168.1.9", 80), (PUBLIC, 8080)}


@pytest.mark.parametrize(("error", "code"), [(NoSuchName, "L422"), (NoAnswerOnName, "L433")])
def test_a_name_that_is_not_there_is_told(world: World, error: type[Exception], code: str) -> None:
    """A day stands only where something was learned."""

    def failing(host: str, port: int) -> Sequence[str]:
        raise error(host)

    world.resolve = failing  # type: ignore[method-assign]
    assert world.visitor().visit(f"{SITE}/ok") == link_result(
        f"{SITE}/ok", code, "www.trat.go.th", "", DAY if code == "L422" else None
    )


@pytest.mark.parametrize(
    ("number", "error"),
    [(socket.EAI_NONAME, NoSuchName), (socket.EAI_AGAIN, NoAnswerOnName), (socket.EAI_FAIL, NoAnswerOnName)],
)
def test_the_name_service_is_understood(number: int, error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*arguments: Any, **more: Any) -> None:
        raise socket.gaierror(number, "no")

    monkeypatch.setattr(socket, "getaddrinfo", failing)
    with pytest.raises(error):
        dialing.resolve("www.trat.go.th", 80)


def test_a_server_that_is_not_there_cannot_be_told(world: World) -> None:
    def refused(address: str, port: int, timeout: float) -> socket.socket:
        world.dialled.append((address, port))
        raise ConnectionRefusedError

    world.dial = refused  # type: ignore[method-assign]
    world.names["www.trat.go.th"] = (PUBLIC, OTHER, "8.8.8.8")
    assert world.visitor().visit(f"{SITE}/ok").rule == "L425"
    assert world.dialled == [(PUBLIC, 80), (OTHER, 80)]


NOT_PUBLIC = (
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254", "127.0.0.1", "127.1.2.3",
    "169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.170", "192.0.2.1",
    "192.88.99.1", "192.168.0.1", "192.168.255.255", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1",
    "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::2", "::ffff:10.0.0.1",
    "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::10.0.0.1",
    "64:ff9b::127.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b:1::1", "100::1", "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "2001:10::1", "2001:20::1", "2002:0a00:0001::1",
    "2002:7f00:0001::1", "2002:a9fe:a9fe::1", "2002:c0a8:0101::1", "3fff::1", "4000::1", "5f00::1", "fc00::1",
    "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "ff0e::1", "fe80::1%1", "2606:4700::5efe:10.0.0.1",
    "2606:4700::200:5efe:127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433", "01.02.03.04", "1.2.3", "a",
)  # fmt: skip


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_what_is_not_public_is_known(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "1.1.1.1", PUBLIC, OTHER, "64:ff9b::8.8.8.8", "2002:0808:0808::1", "2001:4860:4860::8888", "11.0.0.1"],
)
def test_what_is_public_is_known(address: str) -> None:
    assert is_public(address)


PRIVATE = st.sampled_from(
    ["10.0.0.0/8", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10"]
)


@given(PRIVATE.map(ipaddress.IPv4Network), st.integers(0, 2**32 - 1))
def test_no_disguise_makes_a_private_address_public(network: ipaddress.IPv4Network, number: int) -> None:
    inner = int(network[0]) | number & int(network.hostmask)
    disguises = (
        inner, 0xFFFF << 32 | inner, 0x64FF9B << 96 | inner, 0x2002 << 112 | inner << 80 | 1, inner << 96 | inner,
        0x26064700 << 96 | 0x5EFE << 32 | inner,
    )  # fmt: skip
    assert not is_public(str(ipaddress.IPv4Address(inner)))
    for value in disguises[:4] + disguises[5:]:
        assert not is_public(str(ipaddress.IPv6Address(value)))


# --- certificates


def certificate(folder: Path, name: str, *, days: int = 30, authority: Any = None) -> tuple[Path, Any]:
    """A certificate for a name, by an authority or by itself, in a file with its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer, signer = authority or (subject, key)
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=60))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=authority is None, path_length=None), critical=True)
        .sign(signer, hashes.SHA256())
    )
    path = folder / f"{name}{days}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return path, (subject, key)


@pytest.mark.parametrize(
    ("name", "days", "trusted", "code"),
    [
        ("www.trat.go.th", 30, True, ""),
        ("www.trat.go.th", -1, True, "L427"),
        ("www.tak.go.th", 30, True, "L428"),
        ("www.trat.go.th", 30, False, "L429"),
    ],
)
def test_faults_of_certificates_are_named(
    world: World, tmp_path: Path, name: str, days: int, trusted: bool, code: str
) -> None:
    root, authority = certificate(tmp_path, "root", days=300)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate(tmp_path, name, days=days, authority=authority)[0])
    asked: list[str | None] = []
    server.sni_callback = lambda _, hostname, __: asked.append(hostname)
    stage = Stage(server)
    world.https = stage.server_port
    context = ssl.create_default_context(cafile=str(root) if trusted else None)
    result = world.visitor(trusted=context).visit("https://www.trat.go.th/ok")
    stage.end()
    assert result == link_result("https://www.trat.go.th/ok", code, "www.trat.go.th" if code else "", "", DAY)
    assert world.dialled == [(PUBLIC, 443)]
    # The name that was asked for is told to the server, not the address it was dialled by.
    assert set(asked) == {"www.trat.go.th"}
    assert [host for _, host, _, _ in stage.seen] == ([] if code else ["www.trat.go.th"])


def test_a_server_that_cannot_encrypt_is_told(world: World) -> None:
    world.https = world.http.server_port
    assert world.visitor().visit("https://www.trat.go.th/ok").rule in ("L430", "L425")


def test_the_real_visitor_trusts_known_authorities_and_dials_what_it_is_told() -> None:
    visitor = Visitor(DAY)
    assert visitor.resolve is dialing.resolve
    assert visitor.dial is dialing.dial
    assert visitor.trusted.verify_mode is ssl.CERT_REQUIRED
    assert visitor.trusted.check_hostname
    assert visitor.manners.pause >= 1
    # Loopback, straight: the real way out refuses it.
    assert visitor.visit("http://127.0.0.1/").rule == "L432"
    assert visitor.visit("http://[::1]/").rule == "L432"


# --- manners


def test_a_host_is_asked_one_thing_at_a_time_and_others_meanwhile(world: World) -> None:
    waits: list[float] = []
    manners = Manners(0.5, sleep=waits.append)
    urls = [f"http://www.h{host}.go.th/pause?{number}" for number in range(4) for host in range(4)]
    busy: defaultdict[str, int] = defaultdict(int)
    most: defaultdict[str, int] = defaultdict(int)
    lock = threading.Lock()

    def dial(address: str, port: int, timeout: float) -> socket.socket:
        return socket.create_connection(("127.0.0.1", world.http.server_port), timeout)

    def resolve(host: str, port: int) -> Sequence[str]:
        with lock:
            busy[host] += 1
            most[host] = max(most[host], busy[host])
        time.sleep(0.01)
        with lock:
            busy[host] -= 1
        return (PUBLIC,)

    visitor = Visitor(DAY, resolve, dial, manners=manners)
    told: list[tuple[int, int]] = []
    found = visit_all(urls, visitor.visit, lambda done, total: told.append((done, total)))
    assert {result.verdict for result in found.values()} == {Verdict.FINE}
    assert sorted(found) == sorted(urls)
    assert set(most.values()) == {1}
    assert world.http.most > 1
    assert len(waits) == 12
    assert all(0 < wait <= 0.5 for wait in waits)
    assert told == [(number, 16) for number in range(1, 17)]


def test_a_fault_of_ours_in_a_thread_is_heard() -> None:
    def broken(url: str) -> LinkResult:
        raise RuntimeError(url)

    with pytest.raises(RuntimeError):
        visit_all([f"{SITE}/1", "http://b.go.th/2"], broken)


def test_a_computer_that_is_offline_condemns_nobody() -> None:
    def nowhere(url: str) -> LinkResult:
        return link_result(url, "L422", "x", "", DAY)

    def unasked(url: str) -> LinkResult:
        return link_result(url, "L433", "x")

    def mixed(url: str) -> LinkResult:
        return nowhere(url) if SITE in url else unasked(url)

    for visit in (nowhere, unasked, mixed):
        assert visit_all([f"{SITE}/1", "http://b.go.th/2"], visit) == {}
    assert visit_all([f"{SITE}/1"], unasked) == {}
    assert visit_all([f"{SITE}/1", f"{SITE}/2"], nowhere)[f"{SITE}/1"].rule == "L422"
    assert visit_all([], nowhere) == {}


def test_what_could_not_be_found_out_replaces_nothing() -> None:
    proofs = (Proof("1", f"{SITE}/1"), Proof("2", "https://www.trat.go.th/2"), Proof("3", f"{SITE}/3"))
    item = judge_links([AgencyProofs(Agency("P01", "x"), "a", proofs, SITE)])
    lost = {proof.text: link_result(proof.text, "L433", "x") for proof in proofs}
    seen = with_visits(item, lost | {f"{SITE}/3": link_result(f"{SITE}/3", "L421", "404", "", DAY)})
    assert [one.result.rule for one in seen[0].links if one.result] == ["L433", "L433", "L421"]
    kept = stored_results(seen)
    assert [(kept[proof.text].rule, kept[proof.text].checked) for proof in proofs] == [
        ("L413", None), ("", None), ("L421", DAY),
    ]  # fmt: skip
    assert known_visits({"a": link_result("a", "L433", "x", "", DAY)}) == {}


def test_no_verdict_is_told_twice() -> None:
    for code in ("L423", "L424", "L425", "L431", "L433"):
        result = link_result(SITE, code, "x", "", DAY)
        assert "ตรวจไม่ได้" not in result.why("th")
        assert "cannot tell" not in result.why("en")
        assert verdict_words(result).count("ตรวจไม่ได้") == 1


@pytest.mark.parametrize(
    ("known", "again", "visited"),
    [
        (None, False, True),
        (link_result(f"{SITE}/1", "", "", "", DAY), False, False),
        (link_result(f"{SITE}/1", "", "", "", DAY), True, True),
        (link_result(f"{SITE}/1", "", "", "", DAY - timedelta(6)), False, False),
        (link_result(f"{SITE}/1", "", "", "", DAY - timedelta(7)), False, True),
        (link_result(f"{SITE}/1", "", "", "", DAY + timedelta(1)), False, True),
        (link_result(f"{SITE}/1", "L421", "404", "", DAY), False, False),
        (link_result(f"{SITE}/1", "L425", "", "", DAY), False, True),
    ],
)
def test_a_visit_is_believed_for_a_week(known: LinkResult | None, again: bool, visited: bool) -> None:
    seen = {f"{SITE}/1": known} if known else {}
    assert (f"{SITE}/1" in to_visit([f"{SITE}/1"], seen, DAY, again=again)) is visited


def test_what_is_no_web_address_is_never_visited() -> None:
    urls = ["http://192.168.1.1/", "javascript:x", "https://a", "http://localhost/", r"C:\a", f"{SITE}/1", f"{SITE}/1"]
    assert to_visit(urls, {}, DAY, again=True) == (f"{SITE}/1",)


# --- the whole program


@pytest.fixture
def online(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """The program in a folder with the real form, its way out led to the stage."""
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)
    fill(tmp_path / "p01.xlsx")

    def visit(url: str) -> LinkResult:
        return replace(world.visitor().visit(url.replace("https://", "http://", 1)), url=url)

    monkeypatch.setattr("ita_xlsx.cycle.check_links._visit_from", lambda day: visit)
    return world


COMMAND = ("links", "p01.xlsx", "--framework", "2568", "--issued", "2026-11-20")
JSON = ("--format", "json")
GONE, CLOSED = "/samutsakhon-dwl-preview-451191791962", "/samutsakhon-contact"
LINKED = "https://www.opsmoac.go.th"


def kept() -> dict[str, LinkResult]:
    """The results in the cache of this test: no round and no roster were named."""
    return dict(read_links(Path(os.environ["ITA_CACHE"]) / "links.csv"))


def test_visits_are_told_kept_and_believed(online: World, capsys: pytest.CaptureFixture[str]) -> None:
    online.http.statuses = {GONE: 404, CLOSED: 403}
    code, told = printed(capsys, *COMMAND, *JSON, "--online")
    assert code == 1
    assert [item["cell"] for item in told["findings"] if item["severity"] == "error"] == ["K40:K41"]
    entries = [entry for entry in told["results"] if entry["url"]]
    assert {entry["checked"] for entry in entries} == {"2026-11-20"}
    by_path = {entry["url"].removeprefix(LINKED): (entry["verdict"], entry["rule"]) for entry in entries}
    assert by_path[GONE] == ("broken", "L421")
    assert by_path[CLOSED] == ("unknown", "L423")
    assert by_path["/samutsakhon-home"] == ("fine", None)
    # What opens is neither cut off nor misspelt; it may still need a login.
    assert {rule for entry in entries for rule in entry["rules"]} == {"L406", "L411", "L412", "L421", "L423"}
    assert len(online.http.seen) == 34
    results = kept()
    assert len(results) == 32
    assert results[LINKED + GONE] == link_result(LINKED + GONE, "L421", "404", "", DAY)

    online.http.statuses = {}
    code, again = printed(capsys, *COMMAND, *JSON)
    assert code == 1
    assert again["results"] == told["results"]
    assert len(online.http.seen) == 34
    code, again = printed(capsys, *COMMAND, *JSON, "--online")
    assert code == 1
    assert [path for _, _, path, _ in online.http.seen[34:]] == [CLOSED]
    code, again = printed(capsys, *COMMAND, *JSON, "--online", "--again")
    assert code == 0
    assert len(online.http.seen) == 35 + 32
    assert {entry["verdict"] for entry in again["results"]} == {"fine", "warning", "reason", None}
    assert kept()[LINKED + GONE] == link_result(LINKED + GONE, "", "", "", DAY)


def test_the_workbook_says_where_addresses_led_and_when(online: World, capsys: pytest.CaptureFixture[str]) -> None:
    online.http.moved = {GONE: "/"}
    assert run(*COMMAND, "--online", "-o", "out.xlsx") == 0
    assert "32 addresses opened" in capsys.readouterr().out
    rows = list(openpyxl.load_workbook("out.xlsx")["ลิงก์หลักฐาน"].iter_rows(min_row=6, values_only=True))
    led = {(row[6], row[8]) for row in rows if row[4] == LINKED + GONE}
    assert led == {("ควรตรวจ", "http://www.opsmoac.go.th/")}
    assert {row[9] for row in rows if str(row[4]).startswith("http")} == {datetime(2026, 11, 20)}


def test_offline_nothing_is_opened_stored_or_forgotten(
    online: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lost: list[str] = []

    def nowhere(url: str) -> LinkResult:
        lost.append(url)
        return link_result(url, "L433", "x")

    with monkeypatch.context() as patch:
        patch.setattr("ita_xlsx.cycle.check_links._visit_from", lambda day: nowhere)
        code, told = printed(capsys, *COMMAND, *JSON, "--online")
        assert (code, len(lost)) == (0, 32)
        assert [item["code"] for item in told["findings"]].count("L434") == 1
        assert {entry["checked"] for entry in told["results"]} == {None}
        assert "L433" not in {rule for entry in told["results"] for rule in entry["rules"]}
        assert not (Path(os.environ["ITA_CACHE"]) / "links.csv").exists()
        run(*COMMAND, "--online")
        said = capsys.readouterr().out
        assert "L434" in said
        assert "addresses opened" not in said

    online.http.statuses = {CLOSED: 403}
    run(*COMMAND, "--online", "-q")
    before = kept()
    monkeypatch.setattr("ita_xlsx.cycle.check_links._visit_from", lambda day: nowhere)
    capsys.readouterr()
    run(*COMMAND, "--online", "--again")
    said = capsys.readouterr().out
    assert "cannot tell " in said
    assert "32 addresses are known from earlier visits" in said
    assert kept() == before
    run(*COMMAND)
    said = capsys.readouterr().out
    assert "by rule alone" not in said
    assert "32 addresses are known from earlier visits" in said


def test_a_name_that_is_not_found_now_leaves_what_was_known(online: World, monkeypatch: pytest.MonkeyPatch) -> None:
    run(*COMMAND, "--online", "-q")
    before = kept()

    def visit(url: str) -> LinkResult:
        return link_result(url, "L433", "x") if LINKED in url else link_result(url, "L421", "404", "", DAY)

    monkeypatch.setattr("ita_xlsx.cycle.check_links._visit_from", lambda day: visit)
    run(*COMMAND, "--online", "--again", "-q")
    assert {url: result for url, result in kept().items() if LINKED in url} == {
        url: result for url, result in before.items() if LINKED in url
    }
    assert {result.rule for url, result in kept().items() if LINKED not in url} == {"L421"}


def test_all_that_is_contacted_goes_through_the_one_way_out(online: World) -> None:
    run(*COMMAND, "--online", "-q")
    assert set(online.dialled) == {(PUBLIC, 80)}
    assert set(online.asked) == {"www.opsmoac.go.th", "www.opsmoac.gov.th", "docs.google.com"}
