"""Write the sheet of one kind or district: its agencies by overall score, with a heat map.

Takes a ``ProvinceReport`` and a group; the scores are formulas over the matrix of indicators.
"""

from __future__ import annotations

from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.grid import Place, Table, a1
from ita_xlsx.model.layout.groups.groups_layout import GROUP_WORDS, GroupsLayout
from ita_xlsx.model.layout.province_layout import LIMIT_ROW, MEAN_ROW
from ita_xlsx.model.province.group_figures import GroupResults, GroupScores
from ita_xlsx.model.province_results import score_at
from ita_xlsx.model.results import two_decimals
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import Live
from ita_xlsx.output.formulas import groups as formulas
from ita_xlsx.output.formulas import province as of_province
from ita_xlsx.output.province import texts as province_texts
from ita_xlsx.output.province.groups import texts
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
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.province.ranking import why_not_counted, write_level
from ita_xlsx.output.sheets import one_line, print_wide, round_heading

_WIDTHS = {"rank": 7.3, "name": 34.0, "code": 7.0, OVERALL: 11.0, "level": 16.0, "number": 8.5, "at": 12.0}
_LEAST, _ROW = 7.8, 18.5


def write_group_agencies(
    book: Book, report: ProvinceReport, name: str, groups: GroupResults, group: GroupScores
) -> None:
    """Write the ranks and the heat map of one group; the agencies of the group that do not count stand below."""
    layout = GroupsLayout(report.layout)
    table = layout.agencies(name, group.counted)
    widths = [_WIDTHS.get(column.key) or max(_LEAST, _width(book, column.header)) for column in table.columns]
    title = texts.OWN_TITLE.format(group=GROUP_WORDS[groups.by], name=group.name)
    sheet = open_list(book, report.province, name, title, widths, with_heading=False)
    sheet.words(0, table.col(OVERALL), round_heading(report.province), "muted")
    write_message(sheet, _message(sheet, group, table), table.col("number") - 1)
    matrix = report.layout.indicators(len(report.counted))
    group_names, group_name = matrix.span(groups.by, name), Place(name, LIMIT_ROW, table.col("name")).fixed
    sheet.text(LIMIT_ROW, table.col("name"), group.name, "cut")
    limit = report.layout.limit.seen_from(name, fixed=True)
    threshold = float(two_decimals(report.province.threshold))
    sheet.text(LIMIT_ROW, table.col("code"), province_texts.LIMIT, "muted_right")
    sheet.live(LIMIT_ROW, table.col(OVERALL), of_province.copy_of(limit, threshold), "figure")
    write_note(sheet, LIMIT_ROW, legend(report.framework), table.col("level"))
    # Row after row: a large workbook goes back to no row.
    source = (group_names, group_name, matrix)
    _write_helpers(sheet, table, group, source, LIMIT_ROW)
    for col in (table.col(key) for key in ("rank", "code", "level")):
        sheet.text(MEAN_ROW, col, "", "figure_name")
    sheet.words(MEAN_ROW, table.col("name"), province_texts.STATISTICS["mean"], "figure_name")
    for subject in (OVERALL, *layout.subjects):
        live = formulas.mean_in(group_names, group_name, matrix.span(subject, name), group.mean(subject))
        sheet.live(MEAN_ROW, table.col(subject), live, "figure")
    _write_helpers(sheet, table, group, source, MEAN_ROW)
    sheet.height(MEAN_ROW, LINE_ROW)
    write_headers(sheet, table, widths)
    for row, place in enumerate(group.order, table.first_row):
        _write_agency(sheet, report, table, group, row, place)
    if not group.counted:
        sheet.text(table.first_row, table.col("name"), texts.NOBODY, "cut")
    last = _write_not_counted(sheet, report, table, group)
    own_limit = f"${a1(LIMIT_ROW, table.col(OVERALL)).rstrip('0123456789')}${LIMIT_ROW + 1}"
    rows = (table.first_row, table.last_row)
    color_scores(sheet, report.framework, (table.col(OVERALL), table.col(OVERALL)), rows, own_limit)
    cols = (table.col(layout.subjects[0]), table.col(layout.subjects[-1]))
    color_scores(sheet, report.framework, cols, rows, own_limit)
    freeze(sheet, table, "name")
    sheet.hide_columns(table.col("number"), table.col("at"))
    first = table.col(report.framework.of_kind(Kind.INDICATOR)[0].subject)
    breaks = [table.col("code"), first, table.col("number")]
    print_wide(sheet, report.province, table, widths, breaks, last)


def _width(book: Book, header: str) -> float:
    return max(map(one_line_width, book.words(header).split("\n")))


def _helper(table: Table, part: int) -> Place:
    """Return the hidden cell of the number of counted agencies (``part`` 0), or of a quartile (1-3)."""
    return Place(table.sheet, LIMIT_ROW + part // 2, table.col("at" if part % 2 else "number"))


def _write_helpers(sheet: Sheet, table: Table, group: GroupScores, source: tuple[str, str, Table], row: int) -> None:
    """Write the figures of one row that the sentence reads; they are those of the sheet of all groups."""
    names, name, matrix = source
    figures, counted = matrix.span("figure", table.sheet), _helper(table, 0).fixed
    for part in range(4):
        place = _helper(table, part)
        if place.row != row:
            continue
        if part:
            live = formulas.quartile_in(names, name, figures, counted, part, group.five[part])
        else:
            live = formulas.counted_in(names, name, matrix.span(OVERALL, table.sheet), group.counted)
        sheet.live(place.row, place.col, live, "not_drawn")


def _message(sheet: Sheet, group: GroupScores, table: Table) -> Live:
    """Return how many agencies of the group count, with their mean and quartiles."""
    speaker, scores = speaker_of(sheet), table.span(OVERALL, table.sheet)
    count, five = of_province.numbers_in(scores), group.five
    text = speaker.words(texts.COUNTED) + speaker.count(count, group.counted)
    text += speaker.words(f"{texts.OF}{group.members:,}{texts.AGENCIES}{texts.MEAN}")
    text += speaker.score(a1(MEAN_ROW, table.col(OVERALL)), group.mean())
    for lead, part in zip(texts.QUARTILES, (1, 2, 3), strict=True):
        text += speaker.words(lead) + speaker.score(_helper(table, part).a1, five[part])
    is_there = of_province.at_least_so_many(scores, 1)
    return speaker.when(is_there, is_true=group.counted > 0, phrase=text, otherwise=texts.NOBODY).live


def _write_agency(sheet: Sheet, report: ProvinceReport, table: Table, group: GroupScores, row: int, place: int) -> None:
    item, matrix = report.counted[place], report.layout.indicators(len(report.counted))
    overall, at = a1(row, table.col(OVERALL)), f"${a1(row, table.col('at'))}"
    rank = of_province.rank(overall, table.span(OVERALL, table.sheet), group.rank(place))
    sheet.live(row, table.col("rank"), rank, "rank")
    sheet.text(row, table.col("name"), one_line(item.agency.name, _WIDTHS["name"]), "cut")
    sheet.text(row, table.col("code"), item.agency.code, "centre_middle")
    for subject in report.layout.subjects:
        score = score_at(item.summary.values, report.index[subject])
        rounded = None if score is None else two_decimals(score)
        live = of_province.fetch_rounded(matrix.span(subject, table.sheet), at, rounded)
        sheet.live(row, table.col(subject), live, "heat")
    write_level(sheet, report.framework, table, row, item)
    sheet.number(row, table.col("number"), item.number, "helper_count")
    number = a1(row, table.col("number"))
    live = of_province.row_of(number, matrix.span("number", table.sheet), place + 1)
    sheet.live(row, table.col("at"), live, "helper_count")
    sheet.height(row, _ROW)


def _write_not_counted(sheet: Sheet, report: ProvinceReport, table: Table, group: GroupScores) -> int:
    """Write the agencies of the group that do not count, with the reason; return the last row."""
    members = report.province.members
    left = [members[place] for place in group.group.places if not members[place].counts]
    if not left:
        return table.last_row
    head = table.last_row + 2
    sheet.text(head, 0, texts.NOT_COUNTED, "muted")
    sheet.height(head, LINE_ROW)
    for row, member in enumerate(left, head + 1):
        sheet.text(row, table.col("rank"), of_province.DASH, "flag")
        sheet.text(row, table.col("name"), one_line(member.agency.name, _WIDTHS["name"]), "cut")
        sheet.text(row, table.col("code"), member.agency.code, "centre_middle")
        sheet.text(row, table.col(OVERALL), of_province.DASH, "flag")
        sheet.words(row, table.col("level"), why_not_counted(member), "cut")
        sheet.height(row, _ROW)
    return head + len(left)
