"""Read the reports of real results back from their files, table by table, as python-docx opens them."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest

from ita_xlsx.model.document import MasterKind
from ita_xlsx.model.text.digits import arabic
from ita_xlsx.report.province_report import province_report
from ita_xlsx.report.word.make_document import make_document
from ita_xlsx.report.word.shipped_masters import load_master
from tests.report.test_real_reports import NAKHON_PATHOM, PATHUM_THANI, SAMUT_PRAKAN, report_of
from tests.support.provinces import province_of
from tests.support.report_contents import province_contents_of, rows_of, tables

docx = pytest.importorskip("docx")
_CAPTION = re.compile(r"ตารางที่ (\d+) ")
_SCORE = re.compile(r"(\d+\.\d\d)\**")


def opened(content: bytes) -> Any:
    """The document as python-docx opens it."""
    return docx.Document(io.BytesIO(content))


def numbered_tables(document: Any) -> dict[int, Any]:
    """The tables below a caption, by the number in it."""
    found: dict[int, Any] = {}
    last = ""
    for item in document.iter_inner_content():
        if hasattr(item, "rows"):
            match = _CAPTION.match(arabic(last))
            if match:
                found[int(match[1])] = item
            last = ""
        else:
            last = item.text or last
    return found


def scores_in(table: Any) -> str:
    """The scores of a table, row by row; a merged cell counts once, and the header does not count."""
    numbers = []
    for row in table.rows[1:]:
        cells = {id(cell._tc): cell for cell in row.cells}
        matches = (_SCORE.fullmatch(arabic(cell.text)) for cell in cells.values())
        numbers += [match[1] for match in matches if match]
    return " ".join(numbers)


@pytest.mark.parametrize(
    ("slug", "printed"),
    [("samut-prakan-2568", SAMUT_PRAKAN), ("pathum-thani-2562", PATHUM_THANI), ("nakhon-pathom-2565", NAKHON_PATHOM)],
)
def test_the_file_has_the_tables_of_the_real_report(slug: str, printed: list[str]) -> None:
    document = opened(make_document(report_of(slug), load_master(MasterKind.REPORT)))
    found = {number: scores_in(table) for number, table in numbered_tables(document).items()}
    assert found == dict(enumerate(printed, 1))


def test_the_sentences_in_the_file_name_their_tables() -> None:
    document = opened(make_document(report_of("samut-prakan-2568"), load_master(MasterKind.REPORT)))
    texts = [arabic(paragraph.text) for paragraph in document.paragraphs]
    numbers = [int(match[1]) for text in texts if (match := re.match(r"จากตารางที่ (\d+) พบว่า", text))]
    assert numbers == list(range(1, 17))


def test_the_file_of_a_province_has_its_tables() -> None:
    report = province_report(province_contents_of(province_of(2568, 31)))
    document = opened(make_document(report, load_master(MasterKind.REPORT)))
    found = numbered_tables(document)
    assert len(found) == len(tables(report)) == 7
    assert [len(found[number].rows) for number in range(1, 8)] == [len(rows_of(table)) for table in tables(report)]
