"""Check the notes on announced figures: where each is from, and what the figure of the other source would change."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from ita_xlsx.model.report.report_settings import FigureSource, ReportSettings
from ita_xlsx.model.submission import Answer, Submission
from ita_xlsx.report.sections.source_notes import source_notes
from ita_xlsx.report.sections.table_parts import contradiction_note
from tests.conftest import AGENCY
from tests.diagnosis.test_reconciliation import NAKHON_PATHOM, figures
from tests.support.report_contents import contents_of

COMPUTED = ReportSettings(figures=FigureSource.COMPUTED)
ANNOUNCED = ReportSettings()


def submission(total: str = "93.68", **second: str) -> Submission:
    """Ten indicators in two versions; ``second`` changes figures of the second one, such as ``i9="97.78"``."""
    changed = {subject[1:]: Fraction(value) for subject, value in second.items()}
    return Submission(
        agency=AGENCY,
        announced=(*figures(NAKHON_PATHOM["summary"]), Answer("overall", Fraction(total))),
        announced_second=tuple(
            item._replace(value=changed.get(item.subject, item.value)) for item in figures(NAKHON_PATHOM["detail"])
        ),
    )


def answered(*, complete: bool) -> Submission:
    """The same with answers to the questions of indicator 1, all of them or all but one."""
    answers = tuple(Answer(f"i{number}", Fraction(80 if complete else 92)) for number in range(1, 7 if complete else 6))
    return replace(submission(), answers=answers)


@pytest.mark.parametrize("settings", [ANNOUNCED, COMPUTED])
@pytest.mark.parametrize("given", [submission(), answered(complete=False)])
def test_an_announced_total_is_never_called_computed(given: Submission, settings: ReportSettings) -> None:
    note = contradiction_note(contents_of(given, 2565, settings=settings).figures, "overall")
    assert "พิมพ์ตามค่าที่ประกาศ 93.68" in note
    assert "คำนวณจากคะแนนรายข้อ" not in note


def test_a_total_of_answers_and_announced_figures_is_said_to_be_of_both() -> None:
    contents = contents_of(answered(complete=True), 2565)
    assert "คำนวณจากคะแนนรายข้อและค่าที่ประกาศได้" in contradiction_note(contents.figures, "IIT")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (submission(), "ตัวชี้วัดที่ 1 มีค่าที่ประกาศสองค่า คือ 92.56 และ 82.56 คะแนน รายงานนี้พิมพ์ 92.56 คะแนน "
         "หากใช้ค่า 82.56 คะแนนจะต่ำกว่าเกณฑ์ 85 คะแนน และไม่เป็นจุดแข็ง"),
        (submission(), "ตัวชี้วัดที่ 3 มีค่าที่ประกาศสองค่า คือ 87.46 และ 87.44 คะแนน รายงานนี้พิมพ์ 87.46 คะแนน"),
        (submission(i4="88"), "ตัวชี้วัดที่ 4 มีค่าที่ประกาศสองค่า คือ 82.14 และ 88.00 คะแนน รายงานนี้พิมพ์ 82.14 คะแนน "
         "หากใช้ค่า 88.00 คะแนนจะไม่ต่ำกว่าเกณฑ์ 85 คะแนน และเกินเกณฑ์จุดแข็ง 85 คะแนน"),
        (submission(i2="85"), "ตัวชี้วัดที่ 2 มีค่าที่ประกาศสองค่า คือ 85.25 และ 85.00 คะแนน รายงานนี้พิมพ์ 85.25 คะแนน "
         "หากใช้ค่า 85.00 คะแนนจะไม่เป็นจุดแข็ง"),
        (submission(), "คะแนนรวม จะตรงกับที่ประกาศ หากค่าแหล่งที่สองของตัวชี้วัดที่ 9 คือ 97.78 คะแนน มิใช่ 87.78 คะแนน "
         "และใช้ค่าแหล่งที่สองของตัวชี้วัดที่ 5"),
        (submission(i9="97.78"), "คะแนนรวม ตรงกับส่วนประกอบเมื่อใช้ค่าแหล่งที่สองของตัวชี้วัดที่ 5 และตัวชี้วัดที่ 9"),
    ],
)  # fmt: skip
def test_a_note_says_what_the_other_figure_would_change(given: Submission, words: str) -> None:
    assert words in list(source_notes(contents_of(given, 2565)))
