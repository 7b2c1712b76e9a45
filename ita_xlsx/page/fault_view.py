"""Put an error of a run into the words of the page, which knows no commands and no options.

Takes an error; returns values for a template.
"""

from __future__ import annotations

from collections.abc import Mapping

from ita_xlsx.errors import ItaError
from ita_xlsx.model.findings import make_finding
from ita_xlsx.page.finding_words import page_words


def fault_lines(error: ItaError, lang: str) -> list[Mapping[str, object]]:
    """Return each fault of an error: its file and place, what is wrong, and what to do."""
    lines: list[Mapping[str, object]] = []
    for finding in error.findings or (make_finding(error.code, **error.params),):
        problem, fix = page_words(finding, lang)
        lines.append(
            {
                "file": finding.file,
                "place": finding.place,
                "problem": problem,
                "fix": fix,
            }
        )
    return lines
