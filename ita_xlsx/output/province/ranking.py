"""Write the sheet of ranks: the counted agencies by overall score.

Takes a ``ProvinceReport``; the agencies that are not counted stand below, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from ita_xlsx.model import province_results as results
from ita_xlsx.model.framework import OVERALL, Framework
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.page import row_height
from ita_xlsx.model.layout.province_layout import INCOMPLETE_RETURN, RANKING, statistic
from ita_xlsx.model.province.axis import axis_below
from ita_xlsx.model.province.groups import GroupBy
from ita_xlsx.model.province_results import RankedAgency
from ita_xlsx.model.results import Basis
from ita_xlsx.model.round_state import AgencyReturn, ReturnSummary, State
from ita_xlsx.model.text import words
from ita_xlsx.model.text.writable import writable_text
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.cells.long_columns import Cell, Columns, formula
from ita_xlsx.output.formulas import groups as group_formulas
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.formulas.live import Live
from ita_xlsx.output.formulas.live import number as number_literal
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.list_sheets import (
    LINE_ROW,
    cut_text,
    fit_low,
    freeze,
    open_list,
    score_bars,
    speaker_of,
    write_headers,
    write_message,
)
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.province.state_counts import due_of_round
from ita_xlsx.output.sheets import print_narrow
from ita_xlsx.output.styles import DENSE

_WIDTHS = {
    "rank": 7.3, "name": 40.5, OVERALL: 13, "level": 16, "tie": 10.2, "number": 8.5, "code": 7, "kind": 17,
    "kind_rank": 9, "origin": 18.5, "district": 17, "at": 12, "order": 12, "brief": 24,
}  # fmt: skip
_SCORE, _WEIGHTED, _NAME_LINES = 9, 11.6, 2
_NOT_COUNTED = ("rank", "name", OVERALL, "level", "number", "code")
# The columns of each group.
_OF_GROUP = {GroupBy.KIND: ("kind", "kind_rank"), GroupBy.DISTRICT: ("district",)}
_HIDDEN = ("at", "order", "brief")


def write_ranking(book: Book, report: ProvinceReport) -> None:
    """Write the ranks, and the agencies that are not counted below them."""
    layout = report.layout
    table = layout.ranking(len(report.counted))
    instruments = {item.code: _SCORE for item in report.framework.instruments}
    weighted = {f"weighted {code}": _WEIGHTED for code in instruments}
    by_key: dict[str, float] = {**_WIDTHS, **instruments, **weighted}
    widths = [by_key[column.key] for column in table.columns]
    sheet = open_list(book, report.province, RANKING, texts.RANKING_TITLE, widths)
    last_col = table.col("origin")
    message_end = max([last_col, *(table.col(_OF_GROUP[groups.by][-1]) for groups in report.grouped)])
    write_message(sheet, _message(sheet, report, table), message_end, due=due_of_round(report, sheet.name))
    _write_means(sheet, report)
    write_headers(sheet, table, widths)
    matrix = layout.indicators(len(report.counted))
    with sheet.fast_rows() as columns:
        ranked = _RankedColumns(columns, sheet, report, table, matrix)
        for row, index in enumerate(report.order, table.first_row):
            ranked.write(row, index)
    if not report.counted:
        sheet.text(table.first_row, table.col("name"), texts.NOBODY, "text")
    lowest = axis_below(report.overall).start if report.overall else 0
    score_bars(sheet, (table.first_row, table.col(OVERALL), table.last_row, table.col(OVERALL)), str(lowest))
    last_row = _write_not_counted(sheet, report, table)
    head = min(table.last_row + 5, last_row)
    blocks = [(table.last_row + 1, head), *((row, row) for row in range(head + 1, last_row + 1))]
    freeze(sheet, table, "name")
    sheet.hide_columns(table.col(_HIDDEN[0]), table.col(_HIDDEN[-1]))
    for by, groups in report.groups.items():
        if not groups.is_given:
            sheet.hide_columns(table.col(_OF_GROUP[by][0]), table.col(_OF_GROUP[by][-1]))
    rows = (table.first_row, table.last_row)
    print_narrow(sheet, report.province, table.header_row, (last_row, last_col), rows, blocks)


def _message(sheet: Sheet, report: ProvinceReport, table: Table) -> Live:
    """Return how many agencies are ranked, and which is the first and which the last."""
    speaker, counted = speaker_of(sheet), len(report.counted)
    keys, names, scores = (table.span(key, RANKING) for key in ("order", "name", OVERALL))
    sentence = speaker.words(texts.RANKED) + speaker.count(formulas.numbers_in(scores), counted)
    for lead, lowest in ((texts.HIGHEST, False), (texts.LOWEST_OF, True)):
        index = report.order[-1 if lowest else 0] if counted else None
        name = formulas.nth_expression(names, keys, 1, lowest=lowest)
        score = formulas.nth_expression(scores, keys, 1, lowest=lowest)
        text = "" if index is None else writable_text(report.counted[index].agency.name)
        value = None if index is None else report.overall[index]
        sentence += speaker.words(lead) + speaker.cell(name, text) + speaker.words(" ") + speaker.score(score, value)
    is_there = formulas.at_least_so_many(scores, 1)
    return speaker.when(is_there, is_true=counted > 0, phrase=sentence, otherwise=texts.NOBODY).live


def _write_means(sheet: Sheet, report: ProvinceReport) -> None:
    """Write the mean, the median and the mean weighted by respondents, as one live line."""
    speaker, matrix = speaker_of(sheet), report.layout.indicators(len(report.counted))
    overall, weights = matrix.span(OVERALL, RANKING), matrix.span("asked", RANKING)
    values, respondents = report.column(OVERALL), report.weights(OVERALL)
    figure = {
        name: statistic(matrix, name, OVERALL).seen_from(RANKING) for name in ("mean", "weighted")
    }  # fmt: skip
    line = speaker.words(texts.MEAN) + speaker.score(figure["mean"], results.mean(values))
    line += speaker.words(texts.MIDDLE) + speaker.score(formulas.median_expression(overall), results.median(values))
    line += speaker.words(texts.WEIGHTED)
    line += speaker.score(figure["weighted"], results.weighted_mean(values, respondents))
    reported = [weight for weight in respondents if weight is not None]
    both = speaker.words(texts.RESPONDENTS[0]) + speaker.count(formulas.rows_with_both(overall, weights), len(reported))
    both += speaker.words(texts.RESPONDENTS[1]) + speaker.count(formulas.sum_of(weights), int(sum(reported)))
    line += both + speaker.words(texts.RESPONDENTS[2]) + speaker.words(texts.RANKING_HINT)
    sheet.live(2, 0, line.live, "muted")
    sheet.height(2, LINE_ROW)


class _RankedColumns:
    """The columns of the agencies that are ranked, by the writers of a table."""

    def __init__(self, columns: Columns, sheet: Sheet, report: ProvinceReport, table: Table, matrix: Table) -> None:
        self._sheet, self._report, self._table, self._matrix = sheet, report, table, matrix
        # Levels that were announced and not computed are plain texts.
        self._write, self._write_given = (
            columns.rows({table.col(key): cell for key, cell in self._cells(level).items()})
            for level in (formula(lambda row: _level_at(report.framework, table, row, ""), "centre"), Cell("centre"))
        )
        self._overall = list(report.column(OVERALL).rounded())
        self._scores = list(zip(*self._scores_of_instruments(), strict=True))

    def _cells(self, level: Cell) -> dict[str, Cell]:
        """Return the cells of an agency by the key of their column."""
        table = self._table
        overall, rank, number = (table.col(key) for key in (OVERALL, "rank", "number"))
        ranks, scores = table.span("rank", RANKING), table.span(OVERALL, RANKING)
        numbers = self._matrix.span("number", RANKING)
        cells = {
            "rank": formula(lambda row: formulas.rank(a1(row, overall), scores, 0), "rank"),
            "tie": formula(lambda row: formulas.tie_mark(a1(row, rank), ranks, False), "centre"),
            "number": Cell("count"), "code": Cell("centre"), **self._cells_of_groups(),
            "name": Cell("text"), OVERALL: self._fetched(OVERALL, "score_strong"),
            "level": level, "origin": Cell("centre"),
        }  # fmt: skip
        for item in self._report.framework.instruments:
            cells[item.code] = self._fetched(item.code, "score")
            cells[f"weighted {item.code}"] = self._fetched(item.code, "score", f"*{number_literal(item.weight)}/100")
        return cells | {
            "at": formula(lambda row: formulas.row_of(a1(row, number), numbers, 0), "helper_count"),
            "order": formula(lambda row: formulas.order_key(a1(row, overall), a1(row, number), 0), "exact"),
            "brief": Cell("helper_line"),
        }

    def _fetched(self, subject: str, style: str, factor: str = "") -> Cell:
        """Return the cell with the score of a subject, times a factor."""
        scores, at = self._matrix.span(subject, RANKING), self._table.col("at")
        return formula(lambda row: formulas.fetch_rounded(scores, f"${a1(row, at)}", None, factor), style)

    def _cells_of_groups(self) -> dict[str, Cell]:
        """Return the cells of kind and district, and of the rank within the kind, where the roster names any."""
        table = self._table
        cells = {_OF_GROUP[groups.by][0]: Cell("cut") for groups in self._report.grouped}
        if "kind" in cells:
            kind, overall = table.col("kind"), table.col(OVERALL)
            kinds, scores = table.span("kind", RANKING), table.span(OVERALL, RANKING)
            cells["kind_rank"] = formula(
                lambda row: group_formulas.rank_in(kinds, a1(row, kind), scores, a1(row, overall), 0), "count"
            )
        return cells

    def _scores_of_instruments(self) -> Iterator[Iterable[float | str]]:
        """Yield the scores of each instrument, and its parts of the overall score, for each counted agency."""
        for item in self._report.framework.instruments:
            for factor in (Fraction(1), item.weight / 100):
                scores = self._report.column(item.code).rounded(factor)
                yield (formulas.DASH if score is None else score for score in scores)

    def write(self, row: int, index: int) -> None:
        """Write the agency of this place among the counted ones."""
        report, words_of = self._report, self._sheet.book.words
        item, score = report.counted[index], report.overall[index]
        groups = [groups.name_of(item.number) for groups in report.grouped]
        kinds = report.groups[GroupBy.KIND]
        rank_in_kind = [kinds.group_of(item.number).rank(index)] if kinds.is_given else []
        # A name of more than two lines is cut here; the matrices hold it whole.
        name = cut_text(item.agency.name, _WIDTHS["name"], _NAME_LINES)
        origin, overall = _origin_of(item.summary), self._overall[index] or 0.0
        write = self._write_given if item.summary.level_basis is Basis.GIVEN else self._write
        contents = (
            report.rank(score), formulas.JOINT if report.tied(score) > 1 else "", item.number, item.agency.code,
            *groups, *rank_in_kind, name, overall, level_of_agency(item), words_of(origin), *self._scores[index],
            index + 1, overall - item.number * 1e-8, words_of(report.short_brief(item.agency)),
        )  # fmt: skip
        write(row, contents)
        cells = ((name, "name"), (item.agency.code, "code"), (origin, "origin"))
        fit_low(self._sheet, row, [(text, _WIDTHS[key]) for text, key in cells])


def _write_groups(sheet: Sheet, report: ProvinceReport, table: Table, row: int, number: int) -> None:
    """Write the kind and the district of an agency that is not ranked."""
    for groups in report.grouped:
        sheet.text(row, table.col(_OF_GROUP[groups.by][0]), groups.name_of(number), "cut")


def _origin_of(summary: ReturnSummary) -> str:
    """Return whether the overall score is computed, announced, or computed with announced figures, in words."""
    origin = _origin_without_corrections(summary)
    return f"{origin} {texts.CORRECTED}" if summary.corrections else origin


def _origin_without_corrections(summary: ReturnSummary) -> str:
    if OVERALL in summary.announced:
        score = f"{words.ANSWERED}{summary.answered}{words.ANSWERED_OF}{summary.expected}{words.ANSWERED_TAIL}"
        return words.GIVEN + (score if summary.answered else "")
    return texts.PARTLY_ANNOUNCED if summary.announced else words.COMPUTED


def level_of_agency(item: RankedAgency) -> str:
    """Return the level of an agency as the engine decided it; the word for incomplete if it has none."""
    return item.summary.level or words.INCOMPLETE


def write_level(sheet: Sheet, framework: Framework, table: Table, row: int, item: RankedAgency) -> None:
    """Write the level as a formula; as plain text if it was announced and not computed."""
    level = level_of_agency(item)
    if item.summary.level_basis is Basis.GIVEN:
        sheet.text(row, table.col("level"), level, "centre")
        return
    sheet.live(row, table.col("level"), _level_at(framework, table, row, level), "centre")


def _level_at(framework: Framework, table: Table, row: int, level: str) -> Live:
    """Return the formula of the level over the scores of its row."""
    codes = [part.code for part in framework.instruments]
    cells = table.row_span(row, codes[0], codes[-1])
    return formulas.level(framework, a1(row, table.col(OVERALL)), cells, level)


def _write_not_counted(sheet: Sheet, report: ProvinceReport, table: Table) -> int:
    not_counted = [(number, member) for number, member in enumerate(report.province.members, 1) if not member.counts]
    row = table.last_row + 2
    if not not_counted:
        sheet.text(row, 0, texts.ALL_RANKED, "muted")
        return row
    sheet.text(row, 0, texts.NOT_RANKED, "heading")
    sheet.height(row, 31)
    row += 1
    headers = {column.key: column.header for column in table.columns} | {"level": texts.WHY_HEADER}
    keys = (*_NOT_COUNTED, *(_OF_GROUP[groups.by][0] for groups in report.grouped))
    for key in keys:
        sheet.words(row, table.col(key), headers[key], "header")
    sheet.height(row, row_height([(headers[key], _WIDTHS[key]) for key in keys], DENSE, least=28))
    head = row
    for row, (place, member) in enumerate(not_counted, head + 1):
        for key in ("rank", OVERALL):
            sheet.text(row, table.col(key), formulas.DASH, "flag")
        sheet.number(row, table.col("number"), place, "count")
        sheet.text(row, table.col("code"), member.agency.code, "centre")
        sheet.text(row, table.col("name"), member.agency.name, "text")
        _write_groups(sheet, report, table, row, place)
        sheet.words(row, table.col("level"), why_not_counted(member), "centre")
        fit_low(sheet, row, [(member.agency.name, _WIDTHS["name"]), (why_not_counted(member), _WIDTHS["level"])])
    return row


def why_not_counted(member: AgencyReturn) -> str:
    """Return why an agency does not count in ranks and averages, in words."""
    if member.state is not State.RETURNED or member.summary is None:
        return label_of(member.state)
    return f"{INCOMPLETE_RETURN} ({member.summary.answered}/{member.summary.expected})"
