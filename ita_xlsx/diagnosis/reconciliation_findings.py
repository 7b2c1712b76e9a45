"""Turn a reconciliation into findings: one finding for each root cause, at the cell of the figure.

Takes a reconciliation and its submission; yields the findings P401-P407. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.findings.announced_figures import impossible_words, likely_words, source_words
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.subjects import announced_label
from ita_xlsx.model.reconciliation import Block, Reconciliation, Row, WrongStatement
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.submission import Answer, Submission

_LANGUAGES = ("th", "en")
_NOTHING = Reconciliation()


def check_reconciliation(
    framework: Framework, submission: Submission, reconciliation: Reconciliation
) -> Iterator[Finding]:
    """Yield warnings and infos about announced figures; none of them rejects a file.

    A figure that fails only because of another one gets no finding of its own; P407 of the other one names it.
    """
    if reconciliation == _NOTHING:
        return
    findings = _Findings(framework, submission, reconciliation)
    for row in reconciliation.rows:
        if not row.is_consistent and not row.explained_by:
            yield findings.mismatch(row)
            yield from findings.consequences(row)
    yield from (findings.disagreement(subject) for subject in reconciliation.disagreements)
    yield from (findings.wrong_statement(item) for item in reconciliation.announced_words)
    yield from (findings.repeated_scores(block) for block in reconciliation.blocks)


class _Findings:
    """The findings about one submission, with the labels and cells of its announced figures."""

    def __init__(self, framework: Framework, submission: Submission, reconciliation: Reconciliation) -> None:
        """Index the answers and announced figures of a submission by subject."""
        self._framework = framework
        self._rows = reconciliation.rows
        self._first = {answer.subject: answer for answer in submission.announced}
        self._second = {answer.subject: answer for answer in submission.announced_second}
        self._words = {answer.subject: answer for answer in submission.announced_words}
        self._answers = submission.by_subject

    def mismatch(self, row: Row) -> Finding:
        """Return P402 if one misprint would explain the figure, else P401; its advice names impossible figures."""
        figure = self._figure_params(row.subject, row.printed[row.printed_index])
        texts = {"label": self._label(row.subject), "terms": row.terms_words, "computed": str(row.computed)}
        texts |= {f"impossible_{lang}": impossible_words(row.impossible, lang) for lang in _LANGUAGES}
        texts |= {f"source_{lang}": source_words(row, lang) for lang in _LANGUAGES}
        if row.suggestion:
            likely = {f"likely_{lang}": likely_words(row.suggestion, lang) for lang in _LANGUAGES}
            return make_finding(Code.FIGURE_MISPRINTED, **figure, **texts, **likely)
        return make_finding(Code.FIGURE_DIFFERS, **figure, **texts)

    def consequences(self, row: Row) -> Iterator[Finding]:
        """Yield P407 with the figures that do not follow only because this figure is wrong."""
        also = [self._label(other.subject) for other in self._rows if other.explained_by == row.subject]
        if also:
            figure = self._figure_params(row.subject, row.printed[row.printed_index])
            yield make_finding(Code.FIGURE_FOLLOWS, **figure, label=self._label(row.subject), also=", ".join(also))

    def disagreement(self, subject: str) -> Finding:
        """Return P403 about two announcements of a subject that differ."""
        second = self._second[subject].value or Fraction(0)
        figure = self._figure_params(subject, self._first[subject].value or Fraction(0))
        return make_finding(
            Code.ANNOUNCEMENTS_DISAGREE, **figure, label=self._label(subject), other=str(two_decimals(second))
        )

    def wrong_statement(self, statement: WrongStatement) -> Finding:
        """Return P405 about a wrong level, or P404 about a wrong highest or lowest indicator."""
        params = {
            **_cell(self._words.get(statement.subject)),
            "value": statement.announced_word,
            "subject": statement.subject,
            "actual": statement.actual,
            "score": str(statement.score),
        }
        if statement.subject == "level":
            return make_finding(Code.LEVEL_WRONG, **params)
        return make_finding(Code.STATEMENT_WRONG, **params, label=self._label(statement.subject))

    def repeated_scores(self, block: Block) -> Finding:
        """Return P406 about a run of scores that repeats an earlier run."""
        return make_finding(
            Code.SCORES_REPEATED,
            **_cell(self._answers.get(block.subjects[0])),
            subject=block.subjects[0],
            last=block.subjects[-1],
            first=block.repeats[0],
            until=block.repeats[-1],
        )

    def _figure_params(self, subject: str, value: Fraction) -> dict[str, str | None]:
        """Return sheet, cell, value and subject of an announced figure, as keywords of a finding.

        The cell is that of the second announcement if only that one has this value.
        """
        first, second = self._first.get(subject), self._second.get(subject)
        answer = second if first is None or (second and first.value != value) else first
        return {**_cell(answer), "value": str(two_decimals(value)), "subject": subject}

    def _label(self, subject: str) -> str:
        return announced_label(self._framework, subject)


def _cell(answer: Answer | None) -> dict[str, str | None]:
    place = answer.place if answer else None
    return {"sheet": place.sheet if place else None, "cell": place.a1 if place else None}
