"""Write the agency's workbook: the form that is sent out, empty or filled in.

Takes a Form; returns the bytes of the workbook. Works on values only.
"""

from __future__ import annotations

from ita_xlsx.model.earlier_years.last_year import prefilled_text
from ita_xlsx.model.layout.agency_layout import SCHEMA
from ita_xlsx.output.agency.announced_sheet import write_published
from ita_xlsx.output.agency.cover import write_cover
from ita_xlsx.output.agency.form import Form
from ita_xlsx.output.agency.info_sheet import write_info
from ita_xlsx.output.agency.last_year_sheet import write_last_year
from ita_xlsx.output.agency.measures_sheet import write_measures
from ita_xlsx.output.agency.origins_sheet import write_origins
from ita_xlsx.output.agency.plan_sheet import write_plan
from ita_xlsx.output.agency.preliminary import write_preliminary
from ita_xlsx.output.agency.score_sheets import write_scores
from ita_xlsx.output.agency.texts import form_title
from ita_xlsx.output.book import Book
from ita_xlsx.output.stamp import write_stamp
from ita_xlsx.output.texts import ASSESSMENT

__all__ = ["Form", "write_agency_workbook"]


def write_agency_workbook(form: Form) -> bytes:
    """Return the bytes of the workbook; the same form gives the same parts."""
    framework = form.layout.framework
    book = Book(form_title(framework), ASSESSMENT, form.edition, texts_follow=True)
    write_cover(book, form)
    write_info(book, form)
    for table in form.layout.scores:
        write_scores(book, form, table)
    write_measures(book, form)
    write_last_year(book, form)
    write_preliminary(book, form)
    write_published(book, form)
    write_plan(book, form)
    write_origins(book, form)
    mends = form.submission.stamp.mends if form.origins else ()
    prefilled = prefilled_text(form.last_year.previous) if form.last_year else ""
    write_stamp(book, SCHEMA, framework, form.edition, form.agency.code, mends, prefilled)
    return book.finish()
