"""Hold a published report whose figures ship with the program.

Works on values only; ``ita_xlsx.catalogue`` reads the data.
"""

from __future__ import annotations

from dataclasses import dataclass

from ita_xlsx.model.submission import Submission


@dataclass(frozen=True, kw_only=True)
class Example:
    """The figures of a published report as a submission, with a remark in Thai and in English on their source."""

    slug: str
    year: int
    report: str
    remark: str
    remark_en: str
    submission: Submission
