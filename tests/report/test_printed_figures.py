"""Check which figure a report prints: the announced one where one is announced, by default."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ita_xlsx.model.document import Document, Table, simple_blocks
from ita_xlsx.model.report.report_settings import FigureSource, ReportSettings
from ita_xlsx.model.results import Basis
from ita_xlsx.report.agency_report import agency_report
from tests.conftest import published
from tests.support.report_contents import contents_of, rows_of, tables

COMPUTED = ReportSettings(figures=FigureSource.COMPUTED)


def samut(settings: ReportSettings = COMPUTED) -> Document:
    return agency_report(contents_of(published("samut-prakan-2568").submission, 2568, settings=settings))


@pytest.mark.parametrize(
    ("subject", "announced", "computed"),
    [
        ("overall", "94.79", "94.90"), ("7", "92.09", "93.20"), ("7 survey", "95.70", "97.92"), ("6", "95.07", "95.07"),
        ("EIT", "93.17", "93.17"), ("EIT survey", "96.39", "97.13"), ("o27", "50.00", "50.00"),
        ("e5 survey", "96.44", "96.44"), ("10.2", "80.00", "80.00"),
    ],
)  # fmt: skip
def test_the_source_decides(subject: str, announced: str, computed: str) -> None:
    submission = published("samut-prakan-2568").submission
    figures = contents_of(submission, 2568).figures
    assert figures.score(subject) == Decimal(announced)
    assert contents_of(submission, 2568, settings=COMPUTED).figures.score(subject) == Decimal(computed)
    assert figures.as_results.by_subject[subject].rounded == Decimal(announced)


def test_an_announced_figure_is_the_score_where_answers_are_missing() -> None:
    contents = contents_of(published("pathum-thani-2562").submission, 2562, settings=COMPUTED)
    assert contents.figures.score("9.2") == Decimal("87.50")
    assert contents.results.by_subject["9.2"].basis is Basis.GIVEN
    assert contents.figures.score("o10") is None


def test_a_printed_weighted_score_is_the_announced_one() -> None:
    contents = contents_of(published("pathum-thani-2562").submission, 2562)
    assert [contents.figures.weighted(code) for code in ("IIT", "EIT", "OIT")] == [
        Decimal("28.93"), Decimal("24.26"), Decimal("39.50"),
    ]  # fmt: skip


def test_what_contradicts_is_found_and_rounding_is_not() -> None:
    figures = contents_of(published("samut-prakan-2568").submission, 2568).figures
    assert [(node.subject, str(given)) for node, given in figures.contradictions] == [
        ("overall", "94.90"), ("EIT", "92.80"), ("7 survey", "97.92"),
    ]  # fmt: skip
    assert not contents_of(published("samut-prakan-2568").submission, 2568, settings=COMPUTED).figures.contradictions
    assert not contents_of(published("pathum-thani-2562").submission, 2562).figures.contradictions


def test_the_computed_source_prints_no_announced_figure() -> None:
    document = samut()
    numbers = {text for table in tables(document) for row in rows_of(table) for text in row}
    assert {"93.20", "97.92", "97.13"} <= numbers
    assert not numbers & {"92.09", "95.70", "96.39"}


def test_the_weighted_table_marks_the_total_that_its_parts_do_not_give() -> None:
    document = samut(ReportSettings())
    weighted = next(
        block for block in simple_blocks(document.blocks)
        if isinstance(block, Table) and rows_of(block)[0][-1] == "คะแนนถ่วงน้ำหนัก"
    )  # fmt: skip
    assert rows_of(weighted)[1:] == [
        ["แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)", "30", "96.49", "28.95"],
        ["แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (EIT)", "30", "93.17[*]", "27.95"],
        ["แบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT)", "40", "95.00", "38.00"],
        ["รวม", "94.79[**]"],
    ]
    assert [note.mark for note in weighted.notes] == ["*", "**"]
    assert "94.90" in str(weighted.notes[1].pieces)
