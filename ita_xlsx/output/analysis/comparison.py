"""Write the sheet that compares two years: results, questions, changes, charts, and the trend over more years.

Takes a Report; changes the workbook in memory only.
"""

from __future__ import annotations

from collections.abc import Callable

from ita_xlsx.model.earlier_years.history import years_below
from ita_xlsx.model.framework import Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.comparison_layout import COMPARISON, MOST_YEARS
from ita_xlsx.model.layout.page import row_height
from ita_xlsx.model.layout.results_layout import EXACT, STAND_IN_COLUMNS
from ita_xlsx.model.layout.subjects import subject_label
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.analysis import texts
from ita_xlsx.output.analysis.opening import BETWEEN, TIGHT, fit_row, mark_falls, open_analysis_sheet
from ita_xlsx.output.analysis.report import Report
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.charts import Series, insert_changes, insert_columns, insert_radar
from ita_xlsx.output.formulas import ChangeFormulas, Live, ResultFormulas
from ita_xlsx.output.formulas.changes import FELL, ROSE, STAYED
from ita_xlsx.output.results_tables import ResultTables
from ita_xlsx.output.styles import DENSE

_WIDTHS = {
    "label": 22, "name": 50, "now": 10, "score": 10, "change": 12, "trend": 11, "announced": 24, "exact": 15,
    "announced_list": 24, "known": 15, "lowest": 13, "highest": 13, "stands_in": 15, "replaced": 15,
}  # fmt: skip
_CHANGES_SIZE, _RADAR_SIZE, _TREND_SIZE = (424, 240), (424, 244), (1210, 420)
# The columns from the label to the trend; the others stand in a group.
_IN_SIGHT = 6
_CHARTS_WIDTH = 62
_FORMULA_COLUMNS = ("announced", EXACT, *(column.key for column in STAND_IN_COLUMNS))


def write_comparison(book: Book, report: Report) -> None:
    """Write the sheet that compares this year with the year before."""
    layout = report.layout.comparison
    sheet = book.sheet(COMPARISON)
    # The charts stand right of the columns, which end with those in the group.
    sheet.widths(*_WIDTHS.values(), _CHARTS_WIDTH)
    open_analysis_sheet(sheet, report, f"เปรียบเทียบ{report.years[0]} กับ{report.years[1]}")
    changes = ChangeFormulas(report.layout, report.results, report.previous)
    _write_sentences(sheet, report, changes)
    formulas = ResultFormulas(layout, report.previous, report.layout.threshold, "previous")
    extra: dict[str, Callable[[Node], Live | float | str]] = {
        "now": lambda node: changes.now(node, report.value(node.subject)),
        "change": changes.change,
        "trend": lambda node: changes.trend(node, layout.results.place(node.subject, "change").a1),
    }
    if report.last_year is not None:
        # Figures of an earlier workbook are values; their formulas stand in that workbook.
        extra |= {
            "score": lambda node: report.previous_value(node.subject),
            **dict.fromkeys(_FORMULA_COLUMNS, lambda node: ""),
        }
    in_sight = dict(list(_WIDTHS.items())[:_IN_SIGHT])
    ResultTables(sheet, layout, report.previous, formulas, _WIDTHS, extra, fitted=in_sight, padding=TIGHT).write()
    for table in layout.results.tables:
        sheet.height(table.last_row + 1, BETWEEN)
        mark_falls(sheet, table.first_row, table.last_row, table.col("change"))
    _write_charts(sheet, report)
    if report.earlier:
        _write_trend(sheet, report, changes)
    _write_questions(sheet, report, changes)
    mark_falls(sheet, layout.questions.first_row, layout.questions.last_row, layout.questions.col("change"))
    # With more years the columns of the helpers hold some of them.
    first_hidden = max(_IN_SIGHT, layout.trend.last_col + 1 if report.earlier else 0)
    sheet.hide_columns(first_hidden, layout.results.tables[0].last_col, grouped=True)
    sheet.worksheet.freeze_panes(2, 0)
    _close(sheet, report)


def _close(sheet: Sheet, report: Report) -> None:
    """Set up printing: overall score, instruments and indicators beside the charts, and several years if there are.

    Parts, sub-indicators and answers stay on the screen: their changes are printed beside their scores.
    """
    layout, first_tables = report.layout.comparison, report.layout.comparison.results.tables[:2]
    last, last_col = first_tables[-1].last_row, len(_WIDTHS)
    blocks = [(0, last)]
    if report.earlier:
        last = layout.last_trend_row
        blocks += [(table.header_row - 1, table.last_row) for table in (*layout.results.tables[2:], layout.trend)]
        blocks.append((layout.trend_chart_row, last))
    elif not report.has_previous:
        last, blocks = layout.stayed.row + 1, []
    sheet.print_setup(shared_texts.heading(report.submission.agency, report.layout.framework))
    sheet.worksheet.print_area(0, 0, last, last_col)
    sheet.keep_together(blocks, last_col)


def _write_sentences(sheet: Sheet, report: Report, changes: ChangeFormulas) -> None:
    layout = report.layout.comparison
    kinds = (Kind.OVERALL, Kind.INSTRUMENT, Kind.VIEW, Kind.INDICATOR)
    nodes = [node for kind in kinds for node in report.layout.framework.of_kind(kind)]
    cells = tuple((node, layout.results.place(node.subject, "trend").a1) for node in nodes)
    width = sum(list(_WIDTHS.values())[:_IN_SIGHT]) + _CHARTS_WIDTH
    for place, title, word in (
        (layout.fell, "ลดลง: ", FELL),
        (layout.rose, "เพิ่มขึ้น: ", ROSE),
        (layout.stayed, "คงที่: ", STAYED),
    ):
        live = changes.sentence(title, word, cells)
        sheet.worksheet.merge_range(place.row, 0, place.row, len(_WIDTHS), "", sheet.book.format("sentence"))
        sheet.live(place.row, place.col, live, "sentence")
        longest = title + ", ".join(f"ตัวชี้วัดที่ {node.code}" for node in nodes)
        sheet.height(place.row, row_height([(longest, width)], DENSE, padding=TIGHT))


def _write_charts(sheet: Sheet, report: Report) -> None:
    layout = report.layout.comparison
    nodes = report.layout.framework.of_kind(Kind.INDICATOR)
    if not any(report.previous.by_subject[node.subject].value is not None for node in nodes):
        sheet.text(layout.stayed.row + 1, 0, texts.NO_PREVIOUS, "strong")
        return
    table = layout.results.table_of(nodes[0].subject)
    names = "=" + table.span("name", "")
    series = [
        Series(report.years[0], names, "=" + table.span("now", "")),
        Series(report.years[1], names, "=" + table.span("score", "")),
    ]
    row, col = layout.charts_row, len(_WIDTHS)
    changes = Series(table.columns[table.col("change")].header, names, "=" + table.span("change", ""))
    insert_changes(
        sheet, row, col, f"คะแนนที่เปลี่ยนจาก{report.years[1]}", changes, _CHANGES_SIZE,
        "แผนภูมิแท่งการเปลี่ยนแปลงของคะแนนรายตัวชี้วัด ทางซ้ายของศูนย์คือลดลง ทางขวาคือเพิ่มขึ้น",
    )  # fmt: skip
    if all(report.previous.by_subject[item].value is not None for item in table.items):
        # A radar would draw a missing figure as zero.
        insert_radar(
            sheet, layout.radar_row, col, "คะแนนรายตัวชี้วัดสองปี", series, _RADAR_SIZE,
            "แผนภูมิเรดาร์คะแนนสิบตัวชี้วัดของปีนี้เทียบกับปีก่อน แกน 0 ถึง 100 คะแนน",
        )  # fmt: skip


def _write_trend(sheet: Sheet, report: Report, changes: ChangeFormulas) -> None:
    """Write one column for each year, the years below the threshold in a row, and a chart."""
    layout, framework = report.layout.comparison, report.layout.framework
    table = layout.trend
    sheet.text(table.header_row - 1, 0, table.title, "heading")
    sheet.height(table.header_row - 1, 30)
    widths = [*_WIDTHS.values(), *[14.0] * len(table.columns)][: len(table.columns)]
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    for subject in table.items:
        node, row = framework.nodes[subject], table.row(subject)
        sheet.text(row, table.col("label"), subject_label(framework, node), "text")
        sheet.text(row, table.col("name"), node.name or shared_texts.OVERALL_NAME, "text")
        for item in report.earlier[-MOST_YEARS:]:
            sheet.figure(row, table.col(str(item.year)), item.results.by_subject[subject].rounded, "score")
        now = table.place(subject, str(framework.year))
        sheet.live(row, now.col, changes.now(node, report.value(subject)), "score_strong")
        before = years_below(subject, framework.year, report.earlier)
        below = report.results.below_threshold(subject)
        has_score = report.results.by_subject[subject].value is not None
        sheet.live(
            row, table.col("streak"), changes.streak(now, report.layout.threshold, before, has_score, below), "count"
        )
    names = "=" + table.span("label", "")
    years = [column.key for column in table.columns if column.key.isdecimal()]
    series = [Series(f"ปี {year}", names, "=" + table.span(year, "")) for year in years]
    low = _axis_start(report)
    insert_columns(
        sheet, layout.trend_chart_row, 0, f"แนวโน้มคะแนนหลายปี (แกนเริ่มที่ {low})", series, _TREND_SIZE,
        f"แผนภูมิแท่งคะแนนรวม รายเครื่องมือ และรายตัวชี้วัด ปีละหนึ่งสี แกน {low} ถึง 100 คะแนน", low=low,
    )  # fmt: skip


def _axis_start(report: Report) -> int:
    """Return the ten below the lowest score of all years, so that differences between high scores can be seen."""
    subjects = report.layout.comparison.trend.items
    years = (report.results, *(item.results for item in report.earlier[-MOST_YEARS:]))
    scores = [
        value for year in years for subject in subjects if (value := year.by_subject[subject].rounded) is not None
    ]
    return min((max(int(value) // 10 * 10 - 10, 0) for value in scores), default=0)


def _write_questions(sheet: Sheet, report: Report, changes: ChangeFormulas) -> None:
    table = report.layout.comparison.questions
    sheet.text(table.header_row - 1, 0, table.title, "heading")
    sheet.height(table.header_row - 1, 30)
    widths = list(_WIDTHS.values())[: len(table.columns)]
    headers = [column.header for column in table.columns if column.key not in ("apart", "rounded")]
    sheet.header(table.header_row, 0, headers, widths[: len(headers)])
    sheet.text(table.header_row, table.col("rounded"), table.columns[-1].header, "helper_header")
    for leaf in report.layout.framework.answers:
        row = table.row(leaf.subject)
        sheet.text(row, table.col("label"), texts.point_label(report.layout.framework, leaf), "text")
        sheet.text(row, table.col("text"), leaf.name, "text")
        sheet.figure(row, table.col("previous"), report.previous.by_subject[leaf.subject].value, "score")
        value = report.value(leaf.subject)
        style = "score_corrected" if leaf.subject in report.submission.corrected else "score"
        sheet.live(row, table.col("now"), changes.now(leaf, value if isinstance(value, float) else ""), style)
        sheet.live(row, table.col("change"), changes.change(leaf), "change")
        sheet.live(row, table.col("trend"), changes.trend(leaf, table.place(leaf.subject, "change").a1), "centre")
        sheet.live(row, table.col("rounded"), changes.rounded_answer(leaf), "exact_two")
        fit_row(sheet, row, [(leaf.name, _WIDTHS["name"])])
