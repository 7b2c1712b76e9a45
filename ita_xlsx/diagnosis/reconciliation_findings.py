"""A reconciliation as findings: one a root cause, at the cell of the figure."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.subjects import announced_label
from ita_xlsx.model.reconciliation import Block, Reconciliation, Row, WrongStatement
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.submission import Answer, Submission


def check_reconciliation(
    framework: Framework, submission: Submission, reconciliation: Reconciliation
) -> Iterator[Finding]:
    """Warnings only: none of them rejects a file. What follows from another finding is told under it."""
    teller = _Teller(framework, submission, reconciliation)
    for row in reconciliation.rows:
        if not row.follows and not row.under:
            yield teller.row(row)
            yield from teller.train(row)
    yield from (teller.disagreement(subject) for subject in reconciliation.disagreements)
    yield from (teller.claim(claim) for claim in reconciliation.announced_words)
    yield from (teller.block(block) for block in reconciliation.blocks)


class _Teller:
    """Words and places for what was found."""

    def __init__(self, framework: Framework, submission: Submission, reconciliation: Reconciliation) -> None:
        self._framework = framework
        self._rows = reconciliation.rows
        self._first = {answer.subject: answer for answer in submission.announced}
        self._second = {answer.subject: answer for answer in submission.announced_second}
        self._claims = {claim.subject: claim for claim in submission.announced_words}
        self._answers = submission.by_subject

    def row(self, row: Row) -> Finding:
        about = self._at(row.subject, row.printed[row.own])
        words = {"label": self._label(row.subject), "terms": row.terms_words, "computed": str(row.computed)}
        if row.suggestion:
            return make_finding("P402", **about, **words, likely=row.likely_words)
        return make_finding("P401", **about, **words)

    def train(self, row: Row) -> Iterator[Finding]:
        """What cannot follow only because this figure is wrong."""
        also = [self._label(other.subject) for other in self._rows if other.under == row.subject]
        if also:
            about = self._at(row.subject, row.printed[row.own])
            yield make_finding("P407", **about, label=self._label(row.subject), also=", ".join(also))

    def disagreement(self, subject: str) -> Finding:
        second = self._second[subject].value or Fraction(0)
        about = self._at(subject, self._first[subject].value or Fraction(0))
        return make_finding("P403", **about, label=self._label(subject), other=str(two_decimals(second)))

    def claim(self, claim: WrongStatement) -> Finding:
        code = "P405" if claim.subject == "level" else "P404"
        about = _place(self._claims.get(claim.subject))
        return make_finding(
            code,
            **about,
            value=claim.announced_word,
            subject=claim.subject,
            label=self._label(claim.subject),
            actual=claim.actual,
            score=str(claim.score),
        )

    def block(self, block: Block) -> Finding:
        return make_finding(
            "P406",
            **_place(self._answers.get(block.subjects[0])),
            subject=block.subjects[0],
            last=block.subjects[-1],
            first=block.repeats[0],
            until=block.repeats[-1],
        )

    def _at(self, subject: str, value: Fraction) -> dict[str, str | None]:
        first, second = self._first.get(subject), self._second.get(subject)
        answer = second if first is None or (second and first.value != value) else first
        return {**_place(answer), "value": str(two_decimals(value)), "subject": subject}

    def _label(self, subject: str) -> str:
        return announced_label(self._framework, subject)


def _place(answer: Answer | None) -> dict[str, str | None]:
    place = answer.place if answer else None
    return {"sheet": place.sheet if place else None, "cell": place.a1 if place else None}
