"""Write the notes on figures that two sources print, and on the misprint that would explain an announced figure.

Takes the contents of a report; yields notes of the maker. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.subjects import announced_label
from ita_xlsx.model.reconciliation import Row, Suggestion
from ita_xlsx.model.results import plain_number, two_decimals
from ita_xlsx.report.contents import AgencyContents
from ita_xlsx.report.sections import texts
from ita_xlsx.report.sentences.scored_line import joined


def source_notes(contents: AgencyContents) -> Iterator[str]:
    """Yield the notes on each figure that agrees only with other figures, then on each one with two figures."""
    for row in contents.reconciliation.rows:
        if row.suggestion:
            yield _misprint_note(contents, row, row.suggestion)
        elif row.is_consistent and row.second_subjects and contents.figures.contradiction(row.subject) is not None:
            label = announced_label(contents.framework, row.subject)
            yield texts.NOTE_SECOND_AGREES.format(label=label, terms=_names(contents, row.second_subjects))
    yield from _two_figures(contents)


def _misprint_note(contents: AgencyContents, row: Row, suggestion: Suggestion) -> str:
    """Return which printed figure of which source would have to be another, and what must count beside it."""
    others = texts.NOTE_MISPRINT_WITH.format(terms=_names(contents, suggestion.with_second))
    return texts.NOTE_MISPRINT.format(
        label=announced_label(contents.framework, row.subject),
        source=texts.OF_SECOND_SOURCE if suggestion.is_second else "",
        term=announced_label(contents.framework, suggestion.subject),
        likely=f"{suggestion.likely:.2f}",
        printed=f"{suggestion.printed:.2f}",
        others=f" {others}" if suggestion.with_second else "",
    )


def _two_figures(contents: AgencyContents) -> Iterator[str]:
    """Yield a note on each subject that was announced with two figures."""
    rows = {row.subject: row for row in contents.reconciliation.rows}
    for subject in contents.reconciliation.disagreements:
        score = contents.figures.score(subject) if subject in contents.framework.nodes else None
        if subject not in rows or score is None or len(rows[subject].printed) < 2:
            continue
        first, second = (two_decimals(value) for value in rows[subject].printed[:2])
        label = announced_label(contents.framework, subject)
        note = texts.NOTE_TWO_FIGURES.format(
            label=label, first=f"{first:.2f}", second=f"{second:.2f}", printed=f"{score:.2f}"
        )
        other = second if score == first else first
        changes = tuple(_changes(contents, subject, score, other))
        words = texts.NOTE_OTHER_FIGURE.format(other=f"{other:.2f}", changes=joined(changes)) if changes else ""
        yield f"{note} {words}".rstrip()


def _changes(contents: AgencyContents, subject: str, score: Decimal, other: Decimal) -> Iterator[str]:
    """Yield how the judgement of a subject would change with its other figure."""
    least, strong = two_decimals(contents.results.threshold), two_decimals(contents.strength_limit)
    if (score < least) != (other < least):
        words = texts.NOW_BELOW if other < least else texts.NOW_PASSED
        yield words.format(limit=plain_number(contents.results.threshold))
    if contents.framework.nodes[subject].kind is Kind.INDICATOR and (score > strong) != (other > strong):
        words = texts.NOW_STRONG if other > strong else texts.NOW_NOT_STRONG
        yield words.format(limit=plain_number(contents.strength_limit))


def _names(contents: AgencyContents, subjects: Iterable[str]) -> str:
    return joined([announced_label(contents.framework, subject) for subject in subjects])
