"""Visit one web address and judge the answer of its server.

Takes an address; returns a result. Uses the network: it asks for the headers of the page with HEAD, and with GET if
HEAD fails; the content is never read. It uses no cookies, no logins and no proxy settings of the environment, and
follows redirects itself.
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
    BudgetExceeded,
    Dial,
    HostNotFound,
    NameServiceError,
    NotPublicAddress,
    PublicInternet,
    Resolve,
    dial,
    resolve,
)
from ita_xlsx.links.rate_limit import HostRateLimit
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.links import LinkResult, link_result

MOST_REDIRECTS = 5
_SECONDS, _AT_A_TIME = 25.0, 10.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE, _REFUSED = frozenset({404, 410}), frozenset({401, 403, 407, 451})
_CLIENT_ERROR, _TOO_MANY = 400, 429
_HOME = re.compile(r"/?(?:(?:index|default|home|main)(?:\.\w{2,5})?/?|(?:th|en)/?)?", re.IGNORECASE)
_LOGIN_HOSTS = frozenset({"accounts.google.com", "login.microsoftonline.com", "login.live.com"})
_LOGIN = re.compile(r"/(?:log-?in|sign-?in|wp-login)(?:\.\w{2,5})?(?:/|$)", re.IGNORECASE)
# Numbers of certificate errors in OpenSSL: not yet valid or expired; issued for another name.
_EXPIRED, _OTHER_NAME = frozenset({9, 10}), frozenset({62, 63, 64})
# Everything that a server or a network may do wrong during a visit.
_FAILURES = (
    NotPublicAddress,
    HostNotFound,
    NameServiceError,
    BudgetExceeded,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    OSError,
    ValueError,
)
_HEADERS = (
    (b"User-Agent", f"ita-xlsx/{__version__} (link check)".encode()),
    (b"Accept", b"*/*"),
    (b"Accept-Language", b"th, en;q=0.5"),
)


@dataclass(kw_only=True)
class Visitor:
    """A visitor of addresses on the public internet that opens one address of a host at a time.

    ``resolve`` and ``dial`` are the only ways to the network; tests replace them. ``trusted`` holds the certificates
    that are accepted: by default those of the system and those that browsers accept. Times are in seconds.
    """

    day: date
    resolve: Resolve = resolve
    dial: Dial = dial
    trusted: ssl.SSLContext = field(default_factory=httpcore.default_ssl_context)
    rate_limit: HostRateLimit = field(default_factory=HostRateLimit)
    seconds: float = _SECONDS
    at_a_time: float = _AT_A_TIME

    def visit(self, url: str) -> LinkResult:
        """Return the result of a visit; errors of a server or a network become results and are never raised."""
        address, _ = read_address(url)
        if address is None:
            return link_result(url, Code.ADDRESS_MALFORMED)
        reached, budget = address, Budget(self.seconds, self.at_a_time)
        try:
            for _ in range(MOST_REDIRECTS + 1):
                status, location = self._request_page(reached, budget)
                if status not in _REDIRECTS or not location:
                    return self._judge_answer(url, address, reached, status)
                target = _redirect_target(reached, location)
                if target is None:
                    return self._result(url, Code.LEADS_TO_PRIVATE_SITE, location[:200])
                reached = target
        except _FAILURES as error:
            return self._judge_failure(url, error, reached.host)
        return self._result(url, Code.TOO_MANY_REDIRECTS, str(MOST_REDIRECTS))

    def _request_page(self, address: Address, budget: Budget) -> tuple[int, str]:
        """Return status and redirect target of one address, by HEAD or else by GET."""
        network = PublicInternet(budget, self.resolve, self.dial)
        with (
            self.rate_limit.with_host(address.host),
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

    def _judge_failure(self, url: str, error: Exception, host: str) -> LinkResult:
        """Return the result for an error of a server or a network."""
        if isinstance(error, NameServiceError):
            return link_result(url, Code.HOST_LOOKUP_FAILED, host)
        if isinstance(error, NotPublicAddress):
            return self._result(url, Code.LEADS_TO_PRIVATE_SITE, str(error))
        if isinstance(error, HostNotFound):
            return self._result(url, Code.NO_SUCH_HOST, host)
        if isinstance(error, ssl.SSLCertVerificationError):
            return self._result(url, _certificate_code(error), host)
        return self._result(url, Code.ENCRYPTION_FAILED if isinstance(error, ssl.SSLError) else Code.NO_ANSWER, host)

    def _judge_answer(self, url: str, address: Address, reached: Address, status: int) -> LinkResult:
        """Return the result for the status of the last address reached, and for where the redirects led."""
        redirected_to = reached.sent if reached.sent != address.sent else ""
        login = redirected_to and (reached.host in _LOGIN_HOSTS or _LOGIN.search(reached.path))
        if status in _GONE:
            return self._result(url, Code.PAGE_GONE, str(status), redirected_to)
        if status in _REFUSED or (login and status < 300):
            return self._result(url, Code.ACCESS_REFUSED, reached.host if login else str(status), redirected_to)
        if not 200 <= status < 300:
            return self._result(url, Code.SERVER_FAILED, str(status), redirected_to)
        if redirected_to and _is_home(reached) and not _is_home(address):
            return self._result(url, Code.LEADS_TO_HOME_PAGE, "", redirected_to)
        return self._result(url, "", "", redirected_to)

    def _result(self, url: str, code: str, detail: str, reached: str = "") -> LinkResult:
        return link_result(url, code, detail, reached, self.day)


def _redirect_target(address: Address, location: str) -> Address | None:
    """Return the address that a redirect leads to; None if it is no web address."""
    try:
        return read_address(urljoin(address.sent, location))[0]
    except ValueError:
        return None


def _request(pool: httpcore.ConnectionPool, method: bytes, address: Address) -> tuple[int, str]:
    """Return the status and the redirect target of an answer.

    The content is never read; the connection is closed with the answer.
    """
    with pool.stream(method, address.sent, headers=[(b"Host", _host_header(address)), *_HEADERS]) as response:
        headers = {name.lower(): value for name, value in response.headers}
        location = headers.get(b"location", b"")
        try:
            return response.status, location.decode("utf-8").strip()
        except UnicodeDecodeError:
            return response.status, location.decode("latin-1").strip()


def _host_header(address: Address) -> bytes:
    return address.sent.split("/")[2].encode("ascii")


def _certificate_code(error: ssl.SSLCertVerificationError) -> str:
    """Return the code of the message for a certificate error."""
    if error.verify_code in _EXPIRED:
        return Code.CERTIFICATE_EXPIRED
    return Code.CERTIFICATE_OF_OTHER_HOST if error.verify_code in _OTHER_NAME else Code.CERTIFICATE_NOT_TRUSTED


def _is_home(address: Address) -> bool:
    return not address.query and _HOME.fullmatch(address.path) is not None
