"""One of our own consolidated workbooks into the submissions of its agencies: the scores it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ita_xlsx.intake.forms.form import FindFramework, read_stamp
from ita_xlsx.intake.forms.numbers import parse_score
from ita_xlsx.intake.workbook.cells import SheetCells, clean_text, text_of
from ita_xlsx.model.agency import Agency, code_key
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import Place, Table
from ita_xlsx.model.layout.province_layout import PROVINCE_LINE, SCHEMA, ProvinceLayout
from ita_xlsx.model.submission import Answer, Submission

Line = tuple[Agency, tuple[Answer, ...]]


def is_consolidated(sheets: Sequence[SheetCells]) -> bool:
    """Whether a workbook is a consolidated one of ours."""
    stamp = read_stamp(sheets)
    return stamp is not None and stamp.schema == SCHEMA


def read_consolidated(
    sheets: Sequence[SheetCells], file: str, find: FindFramework
) -> tuple[tuple[Submission, ...], Framework | None, tuple[Finding, ...]]:
    """A submission an agency: its answers from ``รายข้อ``, and ``ตัวชี้วัด`` for those that have figures alone."""
    stamp = read_stamp(sheets)
    framework = find(stamp.framework) if stamp is not None and stamp.schema == SCHEMA else None
    if stamp is None or framework is None:
        return (), None, (make_finding("W103", file=file, found=stamp.framework if stamp else ""),)
    layout = ProvinceLayout(framework)
    answers = {code_key(agency.code): line for agency, line in _lines(sheets, layout.questions(1))}
    submissions = tuple(
        Submission(agency, file, stamp, answers=answers.get(code_key(agency.code), ()), announced=announced)
        for agency, announced in _lines(sheets, layout.indicators(1))
    )
    told = () if submissions else (make_finding("H903", file=file, found=str(framework.year)),)
    return submissions, framework, told


def _lines(sheets: Sequence[SheetCells], matrix: Table) -> Iterator[Line]:
    """Each agency of a matrix with what stands under the headers of its scores."""
    known = {clean_text(column.header): column.key for column in matrix.columns}
    for sheet in sorted(sheets, key=lambda item: item.name != matrix.sheet):
        for row, values in enumerate(sheet.rows):
            cols = {known[text]: col for col, value in enumerate(values) if (text := text_of(value)) in known}
            if {"code", "name"} <= cols.keys() and len(cols) > len(known) // 2:
                yield from _below(sheet, row, cols, _province(sheet, row))
                return


def _province(sheet: SheetCells, header_row: int) -> str:
    """The province named above the table; a nation has none."""
    above = (text_of(value) for row in sheet.rows[:header_row] for value in row)
    return next((known[1] for text in above if (known := PROVINCE_LINE.match(text))), "")


def _below(sheet: SheetCells, header_row: int, cols: Mapping[str, int], province: str) -> Iterator[Line]:
    scores = {key: col for key, col in cols.items() if key not in ("number", "code", "name", "below")}
    scores = {key: col for key, col in scores.items() if not key.startswith("asked")}
    seen: set[str] = set()
    for row in range(header_row + 1, len(sheet.rows)):
        agency = Agency(text_of(sheet.at(row, cols["code"])), text_of(sheet.at(row, cols["name"])), province)
        # The agencies that do not count stand below without a number; their scores are words.
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
