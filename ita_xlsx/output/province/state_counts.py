"""Build the expressions that count agencies by the state of their return, over the sheets of returns and of scores.

Takes a ``ProvinceReport`` and the name of the sheet with the formula; returns expressions and formulas. An agency
whose overall score was cleared in the matrix of indicators is incomplete, whatever the sheet of returns says.
"""

from __future__ import annotations

from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.layout.province_layout import COUNTED_STATES, INCOMPLETE_RETURN, NO_TABLE_SCORE
from ita_xlsx.model.round_state import RoundState, State
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.formulas.live import Live
from ita_xlsx.output.province.province_report import ProvinceReport


def counted_expression(report: ProvinceReport, sheet: str) -> str:
    """Return the expression that counts the agencies with an overall score."""
    return formulas.numbers_in(report.layout.indicators(len(report.counted)).span(OVERALL, sheet))


def state_expression(report: ProvinceReport, word: str, sheet: str) -> str:
    """Return the expression that counts the agencies with the word of a state."""
    states = report.layout.status(len(report.province.members)).span("state", sheet)
    count = formulas.word_count_expression(states, word)
    return f"({count}+{_cleared(report, sheet)})" if word == INCOMPLETE_RETURN else count


def due_of_round(report: ProvinceReport, sheet: str) -> Live:
    """Return how many agencies have no complete return, as the sheets of returns and of scores have it."""
    status = report.layout.status(len(report.province.members))
    returns = due_of_returns(report.province, status, sheet, report.awaited)
    return Live(f"{returns.formula}+{_cleared(report, sheet)}", returns.value)


def due_of_returns(round_state: RoundState, table: Table, sheet: str, awaited: int) -> Live:
    """Return how many agencies are awaited: without a complete return, a declaration or a table instead."""
    expression = formulas.filled_in(table.span("name", sheet))
    rare = (NO_TABLE_SCORE,) if round_state.count(State.NO_TABLE_SCORE) else ()
    for word in (COUNTED_STATES[0], label_of(State.DECLARED_NOTHING), *rare):
        expression += f"-{formulas.word_count_expression(table.span('state', sheet), word)}"
    return formulas.live_expression(expression, awaited)


def _cleared(report: ProvinceReport, sheet: str) -> str:
    """Return the expression that counts the agencies of the matrix without an overall score."""
    numbers = report.layout.indicators(len(report.counted)).span("number", sheet)
    return f"{formulas.numbers_in(numbers)}-{counted_expression(report, sheet)}"
