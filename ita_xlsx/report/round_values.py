"""Give the values with which a round fills the slots of its texts, in the report and in the letters.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ita_xlsx.model.agency import PROVINCE_WORD, Agency, full_province
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.report.round_texts import Slot
from ita_xlsx.model.results import plain_number
from ita_xlsx.model.round_settings import RoundSettings, Stage
from ita_xlsx.model.round_state import RoundState, State
from ita_xlsx.model.text.dates import thai_date

_TRACKING = (Stage.TRACKING_6, Stage.TRACKING_12)


def round_values(settings: RoundSettings, framework: Framework, issued: date, plan_year: int) -> Mapping[Slot, str]:
    """Return the values of the slots that a round has on the day ``issued``; one without a value is left out.

    ``plan_year`` is the fiscal year (Buddhist) of the plan. The next report on measures is the first from that day on.
    """
    year, contact = framework.year, settings.contact
    days = {item.stage: item.day for item in settings.calendar if item.stage}
    tracking = min((days[stage] for stage in _TRACKING if stage in days and days[stage] >= issued), default=None)
    values = {
        Slot.PROVINCE: province_value(settings.province),
        Slot.OFFICE: settings.letter.office,
        Slot.YEAR: str(year),
        Slot.NEXT_YEAR: str(year + 1),
        Slot.PREVIOUS_YEAR: str(year - 1),
        Slot.PLAN_YEAR: str(plan_year),
        Slot.PASS_MARK: plain_number(framework.pass_mark),
        Slot.DEADLINE: _day(settings.deadline),
        Slot.MENDING_DEADLINE: _day(settings.mending_deadline),
        Slot.TRACKING_DEADLINE: _day(tracking),
        Slot.RESULTS_DAY: _day(days.get(Stage.RESULTS)),
        Slot.CONTACT: contact.name,
        Slot.CONTACT_PHONE: contact.phone,
        Slot.CONTACT_EMAIL: contact.email,
        Slot.PAGE: settings.page,
        Slot.PUBLICATION: settings.report.publication_url,
    }
    return {slot: text for slot, text in values.items() if text.strip()}


def province_value(name: str) -> str:
    """Return the name of a province for its slot, before which a text has the word for province."""
    return full_province(name).removeprefix(PROVINCE_WORD)


def return_values(province: RoundState) -> Mapping[Slot, str]:
    """Return the values of the slots that count the agencies of a round by what came from them.

    ``RETURNED_COUNT`` and ``MISSING_COUNT`` are the states of the same words in the list of returns: a form that goes
    back to be mended, and a file that is no form, are neither.
    """
    return {
        Slot.AGENCY_COUNT: str(len(province.members)),
        Slot.RETURNED_COUNT: str(province.count(State.RETURNED)),
        Slot.MISSING_COUNT: str(province.count(State.MISSING)),
    }


def agency_values(agency: Agency | None, settings: RoundSettings) -> Mapping[Slot, str]:
    """Return the values of the slots that an agency has; none without an agency."""
    if agency is None:
        return {}
    values = {Slot.AGENCY: agency.name, Slot.DISTRICT: agency.district or settings.report.district}
    return {slot: text for slot, text in values.items() if text.strip()}


def _day(day: date | None) -> str:
    return thai_date(day) if day else ""
