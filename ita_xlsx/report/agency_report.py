"""Make the report of one agency as a document.

Takes the contents of the report; returns a Document. Works on values only.
"""

from __future__ import annotations

from ita_xlsx.model.document import Block, Document, Heading
from ita_xlsx.report.contents import AgencyContents
from ita_xlsx.report.sections import texts
from ita_xlsx.report.sections.front_pages import write_front_pages
from ita_xlsx.report.sections.instrument_tables import write_instrument_tables
from ita_xlsx.report.sections.maker_notes import write_maker_notes
from ita_xlsx.report.sections.measures_table import write_plan
from ita_xlsx.report.sections.overall_result import write_result
from ita_xlsx.report.sections.points import write_remarks, write_strengths, write_weak_points
from ita_xlsx.report.sections.question_tables import write_question_tables
from ita_xlsx.report.sections.slot_values import agency_slots


def agency_report(contents: AgencyContents) -> Document:
    """Return the report of one agency."""
    blocks: tuple[Block, ...] = (
        *write_front_pages(contents, agency_slots(contents)),
        *write_result(contents),
        Heading(1, texts.ANALYSIS),
        *write_instrument_tables(contents),
        *write_question_tables(contents),
        *write_strengths(contents),
        *write_remarks(contents),
        *write_weak_points(contents),
        *write_plan(contents),
    )
    if contents.settings.notes:
        blocks = (*blocks, *write_maker_notes(contents, blocks))
    return Document(
        title=texts.TITLE,
        subject=texts.SUBJECT.format(year=contents.framework.year),
        agency=contents.agency.name,
        issued=contents.issued,
        blocks=blocks,
        digits=contents.digits,
    )
