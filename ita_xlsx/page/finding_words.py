"""Give the words of a finding on the page, which knows no commands and no options.

Takes a finding; returns texts. What names a command is replaced by the words of the key ``problem_`` or ``fix_`` with
the code of the finding.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ita_xlsx.model.findings import Finding, message_and_fix
from ita_xlsx.page.wording import all_words, word

_AGAIN = re.compile(r"(?:ใช้คำสั่ง(?:เดิม)?อีกครั้ง|(?:then )?run the command again)")


def page_words(finding: Finding, lang: str) -> tuple[str, str]:
    """Return what is wrong and what to do, in the words of the page."""
    problem, fix = message_and_fix(finding, lang)
    params = dict(finding.params)
    own_problem, own_fix = (_words(f"{kind}_{finding.code}", lang, params) for kind in ("problem", "fix"))
    return own_problem or problem, own_fix or _AGAIN.sub(word(lang, "open_again"), fix)


def _words(key: str, lang: str, params: Mapping[str, str]) -> str:
    """Return the words of a key; empty if there are none."""
    return word(lang, key, **params) if key in all_words() else ""
