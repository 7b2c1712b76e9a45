"""Write what stands below the first screen of the summary: parts, remarks on the data, and the director's order.

Takes a Report; changes the workbook in memory only.
"""

from __future__ import annotations

from ita_xlsx.model.findings import Severity, message_and_fix, sort_by_severity
from ita_xlsx.model.layout.results_layout import SCORE
from ita_xlsx.model.layout.subjects import part_label
from ita_xlsx.model.layout.summary_layout import BAR, FIRST, LAST, NAME, SUBJECT, SUMMARY, WHAT, WHY
from ita_xlsx.model.layout.summary_layout import SCORE as SCORE_COL
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.analysis import texts
from ita_xlsx.output.analysis.across import write_across
from ita_xlsx.output.analysis.report import Report
from ita_xlsx.output.book import Sheet
from ita_xlsx.output.formulas import QuestionFormulas
from ita_xlsx.output.formulas.live import Live, cut_words, quote

_NOTES, _LONGEST_NOTE, _LONGEST_LINE = 3, 130, 190
_GAP, _HEAD, _LINE, _ORDER_TITLE, _WRITING, _SIGN = 14, 29, 26, 32, 38, 34
# The pixels that a page holds at eleven points of text, and the most lines for the director's hand.
_PAGE, _MOST_LINES = 868, 5
# Inches: the sheet prints with narrow margins, so that its text stays large.
_SIDE, _TOP, _BOTTOM = 0.4, 0.6, 0.35


def write_page_end(sheet: Sheet, report: Report) -> None:
    """Write the lower part of the page, and set up printing: one page, whose rest is for the director's order."""
    layout = report.layout.summary
    row = layout.below_row
    sheet.height(row, _GAP * 0.75)
    row += 1
    _write_parts(sheet, report, row)
    _write_notes(sheet, report, row)
    row += 1 + _NOTES
    row = _write_lines(sheet, report, row)
    used = sum(sheet.height_of(at) for at in range(row)) / 0.75
    last = _write_order(sheet, row, used)
    heading = shared_texts.heading(report.submission.agency, report.layout.framework)
    sheet.print_setup(heading)
    sheet.worksheet.set_margins(_SIDE, _SIDE, _TOP, _BOTTOM)
    sheet.worksheet.fit_to_pages(1, 1)
    sheet.worksheet.print_area(0, FIRST, last, LAST)


def _write_parts(sheet: Sheet, report: Report, row: int) -> None:
    """Write the two parts of each indicator that has them, with their difference."""
    layout, framework = report.layout, report.layout.framework
    nodes = layout.summary.divided
    if not nodes:
        return
    write_across(sheet, row, NAME, NAME + 1, texts.PARTS_TITLE, "section")
    labels = [part_label(framework, part.part).split()[-1] for part in nodes[0].children]
    for col, word in enumerate((*labels, texts.PARTS_GAP), SCORE_COL):
        sheet.text(row, col, word, "section_right")
    for at, node in enumerate(nodes[:_NOTES], row + 1):
        write_across(sheet, at, NAME, NAME + 1, f"{node.code} {node.name}", "on_line")
        cells = [layout.results.place(part.subject, SCORE).seen_from(SUMMARY) for part in node.children]
        scores = [report.results.by_subject[part.subject].rounded for part in node.children]
        for col, cell, score in zip((SCORE_COL, SCORE_COL + 1), cells, scores, strict=True):
            live = Live(f"=IF(ISNUMBER({cell}),{cell},{quote('–')})", "–" if score is None else float(score))
            sheet.live(at, col, live, "on_line_right")
        gap = f"IF(COUNT({','.join(cells)})=2,ABS({cells[0]}-{cells[1]}),{quote('–')})"
        first, second = scores
        value = "–" if first is None or second is None else float(abs(first - second))
        sheet.live(at, BAR, Live(f"={gap}", value), "on_line_right")


def _write_notes(sheet: Sheet, report: Report, row: int) -> None:
    """Write the gravest remarks on the data; the others are counted."""
    first_col = SUBJECT if report.layout.summary.divided else FIRST
    grave = [item for item in sort_by_severity(report.findings) if item.severity is not Severity.INFO]
    title = texts.NOTES_TITLE.format(count=len(grave)) + (texts.NOTES_MORE if len(grave) > _NOTES else "")
    write_across(sheet, row, first_col, LAST, title, "section")
    notes = [cut_words(message_and_fix(item, "th")[0], _LONGEST_NOTE) for item in grave[:_NOTES]] or [texts.NO_FINDINGS]
    sheet.height(row, _HEAD * 0.75)
    for at in range(row + 1, row + 1 + _NOTES):
        text = notes[at - row - 1] if at - row <= len(notes) else ""
        write_across(sheet, at, first_col, LAST, text, "on_line_muted")
        sheet.height(at, _LINE * 0.75)


def _write_lines(sheet: Sheet, report: Report, row: int) -> int:
    """Write what to know about the page, a line each, and return the next free row."""
    framework = report.layout.framework
    formulas = QuestionFormulas(report.layout, report.results)
    write_across(sheet, row, FIRST, BAR, formulas.below_line(SUMMARY), "page_line")
    write_across(sheet, row, SUBJECT, LAST, formulas.changed(SUMMARY), "page_line")
    sheet.height(row, _LINE * 0.75)
    notice = shared_texts.framework_notice(framework, notes=False).partition("\n")
    lines = [notice[0] + (texts.CONFIDENCE_BELOW if notice[2] else ""), report.edition.remark.replace("\n", " ")]
    for line in filter(None, (*lines, *shared_texts.note_lines(framework))):
        row += 1
        write_across(sheet, row, FIRST, LAST, cut_words(line, _LONGEST_LINE), "page_line")
        sheet.height(row, _LINE * 0.75)
    return row + 1


def _write_order(sheet: Sheet, row: int, used: float) -> int:
    """Write the box for the director's order, as tall as the page allows, and return its last row."""
    room = _PAGE - used - _ORDER_TITLE - _SIGN
    lines = max(1, min(_MOST_LINES, int(room // _WRITING)))
    sheet.text(row, FIRST, texts.ORDER_TITLE, "section_plain")
    sheet.height(row, _ORDER_TITLE * 0.75)
    for at in range(row + 1, row + 1 + lines):
        for col in range(FIRST, LAST + 1):
            sheet.text(at, col, "", "writing_line")
        sheet.height(at, _WRITING * 0.75)
    last = row + lines + 1
    sheet.text(last, WHAT, texts.SIGNATURE, "line")
    sheet.text(last, WHY, texts.SIGNED_ON, "line")
    sheet.height(last, _SIGN * 0.75)
    return last
