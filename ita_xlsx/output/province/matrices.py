"""Write the two matrices of scores: agencies by indicator, and agencies by answer.

Takes a ``ProvinceReport``; writes a row per agency, live figures over all agencies above them, and a heat map.
"""

from __future__ import annotations

from collections.abc import Sequence

from ita_xlsx.model import province_results as results
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.exact import as_float
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.grid import Table, a1, column_name
from ita_xlsx.model.layout.province_layout import (
    FIGURE_NAMES,
    INDICATORS,
    LIMIT_ROW,
    MEAN_ROW,
    QUESTIONS,
    statistic,
)
from ita_xlsx.model.province.groups import GroupBy
from ita_xlsx.model.province_results import score_at
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_state import State
from ita_xlsx.model.text import words
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import Live
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.heat import color_scores, legend
from ita_xlsx.output.province.list_sheets import (
    LINE_ROW,
    freeze,
    one_line_width,
    open_list,
    speaker_of,
    write_headers,
    write_message,
    write_note,
)
from ita_xlsx.output.province.matrix_columns import NAME_WIDTH, AnswerColumns, IndicatorColumns
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.province.state_counts import counted_expression, due_of_round
from ita_xlsx.output.sheets import one_line, print_wide, round_heading
from ita_xlsx.output.texts import LIMIT_ERROR

# The first columns of both matrices, and the least width of a column with scores.
_NUMBER, _CODE, _SCORE, _GROUP, _WHOLE = 5.0, 7.0, 7.8, 22.0, 60.0
_FIXED = 3
# The height of a row with an agency, in points.
_ROW = 18.5


def write_indicators(book: Book, report: ProvinceReport) -> None:
    """Write the matrix of indicators; overall and instruments are formulas over the indicators of their row."""
    layout, table = report.layout, report.layout.indicators(len(report.counted))
    indicators = report.framework.of_kind(Kind.INDICATOR)
    scores = [max(_SCORE, _header_width(book, column.header)) for column in table.columns[_FIXED:]]
    by_key = {"kind": _GROUP, "district": _GROUP, "whole": _WHOLE}
    sized = zip(table.columns[_FIXED:], scores, strict=True)
    widths = [_NUMBER, _CODE, NAME_WIDTH, *(by_key.get(column.key, score) for column, score in sized)]
    sheet = open_list(book, report.province, INDICATORS, texts.INDICATORS_TITLE, widths, with_heading=False)
    _write_head(sheet, report, table, widths, layout.subjects)
    with sheet.fast_rows() as columns:
        sheet.heights(table.first_row, table.header_row + len(report.counted), _ROW)
        IndicatorColumns(columns, report, table).write_all()
    spare = _write_figures_below(sheet, report, table, layout.subjects)
    last = _write_incomplete(sheet, report, table, layout.subjects, spare)
    for by in GroupBy:
        if not report.groups[by].is_given:
            sheet.hide_columns(table.col(by), table.col(by))
    cols = (table.col(layout.subjects[0]), table.col(layout.subjects[-1]))
    color_scores(sheet, report.framework, cols, (table.first_row, table.last_row))
    color_scores(sheet, report.framework, cols, (spare + 1, last))
    freeze(sheet, table, "name")
    sheet.hide_columns(table.col("whole"), table.last_col)
    groups = [table.col(OVERALL), table.col(indicators[0].subject), table.col("below")]
    print_wide(sheet, report.province, table, widths, groups, last)


def write_questions(book: Book, report: ProvinceReport) -> None:
    """Write the matrix of answers: a row per agency, a column per answer."""
    table = report.layout.questions(len(report.counted))
    leaves = report.framework.answers
    subjects = tuple(leaf.subject for leaf in leaves)
    answers = [_header_width(book, column.header) for column in table.columns[_FIXED:-1]]
    widths = [_NUMBER, _CODE, NAME_WIDTH, *[max(answers)] * len(leaves), _WHOLE]
    sheet = open_list(book, report.province, QUESTIONS, texts.QUESTIONS_TITLE, widths, with_heading=False)
    _write_head(sheet, report, table, widths, subjects)
    first = table.col(subjects[0])
    scores = zip(*(report.column(subject).floats() for subject in subjects), strict=True)
    with sheet.fast_rows() as columns:
        answers_of = AnswerColumns(columns, report, table, subjects)
        sheet.heights(table.first_row, table.header_row + len(report.counted), _ROW)
        for row, (item, numbers) in enumerate(zip(report.counted, scores, strict=True), table.first_row):
            answers_of.write(row, item, numbers)
    spare = _write_figures_below(sheet, report, table, subjects)
    last = _write_incomplete(sheet, report, table, subjects, spare)
    cols = (first, table.col(subjects[-1]))
    color_scores(sheet, report.framework, cols, (table.first_row, table.last_row))
    color_scores(sheet, report.framework, cols, (spare + 1, last))
    freeze(sheet, table, "name")
    sheet.hide_columns(table.col("whole"), table.last_col)
    indicators = report.framework.of_kind(Kind.INDICATOR)
    groups = [table.col(item.leaves[0].subject) for item in indicators]
    print_wide(sheet, report.province, table, widths, [*groups, table.col("whole")], last)


def _header_width(book: Book, header: str) -> float:
    """Return the width of a column in which no line of its header is broken."""
    return max(map(one_line_width, book.words(header).split("\n")))


def _write_head(
    sheet: Sheet, report: ProvinceReport, table: Table, widths: Sequence[float], subjects: Sequence[str]
) -> None:
    """Write all rows above the agencies: the sentence, the threshold with the legend, the means and the header.

    Province and year stand beside the title: pages that continue to the right repeat the first columns alone.
    """
    name, first = table.col("name"), table.col(subjects[0])
    sheet.words(0, first, round_heading(report.province), "muted")
    message, due = _message(sheet, report, table, subjects), due_of_round(report, sheet.name)
    write_message(sheet, message, table.col("whole") - 1, due=due)
    is_input = table.sheet == INDICATORS
    sheet.text(LIMIT_ROW, name, texts.LIMIT_INPUT if is_input else texts.LIMIT, "muted_right")
    threshold = float(two_decimals(report.province.threshold))
    if is_input:
        sheet.number(LIMIT_ROW, first, threshold, "threshold")
        sheet.scores_only((LIMIT_ROW, first, LIMIT_ROW, first), sheet.book.words(LIMIT_ERROR))
    else:
        origin = report.layout.limit.seen_from(table.sheet, fixed=True)
        sheet.live(LIMIT_ROW, first, formulas.copy_of(origin, threshold), "figure")
    corrected = texts.CORRECTED_LEGEND if report.province.has_corrections else ""
    write_note(sheet, LIMIT_ROW, legend(report.framework) + corrected, first + 1)
    _write_row_head(sheet, table, MEAN_ROW, texts.STATISTICS["mean"])
    for subject in subjects:
        values, place = report.column(subject), statistic(table, "mean", subject)
        cells = table.span(subject, table.sheet)
        sheet.live(place.row, place.col, formulas.mean(cells, results.mean(values)), "figure")
    sheet.height(MEAN_ROW, LINE_ROW)
    write_headers(sheet, table, widths)


def _message(sheet: Sheet, report: ProvinceReport, table: Table, subjects: Sequence[str]) -> Live:
    """Return how many agencies count, and which indicator or question has the lowest mean."""
    speaker, framework = speaker_of(sheet), report.framework
    counted, everyone = len(report.counted), len(report.province.members)
    is_questions = table.sheet == QUESTIONS
    judged = subjects if is_questions else [node.subject for node in framework.of_kind(Kind.INDICATOR)]
    head, means = (
        f"${a1(row, table.col(judged[0]))}:${a1(row, table.col(judged[-1]))}" for row in (table.header_row, MEAN_ROW)
    )
    label = formulas.first_word(formulas.beside_extreme(head, means, lowest=True), "\n" if is_questions else " ")
    figures = [(mean, subject) for subject in judged if (mean := results.mean(report.column(subject))) is not None]
    lowest, subject = min(figures, key=lambda pair: pair[0]) if figures else (None, "")
    short = sheet.book.words(report.layout.short_label(subject)) if subject else ""
    text = speaker.words(texts.COUNTED) + speaker.count(counted_expression(report, table.sheet), counted)
    text += speaker.words(f"{texts.OF}{everyone:,}{texts.AGENCIES}")
    text += speaker.words(texts.LOWEST_QUESTION if is_questions else texts.LOWEST_INDICATOR)
    text += speaker.cell(label, short) + speaker.words(" (")
    text += speaker.score(formulas.lowest_expression(means), lowest) + speaker.words(")")
    is_there = formulas.at_least_so_many(means, 1)
    return speaker.when(is_there, is_true=bool(figures), phrase=text, otherwise=texts.NOBODY).live


def _write_row_head(sheet: Sheet, table: Table, row: int, text: str) -> None:
    for col in range(table.col("name")):
        sheet.text(row, col, "", "figure_name")
    sheet.text(row, table.col("name"), text, "figure_name")


def _write_figures_below(sheet: Sheet, report: ProvinceReport, table: Table, subjects: Sequence[str]) -> int:
    """Write the other figures over all agencies below the matrix; return the row after them."""
    if not report.counted:
        sheet.text(table.first_row, table.col("name"), texts.NOBODY, "cut")
    first = table.col(subjects[0])
    limit = f"${column_name(first)}${LIMIT_ROW + 1}"
    row = table.last_row + 1
    sheet.text(row, 0, texts.FIGURES_BELOW, "muted")
    sheet.height(row, LINE_ROW)
    for name in FIGURE_NAMES[1:]:
        # The number of respondents of a single question is not known.
        if name == "weighted" and table.sheet == QUESTIONS:
            continue
        row = statistic(table, name, subjects[0]).row
        _write_row_head(sheet, table, row, texts.STATISTICS[name])
        for subject in subjects:
            _write_statistic(sheet, report, table, name, subject, limit)
        sheet.height(row, LINE_ROW)
    return row + 1


def _write_statistic(sheet: Sheet, report: ProvinceReport, table: Table, name: str, subject: str, limit: str) -> None:
    """Write one figure over all agencies below the column of a subject."""
    values, cells = report.column(subject), table.span(subject, table.sheet)
    place, threshold = statistic(table, name, subject), report.province.threshold
    row, col = place.row, place.col
    if name == "weighted":
        _write_weighted_mean(sheet, report, table, subject)
    elif name == "least":
        sheet.live(row, col, formulas.least(cells, results.least(values)), "figure")
    elif name == "below":
        sheet.live(row, col, formulas.below(cells, limit, results.below(values, threshold)), "figure_count")
    else:
        sheet.live(row, col, formulas.count(cells, results.count(values)), "figure_count")


def _write_weighted_mean(sheet: Sheet, report: ProvinceReport, table: Table, subject: str) -> None:
    """Write the mean weighted by respondents, for the overall score and for surveys; a dash for the rest."""
    codes = [item.code for item in report.layout.surveys]
    owner = next((code for code in (subject, *report.framework.ancestors(subject)) if code in codes), "")
    place = statistic(table, "weighted", subject)
    row, col = place.row, place.col
    if subject != OVERALL and not owner:
        sheet.text(row, col, formulas.DASH, "figure")
        return
    key = f"asked {owner}" if owner else "asked"
    weights = report.weights(owner or OVERALL)
    cells, beside = table.span(subject, table.sheet), table.span(key, table.sheet)
    live = formulas.weighted_mean(cells, beside, results.weighted_mean(report.column(subject), weights))
    sheet.live(row, col, live, "figure")


def _write_agency(sheet: Sheet, table: Table, row: int, number: int, agency: Agency) -> None:
    """Write number, code and name; a name that takes more than a line is cut, and can be read back from its column."""
    sheet.number(row, 0, number, "heat_count")
    sheet.text(row, 1, agency.code, "centre_middle")
    name = one_line(agency.name, NAME_WIDTH)
    sheet.text(row, 2, name, "cut")
    if name != agency.name:
        sheet.text(row, table.col("whole"), agency.name, "helper_line")
    sheet.height(row, _ROW)


def _write_groups(sheet: Sheet, report: ProvinceReport, table: Table, row: int, number: int) -> None:
    """Write the kind and the district of an agency as its groups are called, if the roster names any."""
    for by, groups in report.groups.items():
        if groups.is_given:
            sheet.text(row, table.col(by), groups.name_of(number), "cut")


def _write_incomplete(sheet: Sheet, report: ProvinceReport, table: Table, subjects: Sequence[str], spare: int) -> int:
    """Write the agencies with an incomplete form below the matrix; return the last row used.

    No figure above the matrix counts these agencies.
    """
    partial = [
        (number, member)
        for number, member in enumerate(report.province.members, 1)
        if member.state is State.RETURNED and member.summary is not None and not member.counts
    ]
    if not partial:
        return spare - 1
    sheet.text(spare + 1, 0, texts.INCOMPLETE_TITLE, "strong")
    sheet.height(spare + 1, 26)
    row = spare + 1
    places = [(table.col(subject), report.index[subject]) for subject in subjects]
    for row, (number, member) in enumerate(partial, spare + 2):
        _write_agency(sheet, table, row, number, member.agency)
        if table.has("kind"):
            _write_groups(sheet, report, table, row, number)
        values = member.summary.values if member.summary else ()
        for col, place in places:
            value = score_at(values, place)
            if value is None:
                sheet.text(row, col, words.INCOMPLETE, "heat_part")
            else:
                sheet.number(row, col, as_float(value), "heat_part")
    return row
