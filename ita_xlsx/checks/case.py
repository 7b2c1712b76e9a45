"""What the rules look at, gathered into one value."""

from __future__ import annotations

from dataclasses import dataclass

from ita_xlsx.model.agency import Roster
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.results import Results
from ita_xlsx.model.submission import Submission


@dataclass(frozen=True)
class Case:
    """A submission with all it is held against; a year, roster or province that is not given is not checked."""

    submission: Submission
    framework: Framework
    results: Results
    expected_year: int | None = None
    roster: Roster | None = None
    expected_province: str = ""
