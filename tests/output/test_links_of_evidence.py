"""Only an address that becomes a link counts as one."""

import pytest

from ita_xlsx.cycle.giving_back.publish_evidence import _findings
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.oit.oit_items import OitItem
from ita_xlsx.output.kit.evidence_page import LeftOut, has_link


@pytest.mark.parametrize(
    ("text", "is_link"),
    [
        ("https://www.bantha.go.th/o2", True),
        ("ดู https://www.bantha.go.th/o2", True),
        (r"C:\ita\o2.pdf", False),
        ("data:text/html,<b>", False),
        ("เผยแพร่หน้าเว็บแล้ว", False),
        ("", False),
    ],
)
def test_what_counts_as_a_link(text: str, is_link: bool) -> None:
    assert has_link(text) is is_link


@pytest.mark.parametrize(("part", "cell"), [("url", "E4"), ("note", "F4")])
def test_a_note_is_named_by_its_own_cell(part: str, cell: str) -> None:
    item = OitItem(code="o1", indicator="9", text="x", place=Place("OIT", 3, 4))
    findings = list(_findings([LeftOut(item, part=part)], "form.xlsx"))
    assert [finding.cell for finding in findings] == [cell]
