"""Whose site does an address stand on: the agency's own, its near twin, a service's, or somebody else's?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ita_xlsx.links.addresses import Address, read_address
from ita_xlsx.model.links import Site, SiteOrigin
from ita_xlsx.model.text.addresses import addresses_in

# Under .th a name has one label more; gov.th, com.th and org.th are there only as slips of the pen.
_UNDER_TH = frozenset({"go", "or", "ac", "co", "mi", "in", "net", "gov", "com", "org"})
# The same under .ไทย.
_UNDER_THAI = frozenset({"รัฐบาล", "ศึกษา", "ธุรกิจ", "องค์กร", "เน็ต", "ทหาร"})
_SHORTENERS = frozenset(
    {
        "bit.ly", "bitly.ws", "goo.gl", "tinyurl.com", "t.co", "ow.ly", "cutt.ly", "rb.gy", "shorturl.at",
        "shorturl.asia", "lin.ee", "me-qr.com", "qrco.de", "is.gd", "s.id", "t.ly", "tiny.cc", "rebrand.ly", "1th.me",
        "fb.me", "g.co", "v.gd", "shorturl.com",
    }
)  # fmt: skip
_STORAGE_HOSTS = frozenset(
    {
        "docs.google.com", "drive.google.com", "forms.gle", "forms.office.com", "onedrive.live.com", "1drv.ms",
        "sharepoint.com", "dropbox.com", "mega.nz", "icloud.com", "jotform.com", "surveymonkey.com", "typeform.com",
        "canva.com", "forms.microsoft.com", "forms.cloud.microsoft",
    }
)  # fmt: skip
# Shorter names differ in a letter by right: there are provinces called Ranong and Rayong.
_SHORTEST_SIMILAR_NAME = 8


def is_link_shortener(host: str) -> bool:
    """Whether a host only passes on to addresses nobody sees."""
    return _is_of(host, _SHORTENERS)


def is_storage_service(host: str) -> bool:
    """Whether a host keeps forms and files that may ask for a login."""
    return _is_of(host, _STORAGE_HOSTS)


def is_same_site(host: str, site: str) -> bool:
    """Whether two hosts belong to one owner's domain."""
    return _domain(host) == _domain(site)


def is_similar_site(host: str, site: str) -> bool:
    """Whether a host differs from a site only in what follows the name, or in one letter of a long name."""
    name, _, tail = _domain(host).partition(".")
    own, _, own_tail = _domain(site).partition(".")
    if name == own:
        return tail != own_tail
    return tail == own_tail and min(len(name), len(own)) >= _SHORTEST_SIMILAR_NAME and _differ_in_one_letter(name, own)


def find_site(website: str, in_roster: str, addresses: Iterable[Address]) -> Site:
    """The agency's site: what the form says, else the roster, else the host of most of its addresses."""
    for text, origin in ((website, SiteOrigin.FORM), (in_roster, SiteOrigin.ROSTER)):
        for url in addresses_in(text):
            address, _ = read_address(url)
            if address is not None:
                return Site(address.host, origin)
    hosts = Counter(item.host for item in addresses if not is_storage_service(item.host) and not is_link_shortener(item.host))
    domains: Counter[str] = Counter()
    for host, count in hosts.items():
        domains[_domain(host)] += count
    domain, most = max(domains.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if 2 * most <= domains.total():
        return Site()
    host, _ = max((item for item in hosts.items() if _domain(item[0]) == domain), key=lambda item: (item[1], item[0]))
    return Site(host, SiteOrigin.GUESSED)


def _is_of(host: str, known: frozenset[str]) -> bool:
    labels = host.removeprefix("www.").split(".")
    return any(".".join(labels[start:]) in known for start in range(len(labels) - 1))


def _domain(host: str) -> str:
    """``opsmoac.go.th`` of ``www.opsmoac.go.th``."""
    labels = host.split(".")
    under = {"th": _UNDER_TH, "ไทย": _UNDER_THAI}.get(labels[-1], frozenset())
    length = 3 if len(labels) > 2 and labels[-2] in under else 2
    return ".".join(labels[-length:])


def _differ_in_one_letter(one: str, other: str) -> bool:
    """By one letter put in, left out or taken for another; never by a digit."""
    short, long = sorted((one, other), key=len)
    start = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest = short[start + (len(short) == len(long)) :]
    changed = {long[start], *short[start : start + 1]} if len(short) == len(long) else {long[start]}
    return len(long) - len(short) <= 1 and rest == long[start + 1 :] and not any(map(str.isdigit, changed))
