"""The formulas over the steps of measures: counts by agency and indicator, what is overdue, and the marks."""

from __future__ import annotations

from ita_xlsx.model.layout.measures_layout import ALL_STATUS_WORDS, MARKS, OVERDUE_MARK, SHOWN
from ita_xlsx.model.text.dates import BUDDHIST, MONTHS
from ita_xlsx.model.tracking import StepStatus
from ita_xlsx.output.formulas.live import Live, quote

_SETTLED = (StepStatus.DONE, StepStatus.NO_DUTY)


def of_key(keys: str, key: str, value: int) -> Live:
    """How many rows bear a key."""
    return Live(f"=COUNTIF({keys},{key})", value)


def of_key_saying(keys: str, key: str, cells: str, word: str, value: int) -> Live:
    """How many rows of a key say a word."""
    return Live(f"=COUNTIFS({keys},{key},{cells},{quote(word)})", value)


def of_key_above_none(keys: str, key: str, cells: str, value: int) -> Live:
    """How many rows of a key hold a number above zero."""
    return Live(f'=COUNTIFS({keys},{key},{cells},">0")', value)


def rest(whole: str, parts: str, value: int) -> Live:
    """What is left of a whole."""
    return Live(f"={whole}-SUM({parts})", value)


def days_late(status: str, due: str, as_of: str, value: int) -> Live:
    """The days since a step was due, nothing where it is done, no duty, or not due yet."""
    settled = ",".join(f"{status}={quote(ALL_STATUS_WORDS[progress])}" for progress in _SETTLED)
    return Live(f'=IF(OR({settled}),"",IF({due}<{as_of},{as_of}-{due},""))', value or "")


def mark(status: str, late: str, value: str) -> Live:
    """The short word of a status, with a sign where the step is overdue."""
    chosen = quote(MARKS[StepStatus.UNSAID])
    for progress in reversed(SHOWN):
        if progress is not StepStatus.UNSAID:
            chosen = f"IF({status}={quote(ALL_STATUS_WORDS[progress])},{quote(MARKS[progress])},{chosen})"
    return Live(f'={chosen}&IF(N({late})>0,{quote(OVERDUE_MARK)},"")', value)


def marked(marks: str, keys: str, key: int, value: str) -> Live:
    """The mark of the row that bears a key, wherever it stands."""
    return Live(f"=INDEX({marks},MATCH({key},{keys},0))", value)


def says(cells: str, word: str, value: int) -> Live:
    """How many cells say a word."""
    return Live(f"=COUNTIF({cells},{quote(word)})", value)


def filled_but(cells: str, word: str, value: int) -> Live:
    """How many cells hold anything but a word."""
    return Live(f"=COUNTA({cells})-COUNTIF({cells},{quote(word)})", value)


def day_in_words(cell: str, words: str, day: str) -> Live:
    """A sentence with the day of a cell in place of the ``day`` its ``words`` name, written as ``1 มิถุนายน 2568``."""
    before, _, after = words.partition(day)
    months = ",".join(map(quote, MONTHS))
    said = f'DAY({cell})&" "&CHOOSE(MONTH({cell}),{months})&" "&(YEAR({cell})+{BUDDHIST})'
    return Live(f"={quote(before)}&{said}&{quote(after)}", words)


def share(done: str, steps: str, no_duty: str, value: float | str) -> Live:
    """Done, of the steps that are a duty; a dash where there is none."""
    return Live(f'=IF({steps}-{no_duty}=0,"–",{done}/({steps}-{no_duty}))', value)


def is_overdue_mark(cell: str) -> str:
    """A condition: a mark of something overdue."""
    return f"=RIGHT({cell},1)={quote(OVERDUE_MARK)}"


def is_above_none(cell: str) -> str:
    """A condition: a number above zero."""
    return f"=N({cell})>0"
