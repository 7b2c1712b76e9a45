"""Hold the evidence of agencies and the result of each web address in it, by the rules and from a visit.

Works on values only; ``ita_xlsx.links`` applies the rules and makes the visits.
"""

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
from ita_xlsx.model.findings.message import Trait
from ita_xlsx.model.findings.message import Verdict as Verdict
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.text.addresses import addresses_in, words_after_addresses


@dataclass(frozen=True, kw_only=True)
class LinkResult:
    """An address and its verdict.

    ``rule`` is the code of the message that explains the verdict, ``reached`` the address where a visit ended.
    ``checked`` is the day of the visit, or None if only the rules were applied.
    """

    url: str
    verdict: Verdict
    rule: str = ""
    detail: str = ""
    reached: str = ""
    checked: date | None = None

    @property
    def is_inconclusive(self) -> bool:
        """Return True if the visit could not look up the server's name.

        Such a result is never stored, and it never replaces an earlier result.
        """
        return self._has_trait(Trait.INCONCLUSIVE)

    @property
    def is_from_visit(self) -> bool:
        """Return True if the verdict comes from a visit, and not from a rule."""
        return self._has_trait(Trait.FROM_VISIT)

    def _has_trait(self, trait: Trait) -> bool:
        return self.rule in CATALOGUE and trait in CATALOGUE[self.rule].traits

    def explanation(self, lang: str) -> str:
        """Return the explanation of the verdict in ``th`` or ``en``, without the address, or an empty text.

        It is made for a place where the address is printed beside it.
        """
        if not self.rule:
            return ""
        message = CATALOGUE[self.rule]
        bare = _ADDRESS_PART.sub(" ", message.th if lang == "th" else message.en).strip()
        bare = _VERDICT_PART.sub("", bare)
        return bare.format_map({"detail": visible(self.detail), "reached": visible(self.reached)})


# The part of a message that names the address.
_ADDRESS_PART = re.compile(r"\s*(?:ที่อยู่ |the address )?\(?«\{value\}»\)?\s*")
# The verdict at the start of a message; it is printed beside the explanation already.
_VERDICT_PART = re.compile(r"(?:ตรวจไม่ได้|cannot be checked):\s*")
_WORST_FIRST = (Verdict.BROKEN, Verdict.UNKNOWN, Verdict.WARNING, Verdict.REASON, Verdict.FINE)


def link_result(
    url: str, code: str = "", detail: str = "", reached: str = "", checked: date | None = None
) -> LinkResult:
    """Return the result of an address; the code of the message decides the verdict, and no code means fine."""
    verdict = (CATALOGUE[code].verdict or Verdict.WARNING) if code else Verdict.FINE
    return LinkResult(url=url, verdict=verdict, rule=code, detail=detail, reached=reached, checked=checked)


def worst_first(result: LinkResult) -> tuple[int, bool, str]:
    """Return a sort key for the results of one address: the worst verdict first, a visit before a rule."""
    return _WORST_FIRST.index(result.verdict), not result.is_from_visit, result.rule


def visit_result(result: LinkResult) -> LinkResult | None:
    """Return the result of the visit alone, without the verdict of a rule; None if there was no visit."""
    if result.checked is None or result.is_inconclusive:
        return None
    if result.is_from_visit:
        return result
    return LinkResult(url=result.url, verdict=Verdict.FINE, reached=result.reached, checked=result.checked)


def worst_result(text: str, results: Mapping[str, LinkResult]) -> LinkResult | None:
    """Return the worst result of the addresses in the text of a cell, or None if none of them has a result."""
    stored = [results[url] for url in addresses_in(text) if url in results]
    return min(stored, key=worst_first, default=None)


@dataclass(frozen=True, kw_only=True)
class Proof:
    """A cell with evidence for a step of a measure, or for an item of the open-data check.

    ``text`` is the text of the cell; if the cell has a link with another text, it is the target of the link, and
    ``display_text`` is the text of the cell. ``subject`` is the id of the step or the code of the item.
    """

    subject: str
    text: str
    number: str = ""
    measure: str = ""
    step: str = ""
    display_text: str = ""
    place: Place | None = None

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """Return the addresses in the text."""
        return addresses_in(self.text)

    @cached_property
    def words_after_addresses(self) -> Mapping[str, str]:
        """Return the addresses that may have been cut at a blank, each with the words after it."""
        return words_after_addresses(self.text)


class SiteOrigin(StrEnum):
    """The source from which the web site of an agency was taken."""

    FORM = "form"
    ROSTER = "roster"
    GUESSED = "guessed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Site:
    """The host of an agency's own web site, or empty if no source gives it."""

    host: str = ""
    origin: SiteOrigin = SiteOrigin.UNKNOWN


@dataclass(frozen=True)
class AgencyProofs:
    """All the evidence in the form of an agency, and the web site that the form gives for the agency."""

    agency: Agency
    file: str
    proofs: tuple[Proof, ...] = ()
    website: str = ""


@dataclass(frozen=True)
class JudgedLink:
    """An address of one cell with its results, the worst first; ``url`` is empty if the cell has no address.

    A text without an address is a reason; an empty cell has no result at all. ``target`` is the address as a browser
    needs it (ASCII only), or empty if the address must not be opened.
    """

    proof: Proof
    url: str = ""
    target: str = ""
    results: tuple[LinkResult, ...] = ()
    visit: LinkResult | None = None

    @property
    def result(self) -> LinkResult | None:
        """Return the worst result with the end address and the day of the visit; None for an empty cell."""
        if not self.url:
            return next(iter(self.results), None)
        worst = self.results[0] if self.results else link_result(self.url)
        return worst if self.visit is None else replace(
            worst, reached=self.visit.reached, checked=self.visit.checked
        )  # fmt: skip


@dataclass(frozen=True)
class AgencyLinks:
    """The results of all evidence of an agency, cell by cell in the order of the form."""

    agency: Agency
    file: str
    site: Site
    links: tuple[JudgedLink, ...]


def same_address(first: str, second: str) -> bool:
    """Return True if two spellings open the same page.

    Percent encoding, a slash at the end and the letter case of the host make no difference.
    """
    return _plain(first) == _plain(second)


def _plain(url: str) -> str:
    text = unicodedata.normalize("NFC", unquote(url.strip()))
    scheme, mark, rest = text.partition("://")
    host, slash, path = (rest if mark else text).partition("/")
    return f"{scheme.lower() if mark else ''}{mark}{host.lower()}{slash}{path}".rstrip("/")
