"""Check the report of a province: shared weak questions, the year before, and figures that agencies print otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from ita_xlsx.model.document import Table
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_state import AgencyReturn, RoundState
from ita_xlsx.report.contents import AnnouncedApart, ProvinceContents
from ita_xlsx.report.province_report import province_report
from tests.support.provinces import province_of
from tests.support.report_contents import plain, province_contents_of, rows_of, tables, texts_of

STATE = province_of(2568, 31)
QUESTIONS = [leaf.subject for leaf in STATE.framework.answers if not leaf.part]
COUNTED = [member for member in STATE.members if member.counts]


def with_weak(weak: Sequence[Sequence[str]]) -> RoundState:
    """Return a round whose counted agencies have these weak questions, one list an agency."""
    members: list[AgencyReturn] = []
    for member, subjects in zip(COUNTED, weak, strict=False):
        assert member.summary is not None
        pairs = tuple((subject, "แก้ไขโดยเร่งด่วน") for subject in subjects)
        members.append(replace(member, summary=replace(member.summary, weak=pairs)))
    return replace(STATE, members=tuple(members))


def report_text(contents: ProvinceContents) -> str:
    return "\n".join(texts_of(province_report(contents).blocks))


def table_with(contents: ProvinceContents, words: str) -> Table | None:
    """Return the table with these words in its caption."""
    found = [item for item in tables(province_report(contents)) if item.caption and words in item.caption.text]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("weak", "rows", "words"),
    [
        ([["i1", "i2"], ["i1"], ["i3"]], ["i1"], "มี 1 ข้อที่เป็นจุดอ่อนของหน่วยงานตั้งแต่ 2 แห่งขึ้นไป"),
        ([["i1", "i2"], ["i1", "i2"], ["i2"]], ["i2", "i1"], "มี 2 ข้อที่เป็นจุดอ่อนของหน่วยงานตั้งแต่ 2 แห่งขึ้นไป"),
        ([QUESTIONS[:10]] * 2, QUESTIONS[:10], "มี 10 ข้อที่เป็นจุดอ่อนของหน่วยงานตั้งแต่ 2 แห่งขึ้นไป"),
        ([QUESTIONS[:11]] * 2, QUESTIONS[:10],
         "มี 11 ข้อที่เป็นจุดอ่อนของหน่วยงานตั้งแต่ 2 แห่งขึ้นไป ตารางนี้แสดง 10 ข้อที่เป็นจุดอ่อนของหน่วยงานมากที่สุด"),
        ([["i1"], ["i2"]], [], "ไม่มีข้อใดเป็นจุดอ่อนของหน่วยงานตั้งแต่ 2 แห่งขึ้นไป"),
        ([["i1"]], [], "ไม่มีข้อใดเป็นจุดอ่อนของหน่วยงานตั้งแต่ 2 แห่งขึ้นไป"),
        ([[], []], [], "ไม่มีข้อใดเป็นจุดอ่อนของหน่วยงานตั้งแต่ 2 แห่งขึ้นไป"),
        ([], [], "ยังไม่มีหน่วยงานที่ส่งผลครบถ้วน จึงยังไม่มีคะแนนของจังหวัด"),
    ],
)  # fmt: skip
def test_a_shared_weak_question_is_one_of_several_agencies(
    weak: Sequence[Sequence[str]], rows: list[str], words: str
) -> None:
    contents = province_contents_of(with_weak(weak))
    table = table_with(contents, "จุดอ่อนของหลายหน่วยงาน")
    assert [row[0] for row in rows_of(table)[1:]] == rows if table else not rows
    lines = [line for line in texts_of(province_report(contents).blocks) if line.endswith(words)]
    assert lines


def compared(state: RoundState, change: str | None) -> RoundState:
    """Return a round of which every agency reports last year's scores, each so many points below those of now."""
    members = []
    for member in COUNTED[:3]:
        assert member.summary is not None
        before = tuple(
            None if change is None or value is None else value - Fraction(change) for value in member.summary.values
        )
        members.append(replace(member, summary=replace(member.summary, previous=before)))
    return replace(state, members=tuple(members))


@pytest.mark.parametrize(
    ("change", "cell", "words"),
    [
        ("1.5", "+1.50", "คะแนนรวมเฉลี่ยของหน่วยงานกลุ่มนี้เพิ่มขึ้น 1.50 คะแนน"),
        ("-1.5", "\u22121.50", "คะแนนรวมเฉลี่ยของหน่วยงานกลุ่มนี้ลดลง 1.50 คะแนน"),
        ("0", "0.00", "คะแนนรวมเฉลี่ยของหน่วยงานกลุ่มนี้ไม่เปลี่ยนแปลง"),
    ],
)
def test_a_table_holds_the_change_that_the_sentence_tells(change: str, cell: str, words: str) -> None:
    contents = province_contents_of(compared(STATE, change))
    table = table_with(contents, "ของหน่วยงานที่มีคะแนนทั้งสองปี")
    assert table is not None
    *parts, total = rows_of(table)[1:]
    assert total[0] == "คะแนนรวม"
    assert total[3:] == [cell, "3"]
    assert len(parts) == 3 + 10
    assert words in report_text(contents)


def test_no_year_before_is_told() -> None:
    contents = province_contents_of(compared(STATE, None))
    assert table_with(contents, "ของหน่วยงานที่มีคะแนนทั้งสองปี") is None
    assert "ไม่มีหน่วยงานใดที่มีคะแนนปี 2567 สำหรับเปรียบเทียบ" in report_text(contents)


@pytest.mark.parametrize(
    ("subjects", "marks_of_ranks", "marks_of_matrix"),
    [((), 0, 0), ((OVERALL,), 1, 1), (("9",), 0, 1), ((OVERALL, "9", "1"), 1, 3), (("IIT",), 0, 0)],
)
def test_another_announced_figure_is_marked_and_both_are_named(
    subjects: tuple[str, ...], marks_of_ranks: int, marks_of_matrix: int
) -> None:
    agency, nodes = COUNTED[1].agency, list(STATE.framework.nodes)
    assert COUNTED[1].summary is not None
    figures = tuple((subject, Fraction("98.76")) for subject in subjects)
    apart = (AnnouncedApart(agency.code, figures, "ระดับอื่น"),) if figures else ()
    contents = replace(province_contents_of(STATE), apart=apart)
    for words, count in (("อันดับของหน่วยงาน", marks_of_ranks), ("คะแนนรายตัวชี้วัดของแต่ละหน่วยงาน", marks_of_matrix)):
        table = table_with(contents, words)
        assert table is not None
        cells = [cell for row in rows_of(table) for cell in row if cell.endswith("[*]")]
        assert len(cells) == count
        notes = [plain(note.pieces) for note in table.notes if note.mark == "*"]
        assert len(notes) == bool(count)
        for cell in cells:
            assert f"ประกาศ 98.76 คำนวณได้ {cell.partition('[')[0]}" in notes[0]
        assert all(agency.name in note for note in notes)
        assert all(("ระดับระดับอื่น" in note) is (OVERALL in subjects) for note in notes)
    values = {subject: COUNTED[1].summary.values[nodes.index(subject)] for subject in subjects}
    assert all(value is not None and two_decimals(value) != 98 for value in values.values())


def test_equal_means_are_not_ranked() -> None:
    members = []
    for member in COUNTED[:2]:
        assert member.summary is not None
        values = tuple(None if value is None else Fraction(90) for value in member.summary.values)
        members.append(replace(member, summary=replace(member.summary, values=values)))
    text = report_text(province_contents_of(replace(STATE, members=tuple(members))))
    assert "เรียงจากมากไปน้อย" not in text
    assert "รองลงมา" not in text
    assert "ทุกตัวชี้วัดได้คะแนนเท่ากัน 90.00 คะแนน" in text


def test_the_means_of_all_indicators_stand_in_the_table_of_two_years() -> None:
    contents = province_contents_of(compared(STATE, "1"))
    table = table_with(contents, "ของหน่วยงานที่มีคะแนนทั้งสองปี")
    assert table is not None
    for node, row in zip(STATE.framework.of_kind(Kind.INDICATOR), rows_of(table)[4:], strict=False):
        means = contents.comparison.means(node.subject)
        assert row[1:3] == [f"{means.before:.2f}", f"{means.now:.2f}"]
