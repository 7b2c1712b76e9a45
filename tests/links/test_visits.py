"""Check that each answer of a server is reported as what it is."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Sequence
from typing import Any

import pytest

from ita_xlsx.links import connections as dialing
from ita_xlsx.links.connections import HostNotFound, NameServiceError
from ita_xlsx.links.public_addresses import is_public
from ita_xlsx.links.visitor import Visitor
from ita_xlsx.model.links import Verdict, link_result
from tests.links.websites import DAY, LONG, OTHER, PUBLIC, SITE, World

# Only servers that do not answer are given little time: whoever answers may be slow on a busy machine.
LIMITS = {"/slow": {"at_a_time": 0.4}, "/drip": {"seconds": 2.0}, "/head-waits": {"at_a_time": 2.0}}


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
    visitor = world.visitor(**LIMITS.get(path, {}))
    assert visitor.visit(f"{SITE}{path}") == link_result(f"{SITE}{path}", code, detail, reached, DAY)
    # Whoever waited for the server to end would have waited longer.
    assert time.monotonic() - began < LONG / 2
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


@pytest.mark.parametrize(("error", "code"), [(HostNotFound, "L422"), (NameServiceError, "L433")])
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
    [(socket.EAI_NONAME, HostNotFound), (socket.EAI_AGAIN, NameServiceError), (socket.EAI_FAIL, NameServiceError)],
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


def test_a_server_that_cannot_encrypt_is_told(world: World) -> None:
    world.https = world.http.server_port
    assert world.visitor().visit("https://www.trat.go.th/ok").rule in ("L430", "L425")


def test_the_real_visitor_trusts_known_authorities_and_dials_what_it_is_told() -> None:
    visitor = Visitor(day=DAY)
    assert visitor.resolve is dialing.resolve
    assert visitor.dial is dialing.dial
    assert visitor.trusted.verify_mode is ssl.CERT_REQUIRED
    assert visitor.trusted.check_hostname
    assert visitor.rate_limit.pause >= 1
    # Loopback, straight: the real way out refuses it.
    assert visitor.visit("http://127.0.0.1/").rule == "L432"
    assert visitor.visit("http://[::1]/").rule == "L432"
