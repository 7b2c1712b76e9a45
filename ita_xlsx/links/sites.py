"""Decide whose site a host belongs to: the agency's own, one with a very similar name, or a service that keeps files.

Takes hosts and addresses; returns sites and True or False. Works on values only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ita_xlsx.links.addresses import Address, read_address
from ita_xlsx.model.links import Site, SiteOrigin
from ita_xlsx.model.text.addresses import addresses_in

# Under these names of .th a domain has one label more. gov.th, com.th and org.th are only typing errors.
_UNDER_TH = frozenset({"go", "or", "ac", "co", "mi", "in", "net", "gov", "com", "org"})
# The same for .ไทย.
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
# Shorter names may differ in one letter and both be right, such as the provinces Ranong and Rayong.
_SHORTEST_SIMILAR_NAME = 8


def is_link_shortener(host: str) -> bool:
    """Return True if a host only forwards short links to other addresses."""
    return _is_listed(host, _SHORTENERS)


def is_storage_service(host: str) -> bool:
    """Return True if a host is a service for forms and files, which may ask for a login."""
    return _is_listed(host, _STORAGE_HOSTS)


def is_same_site(host: str, site: str) -> bool:
    """Return True if two hosts belong to the domain of one owner."""
    return _domain(host) == _domain(site)


def is_similar_site(host: str, site: str) -> bool:
    """Return True if a host is almost the site, which is probably a typing error.

    The domains differ only in the part after the name, or in one letter of a name of at least eight characters.
    """
    name, _, tail = _domain(host).partition(".")
    site_name, _, site_tail = _domain(site).partition(".")
    if name == site_name:
        return tail != site_tail
    is_long = min(len(name), len(site_name)) >= _SHORTEST_SIMILAR_NAME
    return tail == site_tail and is_long and _differ_in_one_letter(name, site_name)


def find_site(website: str, roster_website: str, addresses: Iterable[Address]) -> Site:
    """Return the agency's site: from the form, otherwise from the roster, otherwise guessed from its addresses.

    A guess needs more than half of the addresses on one domain; without it the site is empty.
    """
    for text, origin in ((website, SiteOrigin.FORM), (roster_website, SiteOrigin.ROSTER)):
        for url in addresses_in(text):
            address, _ = read_address(url)
            if address is not None:
                return Site(address.host, origin)
    hosts = Counter(
        item.host for item in addresses if not is_storage_service(item.host) and not is_link_shortener(item.host)
    )
    domains: Counter[str] = Counter()
    for host, count in hosts.items():
        domains[_domain(host)] += count
    domain, most_uses = max(domains.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if 2 * most_uses <= domains.total():
        return Site()
    host, _ = max((item for item in hosts.items() if _domain(item[0]) == domain), key=lambda item: (item[1], item[0]))
    return Site(host, SiteOrigin.GUESSED)


def _is_listed(host: str, domains: frozenset[str]) -> bool:
    labels = host.removeprefix("www.").split(".")
    return any(".".join(labels[start:]) in domains for start in range(len(labels) - 1))


def _domain(host: str) -> str:
    """Return the domain of a host: ``opsmoac.go.th`` for ``www.opsmoac.go.th``."""
    labels = host.split(".")
    under = {"th": _UNDER_TH, "ไทย": _UNDER_THAI}.get(labels[-1], frozenset())
    length = 3 if len(labels) > 2 and labels[-2] in under else 2
    return ".".join(labels[-length:])


def _differ_in_one_letter(name: str, site_name: str) -> bool:
    """Return True if one letter is added, missing or replaced; a digit never counts."""
    short, long = sorted((name, site_name), key=len)
    start = next((index for index, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest = short[start + (len(short) == len(long)) :]
    changed = {long[start], *short[start : start + 1]} if len(short) == len(long) else {long[start]}
    return len(long) - len(short) <= 1 and rest == long[start + 1 :] and not any(map(str.isdigit, changed))
