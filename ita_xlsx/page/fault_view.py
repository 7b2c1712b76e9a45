"""Put an error of a run into the words of the page, which knows no commands and no options.

Takes an error; returns values for a template.
"""

from __future__ import annotations

from collections.abc import Mapping

from ita_xlsx.errors import ItaError
from ita_xlsx.model.findings import make_finding, message_and_fix
from ita_xlsx.page.wording import all_words


def fault_lines(error: ItaError, lang: str) -> list[Mapping[str, object]]:
    """Return each fault of an error: its file and place, what is wrong, and what to do.

    An advice that names an option of a command is replaced by the words of the key ``fix_`` with the code.
    """
    lines: list[Mapping[str, object]] = []
    for finding in error.findings or (make_finding(error.code, **error.params),):
        problem, fix = message_and_fix(finding, lang)
        replaced = all_words().get(f"fix_{finding.code}")
        lines.append(
            {
                "file": finding.file,
                "place": finding.place,
                "problem": problem,
                "fix": replaced[lang] if replaced else fix,
            }
        )
    return lines
