"""Build the formulas over the steps of measures: counts by agency and indicator, days overdue, and marks.

Takes cell addresses and the engine's values; returns formulas with values, and conditions of formats.
Works on values only.
"""

from __future__ import annotations

from collections.abc import Sequence

from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.measures_layout import FIGURE_STATUSES, MARKS, OVERDUE_MARK
from ita_xlsx.model.round_measures import StepStatus
from ita_xlsx.model.text.dates import BUDDHIST, MONTHS
from ita_xlsx.output.formulas.live import Live, in_digits, quote

_SETTLED = (StepStatus.DONE, StepStatus.NO_DUTY)


def count_of_key(keys: str, key: str, value: int) -> Live:
    """Return how many rows have a key."""
    return Live(f"=COUNTIF({keys},{key})", value)


def count_of_key_with_word(keys: str, key: str, cells: str, word: str, value: int) -> Live:
    """Return how many rows of a key hold a word."""
    return Live(f"=COUNTIFS({keys},{key},{cells},{quote(word)})", value)


def count_of_key_above_zero(keys: str, key: str, cells: str, value: int) -> Live:
    """Return how many rows of a key hold a number above zero."""
    return Live(f'=COUNTIFS({keys},{key},{cells},">0")', value)


def remainder(total: str, parts: str, value: int) -> Live:
    """Return a total less the sum of its parts."""
    return Live(f"={total}-SUM({parts})", value)


def days_late(status: str, due: str, as_of: str, value: int) -> Live:
    """Return the days since a step was due; empty where it is done, no duty, or not due yet."""
    settled = ",".join(f"{status}={quote(label_of(step_status))}" for step_status in _SETTLED)
    return Live(f'=IF(OR({settled}),"",IF({due}<{as_of},{as_of}-{due},""))', value or "")


def status_mark(status: str, late: str, value: str) -> Live:
    """Return the short word of a status, with a sign where the step is overdue."""
    word = quote(MARKS[StepStatus.NOT_REPORTED])
    for step_status in reversed(FIGURE_STATUSES):
        if step_status is not StepStatus.NOT_REPORTED:
            word = f"IF({status}={quote(label_of(step_status))},{quote(MARKS[step_status])},{word})"
    return Live(f'={word}&IF(N({late})>0,{quote(OVERDUE_MARK)},"")', value)


def cell_of_key(cells: str, keys: str, key: int, value: float | str) -> Live:
    """Return the cell of a column in the row that has a key, in any order of the rows."""
    return Live(f"=INDEX({cells},MATCH({key},{keys},0))", value)


def word_count(cells: str, word: str, value: int) -> Live:
    """Return how many cells hold a word."""
    return Live(f"=COUNTIF({cells},{quote(word)})", value)


def count_without_word(cells: str, word: str, value: int) -> Live:
    """Return how many cells are filled in with anything but one word."""
    return Live(f"=COUNTA({cells})-COUNTIF({cells},{quote(word)})", value)


def day_in_words(cell: str, words: str, day: str, digits: str = "arabic") -> Live:
    """Return a sentence that holds the day of a cell, such as ``1 มิถุนายน 2568``.

    ``words`` is the sentence as text; ``day`` is the part of it that the formula replaces.
    """
    before, _, after = words.partition(day)
    months = ",".join(map(quote, MONTHS))
    number, year = in_digits(f"DAY({cell})", digits), in_digits(f"(YEAR({cell})+{BUDDHIST})", digits)
    day_words = f'{number}&" "&CHOOSE(MONTH({cell}),{months})&" "&{year}'
    return Live(f"={quote(before)}&{day_words}&{quote(after)}", words)


def share(done: str, steps: str, no_duty: str, value: float | str) -> Live:
    """Return the share of done steps in the steps that are a duty; a dash where no step is a duty."""
    return Live(f'=IF({steps}-{no_duty}=0,"–",{done}/({steps}-{no_duty}))', value)


def status_counts(
    steps: str, statuses: str, total: str, names: Sequence[tuple[str, str]], digits: str, value: str
) -> Live:
    """Return the sentence on how many steps have each status, in the words of ``value``.

    ``steps`` and ``statuses`` are cells, ``total`` is the word after the number of steps. ``names`` are pairs of a
    status and its name in the sentence; the empty status counts steps without one. A status without steps is left out.
    """
    counts = {status: f"COUNTIF({statuses},{quote(status)})" for status, _ in names if status}
    counts[""] = f"MAX(0,COUNTA({steps})-{'-'.join(counts.values())})"
    parts = "&".join(
        f'IF({counts[status]}>0," · {name} "&{in_digits(counts[status], digits)},"")' for status, name in names
    )
    return Live(
        f'={in_digits(f"COUNTA({steps})", digits)}&{quote(f" {total}")}&SUBSTITUTE({parts}," · ",": ",1)', value
    )


def measures_message(
    cells: tuple[str, str, str, str], members: int, parts: tuple[str, str, str, str, str], value: str, digits: str
) -> Live:
    """Return the conclusion of the first sheet: what is late, done, without evidence, and who does not report.

    ``cells`` hold the steps overdue, the share done, the steps without evidence and the agencies that report.
    ``parts`` are the words around them: late, none late, done, without evidence, not reporting.
    """
    late, done, bare, reporting = cells
    late_words, none_late, done_words, bare_words, silent_words = parts
    percent = "[$-D00041E]0.0%" if digits == "thai" else "0.0%"
    share = f'IF(ISNUMBER({done}),TEXT({done},"{percent}"),{done})'
    silent = f"({members}-{reporting})"
    expressions = (
        f"IF({late}>0,{_filled(late_words, in_digits(late, digits))},{quote(none_late)})",
        f'" · "&{_filled(done_words, share)}',
        f'IF({bare}>0," · "&{_filled(bare_words, in_digits(bare, digits))},"")',
        f'IF({silent}>0," · "&'
        f'{_filled(silent_words, in_digits(silent, digits), in_digits(str(members), digits))},"")',
    )  # fmt: skip
    return Live("=" + "&".join(expressions), value)


def _filled(words: str, *expressions: str) -> str:
    """Return the expression of a sentence with these expressions in its braces."""
    pieces = [quote(piece) for piece in words.split("{}")]
    joined = [item for pair in zip(pieces, (*expressions, ""), strict=True) for item in pair if item not in ("", '""')]
    return "&".join(joined)


def is_overdue_mark(cell: str) -> str:
    """Return the condition that a cell holds the mark of an overdue step."""
    return f"=RIGHT({cell},1)={quote(OVERDUE_MARK)}"


def is_fewer(cell: str, count: int) -> str:
    """Return the condition that a cell holds less than a number."""
    return f"={cell}<{count}"


def is_above_zero(cell: str) -> str:
    """Return the condition that a cell holds a number above zero."""
    return f"=N({cell})>0"
