"""Give the slots of the texts of a round their values for one report.

Takes the contents of a report; returns texts by slot. Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping

from ita_xlsx.model.agency import PROVINCE_WORD
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.report.round_texts import Slot
from ita_xlsx.model.results import plain_number
from ita_xlsx.report.contents import AgencyContents, ProvinceContents, ReportBasis
from ita_xlsx.report.round_values import province_value, return_values


def agency_slots(contents: AgencyContents) -> Mapping[Slot, str]:
    """Return the values for the report of an agency; an unknown value is left out."""
    score = contents.figures.score(OVERALL)
    values = {
        Slot.PASS_MARK: plain_number(contents.framework.pass_mark),
        Slot.PREVIOUS_YEAR: str(contents.year_before),
        Slot.SCORE: "" if score is None else f"{score:.2f}",
        Slot.LEVEL: contents.level,
    }
    return _filled(contents, values)


def province_slots(contents: ProvinceContents) -> Mapping[Slot, str]:
    """Return the values for the report of a province; an unknown value is left out."""
    values = {
        Slot.PASS_MARK: plain_number(contents.framework.pass_mark),
        Slot.PREVIOUS_YEAR: str(contents.comparison.year),
        **return_values(contents.state),
    }
    return _filled(contents, values)


def _filled(basis: ReportBasis, values: Mapping[Slot, str]) -> Mapping[Slot, str]:
    is_known = bool(basis.agency.province) or basis.agency.name.startswith(PROVINCE_WORD)
    shared = {
        Slot.AGENCY: basis.agency.name,
        Slot.PROVINCE: province_value(basis.agency.province or basis.agency.name) if is_known else "",
        Slot.DISTRICT: basis.settings.district or basis.agency.district,
        Slot.YEAR: str(basis.framework.year),
        Slot.NEXT_YEAR: str(basis.framework.year + 1),
        Slot.PLAN_YEAR: str(basis.year_of_plan),
        Slot.SIGNATORY: basis.signatory.name,
        Slot.SIGNATORY_POSITION: basis.signatory.position,
        Slot.PUBLICATION: basis.settings.publication_url,
    }
    given = {slot: value for slot, value in (*shared.items(), *values.items()) if value}
    return {**basis.slots, **given}
