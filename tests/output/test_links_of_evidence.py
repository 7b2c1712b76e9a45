"""Only an address that becomes a link counts as one."""

import pytest

from ita_xlsx.output.kit.evidence_page import has_link


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
