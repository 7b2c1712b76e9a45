"""What does an address show to whoever opens it?

A visit asks for the head of the page, for the page itself where that is refused, and reads no further than the
headers. No cookies, no logins, no proxy of the environment; redirects are followed by hand.
"""

from __future__ import annotations

import re
import ssl
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urljoin

import httpcore

from ita_xlsx import __version__
from ita_xlsx.links.addresses import Address, read_address
from ita_xlsx.links.connections import (
    Budget,
    Dial,
    NoAnswerOnName,
    NoSuchName,
    NotPublicAddress,
    PublicInternet,
    Resolve,
    BudgetExceeded,
    dial,
    resolve,
)
from ita_xlsx.links.rate_limit import Manners
from ita_xlsx.model.links import LinkResult, link_result

MOST_REDIRECTS = 5
_SECONDS, _AT_A_TIME = 25.0, 10.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE, _REFUSED = frozenset({404, 410}), frozenset({401, 403, 407, 451})
_CLIENT_ERROR, _TOO_MANY = 400, 429
_HOME = re.compile(r"/?(?:(?:index|default|home|main)(?:\.\w{2,5})?/?|(?:th|en)/?)?", re.IGNORECASE)
_LOGIN_HOSTS = frozenset({"accounts.google.com", "login.microsoftonline.com", "login.live.com"})
_LOGIN = re.compile(r"/(?:log-?in|sign-?in|wp-login)(?:\.\w{2,5})?(?:/|$)", re.IGNORECASE)
# Errors of certificates as OpenSSL numbers them: not yet or no longer valid; of another name.
_EXPIRED, _OTHER_NAME = frozenset({9, 10}), frozenset({62, 63, 64})
_HEADERS = (
    (b"User-Agent", f"ita-xlsx/{__version__} (link check)".encode()),
    (b"Accept", b"*/*"),
    (b"Accept-Language", b"th, en;q=0.5"),
)


@dataclass
class Visitor:
    """Opens addresses of the public internet, one at a time for each host.

    ``resolve`` and ``dial`` are the only ways out; tests put their own in place, nothing else does. ``trusted`` says
    whose certificates are believed: by default those of the system's authorities, and of those that browsers know.
    """

    day: date
    resolve: Resolve = resolve
    dial: Dial = dial
    trusted: ssl.SSLContext = field(default_factory=httpcore.default_ssl_context)
    manners: Manners = field(default_factory=Manners)
    seconds: float = _SECONDS
    at_a_time: float = _AT_A_TIME

    def visit(self, url: str) -> LinkResult:
        """What an address shows; never raises for what a server or a network does."""
        address, _ = read_address(url)
        if address is None:
            return link_result(url, "L401")
        reached, budget = address, Budget(self.seconds, self.at_a_time)
        try:
            for _ in range(MOST_REDIRECTS + 1):
                status, location = self._ask(reached, budget)
                if status not in _REDIRECTS or not location:
                    return self._answered(url, address, reached, status)
                following = _joined(reached, location)
                if following is None:
                    return self._told(url, "L432", location[:200])
                reached = following
        except NotPublicAddress as error:
            return self._told(url, "L432", str(error))
        except NoSuchName:
            return self._told(url, "L422", reached.host)
        except NoAnswerOnName:
            return link_result(url, "L433", reached.host)
        except ssl.SSLCertVerificationError as error:
            return self._told(url, _code_of(error), reached.host)
        except ssl.SSLError:
            return self._told(url, "L430", reached.host)
        except (BudgetExceeded, httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, OSError, ValueError):
            return self._told(url, "L425", reached.host)
        return self._told(url, "L431", str(MOST_REDIRECTS))

    def _ask(self, address: Address, budget: Budget) -> tuple[int, str]:
        """Status and redirect of one address: of its head, else of the page."""
        network = PublicInternet(budget, self.resolve, self.dial)
        with (
            self.manners.with_host(address.host),
            budget.running(),
            httpcore.ConnectionPool(self.trusted, max_connections=1, network_backend=network) as pool,
        ):
            try:
                status, location = _request(pool, b"HEAD", address)
            except (BudgetExceeded, httpcore.RemoteProtocolError, httpcore.ReadError):
                status, location = 0, ""
            if 0 < status < _CLIENT_ERROR or status == _TOO_MANY:
                return status, location
            return _request(pool, b"GET", address)

    def _answered(self, url: str, asked: Address, reached: Address, status: int) -> LinkResult:
        led = reached.sent if reached.sent != asked.sent else ""
        login = led and (reached.host in _LOGIN_HOSTS or _LOGIN.search(reached.path))
        if status in _GONE:
            return self._told(url, "L421", str(status), led)
        if status in _REFUSED or (login and status < 300):
            return self._told(url, "L423", reached.host if login else str(status), led)
        if not 200 <= status < 300:
            return self._told(url, "L424", str(status), led)
        if led and _is_home(reached) and not _is_home(asked):
            return self._told(url, "L426", "", led)
        return self._told(url, "", "", led)

    def _told(self, url: str, code: str, detail: str, reached: str = "") -> LinkResult:
        return link_result(url, code, detail, reached, self.day)


def _joined(address: Address, location: str) -> Address | None:
    """Where a redirect leads; None where that is no web address."""
    try:
        return read_address(urljoin(address.sent, location))[0]
    except ValueError:
        return None


def _request(pool: httpcore.ConnectionPool, method: bytes, address: Address) -> tuple[int, str]:
    """Status and redirect; what the page holds is never read, and the connection is hung up with it."""
    with pool.stream(method, address.sent, headers=[(b"Host", _host_header(address)), *_HEADERS]) as response:
        found = {name.lower(): value for name, value in response.headers}
        location = found.get(b"location", b"")
        try:
            return response.status, location.decode("utf-8").strip()
        except UnicodeDecodeError:
            return response.status, location.decode("latin-1").strip()


def _host_header(address: Address) -> bytes:
    return address.sent.split("/")[2].encode("ascii")


def _code_of(error: ssl.SSLCertVerificationError) -> str:
    if error.verify_code in _EXPIRED:
        return "L427"
    return "L428" if error.verify_code in _OTHER_NAME else "L429"


def _is_home(address: Address) -> bool:
    return not address.query and _HOME.fullmatch(address.path) is not None
