"""Check that decisions are read as people write them, and that every fault of them is reported."""

from __future__ import annotations

import codecs
import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.errors import InputError
from ita_xlsx.model.round_state import Decision
from ita_xlsx.store.decisions import decisions_text, read_decisions

PLAIN = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=12).map(
    lambda text: text.strip().strip("\ufeff\u200b\u2060").strip()
)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2900, 12, 31))
CODES = st.text(string.ascii_uppercase + string.digits + "=-+@", min_size=1, max_size=6)
DECISIONS = st.lists(
    st.builds(Decision, CODES, PLAIN, PLAIN, DAYS, DAYS), max_size=8, unique_by=lambda item: item.code
).map(tuple)


@given(DECISIONS)
def test_decisions_come_back(decisions: tuple[Decision, ...]) -> None:
    assert read_decisions(decisions_text(decisions)) == decisions


@pytest.mark.parametrize(
    "text",
    [
        "code,file,why,decided,received\nP01,b.xlsx,ฉบับแก้ไข,1/10/2569,2026-09-30\n",
        "รหัส;ไฟล์ที่ใช้;เหตุผล;วันที่ตัดสินใจ;วันที่ได้รับ\nP01;b.xlsx;ฉบับแก้ไข;๑ ตุลาคม ๒๕๖๙;30 ก.ย. 2569\n",
        "\n\nReceived\tCode\tfile\tเหตุผล\tdecided\n30/9/2569\t P01\tb.xlsx \tฉบับแก้ไข\t1 ต.ค. 2569\n\t\t\t\t\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
def test_decisions_are_read_as_people_write_them(text: str, encoding: str) -> None:
    expected = Decision("P01", "b.xlsx", "ฉบับแก้ไข", date(2026, 10, 1), date(2026, 9, 30))
    assert read_decisions(text.encode(encoding)) == (expected,)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("file,why\na,b\n", [("K112", "", "code")]),
        ("code,recieved\nP01,1/1/2569\n", [("K113", "", "")]),
        ("code,รหัส,note\nP01,P01,x\n", [("K113", "", ""), ("K114", "", "code")]),
        ("code,file\n,a.xlsx\n", [("K115", "2", "")]),
        ("code,file\nP1,a\n\np๑,b\n", [("K116", "4", "")]),
        ("code,why\nP1,เพราะ ก,ข\n", [("K118", "2", "")]),
        ("code,,why\nP1,ข,\n", [("K118", "2", "")]),
        (
            "code,decided,received\nP1,31/2/2569,เมื่อวาน\n,1/1/2569,\nP1,x,\n",
            [("K115", "3", ""), ("K116", "4", ""), ("K117", "2", "decided"), ("K117", "2", "received"),
             ("K117", "4", "decided")],
        ),
    ],
)  # fmt: skip
def test_every_fault_of_the_decisions_is_told_at_once(text: str, told: list[tuple[str, str, str]]) -> None:
    with pytest.raises(InputError) as error:
        read_decisions(text.encode())
    faults = [(item.code, dict(item.params)) for item in error.value.findings]
    assert [(code, about.get("row", ""), about.get("header", "")) for code, about in faults] == told


@pytest.mark.parametrize("data", [b'code\n"P1\n', b"code\0", codecs.BOM_UTF16_LE + b"x", b"\xff\xfe\xfd"])
def test_what_is_no_table_of_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="decisions file") as error:
        read_decisions(data)
    assert [item.code for item in error.value.findings] == ["K111"]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\r\n,,\r\n", b"code,file\n"])
def test_an_empty_file_holds_no_decision(data: bytes) -> None:
    assert read_decisions(data) == ()
