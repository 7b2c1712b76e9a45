"""Hold the settings of the report and of the letters: ``[report]`` and ``[letter]`` of ``round.toml``.

Works on values only; ``ita_xlsx.intake.round_file`` reads them. An empty value or None is unknown: a document shows a
counted blank there, or leaves the sentence out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ita_xlsx.model.agency import BANGKOK, PROVINCE_WORD, Agency, Roster, name_key, province_key, same_code
from ita_xlsx.model.limits import Limit

# The ways in which one official signs for another. The first is that of a delegation, and stands where none is typed.
_BY_DELEGATION = "ปฏิบัติราชการแทน"
_WAYS_TO_ACT = (
    _BY_DELEGATION, "รักษาราชการแทน", "รักษาการในตำแหน่ง", "รักษาการแทน", "ปฏิบัติหน้าที่แทน", "ทำการแทน",
)  # fmt: skip


class FigureSource(StrEnum):
    """The figure that a report prints where an announced and a computed one differ."""

    ANNOUNCED = "announced"
    COMPUTED = "computed"


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """The rank that an officer typed in: place ``rank`` of ``of``, among agencies of ``kind``.

    ``agency`` is the code or the name of the agency that has this rank, or the name of the province; empty for the
    only agency of the round, or for the province if the rank is one among provinces.
    """

    rank: int | None = None
    of: int | None = None
    kind: str = ""
    agency: str = ""

    @property
    def is_among_provinces(self) -> bool:
        """Return True if the rank is one among provinces, which no office of a province has."""
        return name_key(self.kind).startswith(name_key(PROVINCE_WORD))

    def is_for(self, agency: Agency, roster: Roster | None) -> bool:
        """Return True if the rank is that of ``agency``, so that no other report can print it.

        Without ``agency`` the rank is for a round without a roster, or with one agency in it.
        """
        if self.rank is None or (self.is_among_provinces and not _is_province(agency)):
            return False
        if not self.agency:
            return roster is None or len(roster.agencies) == 1
        return self.names(agency)

    def is_for_province(self, province: str) -> bool:
        """Return True if the rank is that of the province with this name."""
        if self.rank is None:
            return False
        if not self.agency:
            return self.is_among_provinces
        return bool(province) and province_key(province) == province_key(self.agency)

    def names(self, agency: Agency) -> bool:
        """Return True if ``agency`` is the one that the rank names by its code or its name."""
        has_code = bool(agency.code) and same_code(agency.code, self.agency)
        return has_code or name_key(agency.name) == name_key(self.agency)


def _is_province(agency: Agency) -> bool:
    """Return True for the province as an agency: it has its own name, or that of its office."""
    return agency.name.strip().removeprefix("สำนักงาน").startswith((PROVINCE_WORD, BANGKOK))


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """The person who signs; ``acting_for`` is the position on whose behalf this person signs, or empty.

    It may begin with the words for how the person acts, such as ``รักษาราชการแทน``.
    """

    name: str = ""
    position: str = ""
    acting_for: str = ""

    @property
    def acting_line(self) -> str:
        """Return the line below the position: whoever signs by delegation is ``ปฏิบัติราชการแทน``; empty for none."""
        text = " ".join(self.acting_for.split())
        words = next((item for item in _WAYS_TO_ACT if text.startswith(item)), "")
        position = text.removeprefix(words).strip()
        return f"{words or _BY_DELEGATION} {position}".strip() if text else ""


@dataclass(frozen=True, kw_only=True)
class ReportSettings:
    """The settings of ``[report]``.

    ``strength_limit`` (0-100) is the score above which a subject is a strength; None takes the rule of the round.
    ``national_mean`` is a score of 0-100. ``master`` is the path of the officer's own document. ``notes`` is False
    if the report leaves out the notes of the maker. ``signatory`` signs the report of the province, or of the only
    agency of the round.
    """

    strength_limit: Limit | None = None
    figures: FigureSource = FigureSource.ANNOUNCED
    ranking: Ranking = Ranking()
    national_mean: Limit | None = None
    district: str = ""
    publication_url: str = ""
    master: str = ""
    notes: bool = True
    signatory: Signatory = Signatory()


@dataclass(frozen=True, kw_only=True)
class LetterSettings:
    """The settings of ``[letter]``.

    ``number_prefix`` is the beginning of the numbers of the letters. ``emblem`` (a picture) and ``master`` are paths.
    """

    office: str = ""
    number_prefix: str = ""
    phone: str = ""
    extension: str = ""
    signatory: Signatory = Signatory()
    emblem: str = ""
    master: str = ""
