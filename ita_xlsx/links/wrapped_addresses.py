"""Find the address inside an address of a service that only leads on to it, and addresses behind a login.

Takes addresses; returns texts and True or False. Works on values only.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote

from ita_xlsx.links.addresses import Address

# Hosts (with all below them), the path that leads on (empty: any), and the names of the query with the address.
_SERVICES = (
    ("safelinks.protection.outlook.com", "", ("url",)), ("safelinks.protection.office365.us", "", ("url",)),
    ("statics.teams.cdn.office.net", "", ("url",)), ("google.com", "/url", ("q", "url")),
    ("google.co.th", "/url", ("q", "url")), ("l.facebook.com", "", ("u",)), ("lm.facebook.com", "", ("u",)),
    ("facebook.com", "/l.php", ("u",)), ("l.instagram.com", "", ("u",)), ("l.messenger.com", "", ("u",)),
    ("l.threads.com", "", ("u",)), ("youtube.com", "/redirect", ("q",)), ("linkedin.com", "/redir/redirect", ("url",)),
    ("slack-redir.net", "/link", ("url",)), ("duckduckgo.com", "/l/", ("uddg",)), ("vk.com", "/away.php", ("to",)),
    ("linkprotect.cudasvc.com", "/url", ("a",)), ("deref-mail.com", "", ("url",)),
)  # fmt: skip
_URLDEFENSE = re.compile(r"/v3/__(https?:/{1,2}.+?)__;", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s]+", re.IGNORECASE)
_LOGIN = re.compile(
    r"/wp-admin(?:/|$)|/wp-login\.php|/(?:administrator|admin|log-?in|sign-?in|logon)(?:\.\w{2,5})?/?$", re.IGNORECASE
)
_PREVIEW = re.compile(r"(?:^|&)(?:preview=true|preview_(?:id|nonce)=|preview_token=)", re.IGNORECASE)
_TOKEN = re.compile(r"(?:^|&)(?:access_)?token=", re.IGNORECASE)


def find_wrapped_address(address: Address) -> str:
    """Return the web address that an address of a forwarding service leads to; empty if it is not of such a service."""
    if address.host == "urldefense.com" and (match := _URLDEFENSE.match(address.path)):
        return re.sub(r"^(https?:)/+", r"\1//", unquote(match[1]))
    for host, path, names in _SERVICES:
        if (address.host == host or address.host.endswith(f".{host}")) and address.path.startswith(path):
            query = parse_qs(address.query)
            found = (query[name][0] for name in names if name in query)
            return next((url for url in found if _WEB.fullmatch(url)), "")
    return ""


def is_behind_login(address: Address) -> bool:
    """Return True if an address looks like a page for editors: a login page, an office page or a preview."""
    if _LOGIN.search(address.path) or _PREVIEW.search(address.query):
        return True
    return "preview" in address.path.lower() and _TOKEN.search(address.query) is not None
