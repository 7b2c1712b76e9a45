"""Put an error of a run into the words of the page, which knows no commands and no options.

Takes an error; returns values for a template.
"""

from __future__ import annotations

from collections.abc import Mapping

from ita_xlsx.errors import ItaError
from ita_xlsx.model.findings import make_finding, message_and_fix
from ita_xlsx.page.wording import all_words, word


def fault_lines(error: ItaError, lang: str) -> list[Mapping[str, object]]:
    """Return each fault of an error: its file and place, what is wrong, and what to do.

    What names an option of a command is replaced by the words of the key ``problem_`` or ``fix_`` with the code.
    """
    lines: list[Mapping[str, object]] = []
    for finding in error.findings or (make_finding(error.code, **error.params),):
        problem, fix = message_and_fix(finding, lang)
        lines.append(
            {
                "file": finding.file,
                "place": finding.place,
                "problem": _words(f"problem_{finding.code}", lang, dict(finding.params)) or problem,
                "fix": _words(f"fix_{finding.code}", lang, {}) or fix,
            }
        )
    return lines


def _words(key: str, lang: str, params: Mapping[str, str]) -> str:
    """Return the words of a key; empty if there are none."""
    return word(lang, key, **params) if key in all_words() else ""
