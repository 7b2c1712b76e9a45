"""Check that a text is a web address, and split it into its parts.

Takes a text; returns the parts and the code of the fault. Works on values only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from ita_xlsx.links.public_addresses import is_public
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.text.addresses import LETTER, written_length

# Excel makes no link from a longer address.
_LONGEST = 2079
_WEB = ("http", "https")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{0,20}):", re.IGNORECASE)
_MISSPELLED_SCHEME = re.compile(r"h+[tps]{2,6}", re.IGNORECASE)
_SCHEME_WITHOUT_COLON = re.compile(r"h[tps]{3,6}(?:;|//|/)", re.IGNORECASE)
_LOCAL_FILE = re.compile(r"\\\\|[a-z]:\\", re.IGNORECASE)
_FORBIDDEN = re.compile(r"[\s\x00-\x20\x7f-\x9f\\<>\"]")
_LABEL = re.compile(rf"\w(?:[{LETTER}-]{{0,61}}[{LETTER}])?")
_INTERNAL_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home", "corp")
# Characters that are sent as they are.
_NOT_QUOTED = "/%:=&?~+!$,;'@()*[]-._|"


@dataclass(frozen=True)
class Address:
    """A web address in parts; the host is in small letters, a Thai name is kept in Thai letters."""

    scheme: str
    host: str
    port: int
    path: str
    query: str

    @property
    def sent(self) -> str:
        """Return the address as it is sent to a server: ASCII only, without the part after ``#``.

        Raise ValueError if the host cannot be written in ASCII.
        """
        host = self.wire_host
        port = "" if self.port == default_port(self.scheme) else f":{self.port}"
        query = f"?{quote(self.query, safe=_NOT_QUOTED)}" if self.query else ""
        path = quote(self.path, safe=_NOT_QUOTED) or "/"
        return f"{self.scheme}://{f'[{host}]' if ':' in host else host}{port}{path}{query}"

    @property
    def is_home(self) -> bool:
        """Return True if the address is the home page of a site and names no page in particular."""
        return self.path in ("", "/") and not self.query

    @property
    def wire_host(self) -> str:
        """Return the host in ASCII; a Thai name is encoded by IDNA."""
        return self.host if self.host.isascii() else self.host.encode("idna").decode("ascii")


def default_port(scheme: str) -> int:
    """Return 443 for https, otherwise 80."""
    return 443 if scheme == "https" else 80


def read_address(url: str) -> tuple[Address | None, str]:
    """Return the parts of an address and the code of its fault (L401, L402, L403, L408), empty if there is no fault.

    With L401 and L403 the parts are None.
    """
    if _LOCAL_FILE.match(url):
        return None, Code.NOT_A_WEB_ADDRESS
    scheme = _SCHEME.match(url)
    if scheme and scheme[1].lower() in _WEB:
        address = _parts(url)
        return address, _fault(address)
    if _SCHEME_WITHOUT_COLON.match(url) or (scheme and _MISSPELLED_SCHEME.fullmatch(scheme[1])):
        return None, Code.ADDRESS_MALFORMED
    if scheme and not url[scheme.end() :][:1].isdigit():
        return None, Code.NOT_A_WEB_ADDRESS
    address = _parts(f"http://{url}")
    return address, _fault(address) or Code.ADDRESS_WITHOUT_SCHEME


def _fault(address: Address | None) -> str:
    """Return L401 for no address, L408 for an internal address, otherwise an empty text."""
    if address is None:
        return Code.ADDRESS_MALFORMED
    return Code.INTERNAL_ADDRESS if _is_internal(address.host) else ""


def _parts(url: str) -> Address | None:
    """Return the parts of a complete address; None if it is not a valid one."""
    if written_length(url) > _LONGEST or _FORBIDDEN.search(url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        is_valid = _is_host(host) and parts.username is None and parts.password is None and port != 0
        address = Address(parts.scheme, host, port or default_port(parts.scheme), parts.path, parts.query)
        return address if is_valid and address.sent else None
    except ValueError:
        return None


def _is_host(host: str) -> bool:
    if _is_number(host) or host in _INTERNAL_NAMES:
        return True
    labels = host.split(".")
    # A last label of digits would make the host an IP address in another spelling, such as 127.1.
    return len(labels) > 1 and all(map(_LABEL.fullmatch, labels)) and re.search(r"[^\W\d_]", labels[-1][:1]) is not None


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_internal(host: str) -> bool:
    """Return True for a host that is not on the public internet."""
    return not is_public(host) if _is_number(host) else host.rpartition(".")[2] in _INTERNAL_NAMES
