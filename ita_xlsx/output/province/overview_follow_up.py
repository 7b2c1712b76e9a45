"""Write the right panel of the governor's page: who is missing, late or overdue, and the lowest and highest agencies.

Takes a sheet and a ``ProvinceReport``; each label is a link to its sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.grid import a1
from ita_xlsx.model.layout.province_layout import INCOMPLETE_RETURN, LATE, OVERVIEW, RANKING, STATUS, TRACKING
from ita_xlsx.model.round_state import State
from ita_xlsx.output.book import Sheet
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.formulas.sentences import Phrase
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.list_sheets import few_names, speaker_of
from ita_xlsx.output.province.overview_grid import NAMES_COL, PANEL_LINE, ROWS, merge_cells, merge_text
from ita_xlsx.output.province.province_report import LONGEST_BRIEF, ProvinceReport
from ita_xlsx.output.province.state_counts import state_expression
from ita_xlsx.output.texts import framework_notice

_LABEL, _TEXT, _PANEL = 8, (9, 12), (8, 12)
_MOST, _NAMES_ROOM = 3, 72
_RARE = (label_of(State.NOT_A_FORM), label_of(State.HELD_BACK), label_of(State.NO_TABLE_SCORE))


class _Line(NamedTuple):
    """A line about returns: its label, the sheet that it links to, the expression that counts, and the names."""

    label: str
    sheet: str
    expression: str
    number: int
    names: Sequence[str]


def write_follow_up(sheet: Sheet, report: ProvinceReport, row: int) -> int:
    """Write the panel; ``row`` is the row of its heading. Return the last row used."""
    merge_text(sheet, row, _PANEL, texts.FOLLOW_UP, "panel_head")
    line = row
    for item in _returns(report):
        line += 1
        _write_names(sheet, line, item)
    for label, lowest in ((texts.LOWEST_AGENCIES, True), (texts.HIGHEST_AGENCIES, False)):
        line += 1
        _write_line(sheet, line, label, RANKING, _extremes(sheet, report, lowest=lowest))
    first = framework_notice(report.framework, notes=False).partition("\n")[0]
    if first:
        last = max(row + ROWS, line + 2)
        sheet.worksheet.merge_range(line + 1, _PANEL[0], last, _PANEL[1], "", sheet.book.format("caution_box"))
        sheet.words(line + 1, _PANEL[0], first, "caution_box")
        line = last
    for further in range(row + ROWS + 1, line + 1):
        sheet.height(further, PANEL_LINE)
    return line


def _returns(report: ProvinceReport) -> list[_Line]:
    """Return the lines about missing, undecided, rejected, incomplete and late returns, and about overdue steps."""
    members = report.province.members
    status = report.layout.status(len(members))
    late = status.span("late", OVERVIEW)
    lines = []
    for word in (
        label_of(State.MISSING), label_of(State.NOT_A_FORM), label_of(State.UNDECIDED),
        label_of(State.HELD_BACK), label_of(State.REJECTED), label_of(State.NO_TABLE_SCORE),
        INCOMPLETE_RETURN,
    ):  # fmt: skip
        states = zip(members, report.state_words, strict=True)
        names = [report.brief_name(member.agency) for member, state in states if state == word]
        # The page has room for lines about what is rare only where it has happened.
        if not names and word in _RARE:
            continue
        expression = state_expression(report, word, OVERVIEW)
        lines.append(_Line(texts.SHORT_STATES.get(word, word), STATUS, expression, len(names), names))
    names = [report.brief_name(member.agency) for member in members if member.late]
    lines.append(_Line(LATE, STATUS, formulas.word_count_expression(late, LATE), len(names), names))
    behind = sorted(report.overdue.items(), key=lambda item: -item[1])
    names = [f"{report.short_brief(members[number - 1].agency, LONGEST_BRIEF - 3)} {count}" for number, count in behind]
    total = report.step_total("overdue").seen_from(OVERVIEW)
    lines.append(_Line(texts.OVERDUE_STEPS, TRACKING, total, sum(report.overdue.values()), names))
    return lines


def _write_names(sheet: Sheet, row: int, item: _Line) -> None:
    """Write how many there are and the first names; where the count has changed since, the sheet to look at.

    The names stand in a hidden cell, so that no formula holds them.
    """
    # Few names have room for more of each.
    longest = _NAMES_ROOM // max(1, min(len(item.names), _MOST))
    names = few_names(item.names, _MOST, longest, texts.DOT, texts.MORE)
    sheet.words(row, NAMES_COL, names, "not_drawn")
    speaker = speaker_of(sheet)
    listed = speaker.words(texts.COUNT_AND_NAMES) + speaker.cell(a1(row, NAMES_COL), sheet.book.words(names))
    is_same = formulas.is_count(item.expression, item.number)
    other = f" {texts.LOOK_AT.format(sheet=item.sheet)}"
    count = speaker.count(item.expression, item.number)
    count += speaker.when(is_same, is_true=True, phrase=listed, otherwise=other)
    phrase = speaker.when(
        formulas.above_zero(item.expression), is_true=item.number > 0, phrase=count, otherwise=texts.NO_AGENCY
    )
    _write_line(sheet, row, item.label, item.sheet, phrase)


def _write_line(sheet: Sheet, row: int, label: str, target: str, phrase: Phrase) -> None:
    sheet.cell_link(row, _LABEL, f"'{target}'!A1", label, "panel_link")
    merge_cells(sheet, row, _TEXT, "panel_text")
    sheet.live(row, _TEXT[0], phrase.live, "panel_text")


def _extremes(sheet: Sheet, report: ProvinceReport, *, lowest: bool) -> Phrase:
    """Return the three lowest or highest agencies with their scores, as live phrases."""
    speaker, table = speaker_of(sheet), report.layout.ranking(len(report.counted))
    keys, scores, names = (table.span(key, OVERVIEW) for key in ("order", OVERALL, "brief"))
    # The keys get smaller with the number in the roster, so equal scores are listed from the last number up.
    order = sorted(report.order, key=lambda index: (report.overall[index], -index)) if lowest else report.order
    parts = []
    for place in range(1, _MOST + 1):
        index = order[place - 1] if place <= len(order) else None
        name = formulas.nth_expression(names, keys, place, lowest=lowest)
        score = formulas.nth_expression(scores, keys, place, lowest=lowest)
        phrase = speaker.words(texts.DOT)
        brief = "" if index is None else sheet.book.words(report.short_brief(report.counted[index].agency))
        phrase += speaker.cell(name, brief)
        phrase += speaker.words(" ") + speaker.score(score, None if index is None else report.overall[index])
        is_there = formulas.at_least_so_many(keys, place)
        parts.append(speaker.when(is_there, is_true=index is not None, phrase=phrase))
    return speaker.without_lead(texts.DOT, parts, texts.NOBODY)
