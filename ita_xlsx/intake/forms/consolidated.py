"""Read one of our own consolidated workbooks back into the submissions of its agencies.

Takes the cells of its sheets; returns a submission for each agency with the scores the workbook was made from, and
findings. Works on values only.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from ita_xlsx.intake.forms.form import FindFramework, read_stamp
from ita_xlsx.intake.forms.numbers import parse_score
from ita_xlsx.intake.workbook.cells import SheetCells, text_of
from ita_xlsx.model.agency import Agency, code_key
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import Place, Table
from ita_xlsx.model.layout.province_layout import PROVINCE_LINE, SCHEMA, ProvinceLayout
from ita_xlsx.model.submission import Answer, Submission
from ita_xlsx.model.text.spelling import text_key

Line = tuple[Agency, tuple[Answer, ...]]


def is_consolidated(sheets: Sequence[SheetCells]) -> bool:
    """Return True if the workbook bears the stamp of a consolidated workbook written by this program."""
    stamp = read_stamp(sheets)
    return stamp is not None and stamp.schema == SCHEMA


def read_consolidated(
    sheets: Sequence[SheetCells], file: str, find_framework: FindFramework
) -> tuple[tuple[Submission, ...], Framework | None, tuple[Finding, ...]]:
    """Return one submission for each agency, the framework, and findings.

    The answers come from the sheet ``รายข้อ``, the announced figures from ``ตัวชี้วัด``; some agencies have figures alone.
    Return no submission and no framework if the workbook is not ours or its framework is not available (W103).
    """
    stamp = read_stamp(sheets)
    framework = find_framework(stamp.framework) if stamp is not None and stamp.schema == SCHEMA else None
    if stamp is None or framework is None:
        return (), None, (make_finding(Code.UNKNOWN_YEAR, file=file, found=stamp.framework if stamp else ""),)
    layout = ProvinceLayout(framework)
    answers = {code_key(agency.code): line for agency, line in _lines(sheets, layout, layout.questions(1))}
    submissions = tuple(
        Submission(
            agency=agency, file=file, stamp=stamp, answers=answers.get(code_key(agency.code), ()), announced=announced
        )
        for agency, announced in _lines(sheets, layout, layout.indicators(1))
    )
    findings = (
        () if submissions else (make_finding(Code.EARLIER_FILE_INCOMPLETE, file=file, found=str(framework.year)),)
    )
    return submissions, framework, findings


def _lines(sheets: Sequence[SheetCells], layout: ProvinceLayout, matrix: Table) -> Iterator[Line]:
    """Yield each agency of a matrix with the scores in its row."""
    keys = _keys_of_headers(layout, matrix)
    for sheet in sorted(sheets, key=lambda item: item.name != matrix.sheet):
        for row, values in enumerate(sheet.rows):
            cols = {keys[text]: col for col, value in enumerate(values) if (text := text_key(text_of(value))) in keys}
            if {"code", "name"} <= cols.keys() and len(cols) > len(matrix.columns) // 2:
                yield from _below(sheet, row, cols, layout.framework.nodes, _province(sheet, row))
                return


def read_states(sheets: Sequence[SheetCells], framework: Framework) -> tuple[tuple[Agency, str], ...]:
    """Return each agency with the word for its state, from the sheet of who returned what; none without that sheet."""
    table = ProvinceLayout(framework).status(1)
    headers = {text_key(column.header): column.key for column in table.columns}
    for sheet in sorted(sheets, key=lambda item: item.name != table.sheet):
        for row, values in enumerate(sheet.rows):
            cols = {
                headers[key]: col for col, value in enumerate(values) if (key := text_key(text_of(value))) in headers
            }
            if {"code", "name", "state"} <= cols.keys():
                below = range(row + 1, len(sheet.rows))
                found = ([text_of(sheet.at(one, cols[key])) for key in ("code", "name", "state")] for one in below)
                return tuple((Agency(code, name), word) for code, name, word in found if code and name and word)
    return ()


def _keys_of_headers(layout: ProvinceLayout, matrix: Table) -> Mapping[str, str]:
    """Return the keys of the columns by their headers, those of earlier versions included."""
    keys = {text_key(column.header): column.key for column in matrix.columns}
    for column in matrix.columns:
        if column.key in layout.framework.nodes:
            keys.setdefault(text_key(layout.former_header(column.key)), column.key)
    return keys


def _province(sheet: SheetCells, header_row: int) -> str:
    """Return the name of the province above the table; empty if there is none, as for the whole nation."""
    above = (text_of(value) for row in sheet.rows[:header_row] for value in row)
    return next((match[1] for text in above if (match := PROVINCE_LINE.search(text))), "")


def _below(
    sheet: SheetCells, header_row: int, cols: Mapping[str, int], subjects: Container[str], province: str
) -> Iterator[Line]:
    """Yield the agencies in the rows below the header, each code once, if any of their scores is a number."""
    scores = {key: col for key, col in cols.items() if key in subjects}
    seen: set[str] = set()
    for row in range(header_row + 1, len(sheet.rows)):
        # A name that was cut stands whole in a column of its own, which earlier versions did not have.
        full_name = text_of(sheet.at(row, cols["whole"])) if "whole" in cols else ""
        name = full_name or text_of(sheet.at(row, cols["name"]))
        agency = Agency(text_of(sheet.at(row, cols["code"])), name, province)
        # Agencies that are not ranked stand below the others, without a number; words stand in place of their scores.
        if not agency.code or code_key(agency.code) in seen:
            continue
        figures = {key: parse_score(sheet.at(row, col))[0] for key, col in scores.items()}
        line = tuple(
            Answer(key, value, place=Place(sheet.name, row, scores[key]))
            for key, value in figures.items()
            if value is not None
        )
        if line:
            seen.add(code_key(agency.code))
            yield agency, line
