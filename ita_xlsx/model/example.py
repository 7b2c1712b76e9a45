"""A published report whose figures ship with the program."""

from __future__ import annotations

from dataclasses import dataclass

from ita_xlsx.model.submission import Submission


@dataclass(frozen=True)
class Example:
    """The figures of a report as a submission, and a sentence on where they are from."""

    slug: str
    year: int
    report: str
    remark: str
    remark_en: str
    submission: Submission
