"""Make one entry for each agency of a table in which agencies may stand twice.

Takes the rows of agencies; returns one for each, and findings. Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ita_xlsx.intake.agency_tables.table_row import AgencyRow
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.submission import Answer


def one_for_each(rows: Sequence[AgencyRow]) -> tuple[tuple[AgencyRow, ...], tuple[Finding, ...]]:
    """Return one row for each agency, in their order; X826 for an agency that stands there twice, X827 if they differ.

    Rows of one sheet must be the same. Rows of several sheets may complete each other. Of rows that differ none counts.
    """
    agencies: dict[Agency, list[AgencyRow]] = {}
    for row in rows:
        agencies.setdefault(row.agency, []).append(row)
    kept: list[AgencyRow] = []
    findings: list[Finding] = []
    for agency, several in agencies.items():
        first, *others = several
        if not others:
            kept.append(first)
            continue
        together = _together(several)
        code = Code.TABLE_AGENCY_TWICE if together is None else Code.TABLE_AGENCY_AGAIN
        places = ", ".join(f"{one.place.sheet}!{one.place.a1}".lstrip("!") for one in others)
        names = {"agency": agency.code, "name": agency.name, "other": places}
        findings.append(make_finding(code, sheet=first.place.sheet, cell=first.place.a1, **names))
        if together is not None:
            kept.append(together)
    return tuple(kept), tuple(findings)


def _together(rows: Sequence[AgencyRow]) -> AgencyRow | None:
    """Return the rows of one agency as one; None if they contradict each other."""
    taken: dict[str, Answer] = {}
    for row in rows:
        content = _content(row)
        same_sheet = [other for other in rows if other is not row and other.place.sheet == row.place.sheet]
        if any(_values(_content(other)) != _values(content) for other in same_sheet):
            return None
        for subject, answer in content.items():
            if _value(taken.setdefault(subject, answer)) != _value(answer):
                return None
    first, words = rows[0], {answer.subject for row in rows for answer in row.words}
    announced = tuple(answer for subject, answer in taken.items() if subject not in words)
    return replace(first, announced=announced, words=tuple(taken[subject] for subject in taken if subject in words))


def _content(row: AgencyRow) -> Mapping[str, Answer]:
    return {answer.subject: answer for answer in (*row.announced, *row.words)}


def _value(answer: Answer) -> object:
    return answer.raw if answer.value is None else answer.value


def _values(content: Mapping[str, Answer]) -> Mapping[str, object]:
    return {subject: _value(answer) for subject, answer in content.items()}
