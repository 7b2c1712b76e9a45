"""Write the sheet that sets the scores of an agency beside all agencies, those of its kind, and the country.

Takes a Report and a standing; changes the workbook in memory only. The score of the agency follows the form, and the
figures of the others are those of the round on the day of issue.
"""

from __future__ import annotations

from decimal import Decimal

from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.groups.standing_layout import SPREAD, STANDING, standing_table
from ita_xlsx.model.layout.results_layout import SCORE
from ita_xlsx.model.province.place_in_group import LEAST_QUARTERS
from ita_xlsx.model.province.standing import AgencyStanding, PlaceAmong, Spread, StandingRow
from ita_xlsx.output.analysis.opening import open_analysis_sheet, print_list
from ita_xlsx.output.analysis.report import Report
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import province as formulas

_NAME, _FIGURE, _ROW = 34, 12.5, 20.0
_OVERALL = "คะแนนรวม"
_TITLE = "เทียบกับหน่วยงานอื่นและประเทศ"
_RANK, _TIED, _IN_KIND = "อันดับ {rank} จาก {counted} หน่วยงาน", " (ร่วมกัน {tied})", "ในประเภท «{kind}» "
_QUARTERS = {1: "หนึ่งในสี่แรก", 2: "หนึ่งในสี่ที่สอง", 3: "หนึ่งในสี่ที่สาม", 4: "หนึ่งในสี่สุดท้าย"}

_ONLY_NATIONAL = "คะแนนของหน่วยงานเทียบกับค่าเฉลี่ยประเทศ"
_OF_YEAR, _SOURCE = " ปี {year}", "ที่มาของค่าเฉลี่ยประเทศ: {source}"
_AS_ISSUED = "ตัวเลขของหน่วยงานอื่นเป็นของวันที่จัดทำ นับเฉพาะหน่วยงานที่ส่งครบ คะแนนและผลต่างคำนวณสดจากสมุดงานนี้"


def write_standing(book: Book, report: Report, standing: AgencyStanding) -> None:
    """Write the sheet; what nobody gave has no column."""
    table = standing_table(
        [row.subject for row in standing.rows],
        of_round=standing.among_all is not None,
        of_kind=standing.in_kind is not None,
        national=standing.has_national,
    )
    widths = [_NAME, *[_FIGURE] * (len(table.columns) - 1)]
    sheet = book.sheet(STANDING)
    sheet.widths(*widths)
    open_analysis_sheet(sheet, report, _TITLE)
    sheet.text(2, 0, standing_sentence(standing), "strong")
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    for row in standing.rows:
        _write_row(sheet, report, table, row)
    last = table.last_row
    for note in _notes(standing):
        last += 1
        sheet.text(last, 0, note, "muted")
    sheet.worksheet.freeze_panes(table.first_row, 1)
    print_list(sheet, report, table.header_row)
    sheet.worksheet.print_area(0, 0, last, table.last_col)


def standing_sentence(standing: AgencyStanding) -> str:
    """Return the ranks of an agency in words; without any, with what its scores are compared."""
    if standing.among_all is None:
        year = standing.national.year
        return _ONLY_NATIONAL + (_OF_YEAR.format(year=year) if year else "")
    sentence = _rank_words(standing.among_all)
    if standing.in_kind is not None:
        sentence += f" · {_IN_KIND.format(kind=standing.kind)}{_rank_words(standing.in_kind)}"
    return sentence


def _rank_words(place: PlaceAmong) -> str:
    tied = _TIED.format(tied=place.tied) if place.tied > 1 else ""
    # Fewer have no quarters.
    quarter = f" {_QUARTERS[place.quarter]}" if place.counted >= LEAST_QUARTERS else ""
    return f"{_RANK.format(rank=place.rank, counted=place.counted)}{tied}{quarter}"


def _notes(standing: AgencyStanding) -> tuple[str, ...]:
    notes = (_AS_ISSUED,) if standing.among_all is not None else ()
    source = standing.national.source
    return (*notes, _SOURCE.format(source=source)) if source and standing.has_national else notes


def _write_row(sheet: Sheet, report: Report, table: Table, item: StandingRow) -> None:
    row, node = table.row(item.subject), report.layout.framework.nodes[item.subject]
    is_indicator = node.kind is Kind.INDICATOR
    name = f"{node.code} {node.name}" if is_indicator else _OVERALL if node.kind is Kind.OVERALL else node.code
    sheet.text(row, 0, name, "text")
    score = report.layout.results.place(item.subject, SCORE).seen_from(STANDING)
    value = report.value(item.subject)
    style = "score" if is_indicator else "score_strong"
    sheet.live(row, table.col("score"), formulas.copy_of(score, value), style)
    rounded = report.results.by_subject[item.subject].rounded
    for key, spread in (("all", item.everyone), ("kind", item.of_kind)):
        if table.has(f"{key} gap"):
            for name, figure in zip(SPREAD, spread or (None,) * len(SPREAD), strict=True):
                _write_figure(sheet, row, table.col(f"{key} {name}"), figure)
            _write_gap(sheet, table, row, (f"{key} gap", f"{key} mean"), rounded, _mean_of(spread))
    if table.has("national"):
        _write_figure(sheet, row, table.col("national"), item.national)
        _write_gap(sheet, table, row, ("national gap", "national"), rounded, item.national)
    sheet.height(row, _ROW)


def _mean_of(spread: Spread | None) -> Decimal | None:
    return None if spread is None else spread.mean


def _write_figure(sheet: Sheet, row: int, col: int, figure: Decimal | None) -> None:
    if figure is None:
        sheet.text(row, col, formulas.DASH, "flag")
    else:
        sheet.number(row, col, float(figure), "score")


def _write_gap(
    sheet: Sheet, table: Table, row: int, keys: tuple[str, str], now: Decimal | None, other: Decimal | None
) -> None:
    gap, figure = keys
    value = None if now is None or other is None else now - other
    score, compared = a1(row, table.col("score")), a1(row, table.col(figure))
    sheet.live(row, table.col(gap), formulas.difference(score, compared, value), "change")
