"""Check that every finding is documented as the catalogue has it."""

from __future__ import annotations

import re
from collections import Counter

from ita_xlsx.model.findings import CATALOGUE, Severity
from ita_xlsx.model.findings.catalogue import FAMILIES
from ita_xlsx.model.labels import label_of
from tests.support.pages import DOCS, check_page
from tests.support.paths import ROOT

WORDS = {severity: f"{label_of(severity, 'en')} {label_of(severity, 'th')}" for severity in Severity}
HEAD = """\
# Findings: every code, what it says, and what to do

A code never changes its meaning. An *error* rejects the file (or stops the command), a *warning* asks for a look,
an *info* tells what was read in spite of how it was written. `ita check --format json` gives the same codes with the
sheet and the cell. Words in braces are filled in. This page is made from the catalogue, and a test holds it to that.

รหัสข้อค้นพบทุกรหัส ความหมาย และวิธีแก้ ข้อความในวงเล็บปีกกาจะแทนด้วยค่าจริง
"""


def page() -> str:
    """The page as the catalogue has it."""
    lines = [HEAD]
    for family in FAMILIES:
        lines.append(f"## {(family.__doc__ or '').removeprefix('Messages about ').rstrip('.')}\n")
        for message in sorted(family.MESSAGES, key=lambda item: item.code):
            lines.append(f"### {message.code} · {WORDS[message.severity]}\n")
            lines.append(f"- {message.en} → {message.fix_en}\n- {message.th} → {message.fix_th}\n")
    return "\n".join(lines)


def test_the_page_is_the_catalogue() -> None:
    check_page(DOCS / "findings.md", page(), __file__)


def test_every_code_is_there_once() -> None:
    assert sorted(message.code for family in FAMILIES for message in family.MESSAGES) == sorted(CATALOGUE)


def test_every_code_is_told_somewhere() -> None:
    """A message nobody can get is a promise nobody keeps."""
    package = ROOT / "ita_xlsx"
    code = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    uses = Counter(re.findall(r"\bCode\.(\w+)", code))
    assert [message.code for message in CATALOGUE.values() if uses[message.name] < 2] == []
