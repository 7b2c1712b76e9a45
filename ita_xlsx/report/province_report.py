"""Make the report of a province as a document.

Takes the contents of the report; returns a Document. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator

from ita_xlsx.model.document import Block, Document
from ita_xlsx.report.contents import ProvinceContents
from ita_xlsx.report.sections import texts
from ita_xlsx.report.sections.front_pages import write_front_pages
from ita_xlsx.report.sections.maker_notes import framework_notes, notes_part
from ita_xlsx.report.sections.measures_table import write_province_plan
from ita_xlsx.report.sections.province_agencies import write_agencies, write_missing, write_weak_questions
from ita_xlsx.report.sections.province_result import write_province_result
from ita_xlsx.report.sections.slot_values import province_slots


def province_report(contents: ProvinceContents) -> Document:
    """Return the report of a province."""
    blocks: tuple[Block, ...] = (
        *write_front_pages(contents, province_slots(contents)),
        *write_province_result(contents),
        *write_agencies(contents),
        *write_weak_questions(contents),
        *write_missing(contents),
        *write_province_plan(contents),
    )
    if contents.settings.notes:
        blocks = (*blocks, *notes_part(_notes(contents), blocks))
    return Document(
        title=texts.TITLE,
        subject=texts.SUBJECT.format(year=contents.framework.year),
        agency=contents.agency.name,
        issued=contents.issued,
        blocks=blocks,
        digits=contents.digits,
    )


def _notes(contents: ProvinceContents) -> Iterator[str]:
    yield texts.NOTE_PROVINCE
    yield from framework_notes(contents.framework)
