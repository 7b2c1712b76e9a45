"""What is known of the address that proves a step: by rule, and from a visit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from urllib.parse import unquote

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings.catalogue import CATALOGUE, visible
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.text.addresses import addresses_in, going_on


class Verdict(StrEnum):
    """What an address is worth as evidence."""

    FINE = "fine"
    WARNING = "warning"
    BROKEN = "broken"
    UNKNOWN = "unknown"
    REASON = "reason"


@dataclass(frozen=True)
class LinkResult:
    """One address and its verdict; ``rule`` is the code of the message that says why, ``reached`` where it led.

    ``checked`` is the day of the visit, None where only the rules were asked.
    """

    url: str
    verdict: Verdict
    rule: str = ""
    detail: str = ""
    reached: str = ""
    checked: date | None = None

    @property
    def learned_nothing(self) -> bool:
        """Whether a visit did not even find out where to go; that is never kept, and replaces nothing."""
        return self.rule == "L433"

    def why(self, lang: str) -> str:
        """What the verdict rests on, in ``th`` or ``en``, for a place where the address stands beside it.

        Empty where there is nothing to say.
        """
        if not self.rule:
            return ""
        message = CATALOGUE[self.rule]
        bare = _NAMED.sub(" ", message.th if lang == "th" else message.en).strip()
        bare = _VERDICT_ITSELF.sub("", bare)
        return bare.format_map({"detail": visible(self.detail), "reached": visible(self.reached)})


# Where a message names the address it speaks of.
_NAMED = re.compile(r"\s*(?:ที่อยู่ |the address )?\(?«\{value\}»\)?\s*")
# Where it begins with the verdict, which stands there already.
_VERDICT_ITSELF = re.compile(r"(?:ตรวจไม่ได้|cannot tell):\s*")
_BROKEN = frozenset({"L401", "L403", "L421", "L422"})
_UNKNOWN = frozenset({"L423", "L424", "L425", "L431", "L432", "L433"})
_FIRST_OF_VISITS = "L421"
_GRAVEST = (Verdict.BROKEN, Verdict.UNKNOWN, Verdict.WARNING, Verdict.REASON, Verdict.FINE)


def link_result(
    url: str, code: str = "", detail: str = "", reached: str = "", checked: date | None = None
) -> LinkResult:
    """The result of an address by the code of the message that speaks of it; without one it is fine."""
    verdict = Verdict.WARNING if code else Verdict.FINE
    if code in _BROKEN:
        verdict = Verdict.BROKEN
    elif code in _UNKNOWN:
        verdict = Verdict.UNKNOWN
    elif code == "L414":
        verdict = Verdict.REASON
    return LinkResult(url, verdict, code, detail, reached, checked)


def gravity(result: LinkResult) -> tuple[int, bool, str]:
    """The order of results that speak of one address, the gravest first; of two alike, that of the visit."""
    return _GRAVEST.index(result.verdict), result.rule < _FIRST_OF_VISITS, result.rule


def visit_of(result: LinkResult) -> LinkResult | None:
    """What the visit found, without what a rule says of the address; None where it was never visited."""
    if result.checked is None or result.learned_nothing:
        return None
    if result.rule >= _FIRST_OF_VISITS:
        return result
    return LinkResult(result.url, Verdict.FINE, reached=result.reached, checked=result.checked)


def result_of(text: str, results: Mapping[str, LinkResult]) -> LinkResult | None:
    """The gravest known result of the addresses in a cell; None where none of them was ever looked at."""
    known = [results[url] for url in addresses_in(text) if url in results]
    return min(known, key=gravity, default=None)


@dataclass(frozen=True)
class Proof:
    """A cell that gives evidence: of a step of a measure, or of an item of the open-data check.

    ``text`` is what stands there, or the target of its link where the cell shows another text (``shown``).
    ``subject`` is the step's id or the item's code.
    """

    subject: str
    text: str
    number: str = ""
    measure: str = ""
    step: str = ""
    shown: str = ""
    place: Place | None = None

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The addresses that stand in it."""
        return addresses_in(self.text)

    @cached_property
    def going_on(self) -> Mapping[str, str]:
        """Those after which words stand that may belong to them, with the words."""
        return going_on(self.text)


class SiteOrigin(StrEnum):
    """Where an agency's own site is known from."""

    FORM = "form"
    ROSTER = "roster"
    GUESSED = "guessed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Site:
    """The host of an agency's own site, empty where nothing tells it."""

    host: str = ""
    origin: SiteOrigin = SiteOrigin.UNKNOWN


@dataclass(frozen=True)
class AgencyProofs:
    """All that an agency's form gives as evidence, and what the form says is the agency's site."""

    agency: Agency
    file: str
    proofs: tuple[Proof, ...] = ()
    website: str = ""


@dataclass(frozen=True)
class JudgedLink:
    """One address of one cell, with what is to be said of it, the gravest first; ``url`` is empty where there is none.

    A text without an address is a reason; an empty cell has no result at all. ``target`` is the address as a browser
    takes it, ASCII only, empty where none may be opened.
    """

    proof: Proof
    url: str = ""
    target: str = ""
    results: tuple[LinkResult, ...] = ()
    visit: LinkResult | None = None

    @property
    def result(self) -> LinkResult | None:
        """The verdict, with where the address led and when it was visited."""
        if not self.url:
            return next(iter(self.results), None)
        gravest = self.results[0] if self.results else link_result(self.url)
        return gravest if self.visit is None else replace(
            gravest, reached=self.visit.reached, checked=self.visit.checked
        )  # fmt: skip


@dataclass(frozen=True)
class AgencyLinks:
    """What an agency's evidence comes to, cell by cell in the order of the form."""

    agency: Agency
    file: str
    site: Site
    links: tuple[JudgedLink, ...]


def same_address(one: str, other: str) -> bool:
    """Whether two spellings open the same page: per cent signs, a last slash and the case of the host aside."""
    return _plain(one) == _plain(other)


def _plain(url: str) -> str:
    text = unicodedata.normalize("NFC", unquote(url.strip()))
    scheme, mark, rest = text.partition("://")
    host, slash, path = (rest if mark else text).partition("/")
    return f"{scheme.lower() if mark else ''}{mark}{host.lower()}{slash}{path}".rstrip("/")
