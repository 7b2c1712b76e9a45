"""Is it a web address at all, and what are its parts?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from ita_xlsx.links.public_addresses import is_public
from ita_xlsx.model.text.addresses import LETTER

# Excel makes no link of a longer one.
_LONGEST = 2079
_WEB = ("http", "https")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{0,20}):", re.IGNORECASE)
_MISSPELT = re.compile(r"h+[tps]{2,6}", re.IGNORECASE)
_NO_COLON = re.compile(r"h[tps]{3,6}(?:;|//|/)", re.IGNORECASE)
_MACHINE = re.compile(r"\\\\|[a-z]:\\", re.IGNORECASE)
_NEVER = re.compile(r"[\s\x00-\x20\x7f-\x9f\\<>\"]")
_LABEL = re.compile(rf"\w(?:[{LETTER}-]{{0,61}}[{LETTER}])?")
_INSIDE = ("localhost", "local", "internal", "intranet", "lan", "home", "corp")
# Signs that stay as they are where an address is sent.
_KEPT = "/%:=&?~+!$,;'@()*[]-._|"


@dataclass(frozen=True)
class Address:
    """A web address in parts; the host is in small letters, as it is typed."""

    scheme: str
    host: str
    port: int
    path: str
    query: str

    @property
    def sent(self) -> str:
        """The address as it goes over the wire: ASCII only, without what follows a ``#``.

        Raises ValueError for a host that has no such spelling.
        """
        host = self.wire_host
        port = "" if self.port == default_port(self.scheme) else f":{self.port}"
        query = f"?{quote(self.query, safe=_KEPT)}" if self.query else ""
        return (
            f"{self.scheme}://{f'[{host}]' if ':' in host else host}{port}{quote(self.path, safe=_KEPT) or '/'}{query}"
        )

    @property
    def is_home(self) -> bool:
        """Whether it is the top of a site and shows nothing in particular."""
        return self.path in ("", "/") and not self.query

    @property
    def wire_host(self) -> str:
        """The host in ASCII; a Thai name in its other spelling."""
        return self.host if self.host.isascii() else self.host.encode("idna").decode("ascii")


def default_port(scheme: str) -> int:
    """443 for https, else 80."""
    return 443 if scheme == "https" else 80


def read_address(url: str) -> tuple[Address | None, str]:
    """An address in parts, and the code of what is wrong with it (L401, L402, L403, L408), empty if nothing is.

    With L401 and L403 there are no parts.
    """
    if _MACHINE.match(url):
        return None, "L403"
    scheme = _SCHEME.match(url)
    if scheme and scheme[1].lower() in _WEB:
        address = _parts(url)
        return address, _fault(address)
    if _NO_COLON.match(url) or (scheme and _MISSPELT.fullmatch(scheme[1])):
        return None, "L401"
    if scheme and not url[scheme.end() :][:1].isdigit():
        return None, "L403"
    address = _parts(f"http://{url}")
    return address, _fault(address) or "L402"


def _fault(address: Address | None) -> str:
    if address is None:
        return "L401"
    return "L408" if _is_inside(address.host) else ""


def _parts(url: str) -> Address | None:
    if len(url) > _LONGEST or _NEVER.search(url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        sound = _is_host(host) and parts.username is None and parts.password is None and port != 0
        address = Address(parts.scheme, host, port or default_port(parts.scheme), parts.path, parts.query)
        return address if sound and address.sent else None
    except ValueError:
        return None


def _is_host(host: str) -> bool:
    if _is_number(host) or host in _INSIDE:
        return True
    labels = host.split(".")
    # A last label of digits would be a number in disguise, such as 127.1.
    return len(labels) > 1 and all(map(_LABEL.fullmatch, labels)) and re.search(r"[^\W\d_]", labels[-1][:1]) is not None


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_inside(host: str) -> bool:
    return not is_public(host) if _is_number(host) else host.rpartition(".")[2] in _INSIDE
