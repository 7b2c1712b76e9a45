"""Find a second column of scores beside the one of the form, with other numbers in it.

Takes a table at its place in the returned workbook; returns findings. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ita_xlsx.intake.forms.answers import columns_of
from ita_xlsx.intake.forms.find_table import LocatedTable
from ita_xlsx.intake.forms.numbers import parse_score
from ita_xlsx.intake.workbook.cells import code_of, text_of
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.layout import Place, Table, spans
from ita_xlsx.model.layout.grid import column_name

# A header that names a score once more, as corrected; other figures beside a score are not candidates.
_CANDIDATE = re.compile(r"^คะแนน|แก้|ใหม่|ทบทวน|อุทธรณ์|ปรับ|correct|score|final", re.IGNORECASE)
_OTHER_FIGURE = re.compile(r"ปีก่อน|ปีที่แล้ว|25[0-9]{2}|เต็ม|เฉลี่ย|รวม|ถ่วง|น้ำหนัก|เป้า|ต่าง|ร้อยละ|ประกาศ|ลำดับ|อันดับ|เดิม")


def check_second_columns(located: LocatedTable, table: Table, rows: Mapping[str, int]) -> Iterator[Finding]:
    """Yield W121 for each unread column of scores in which a number differs from all scores that were read beside it.

    ``rows`` are the rows by code. The finding names the cells that differ.
    """
    keys = [key for key in columns_of(table, "score") if key in located.cols]
    read_cols = set(located.cols.values())
    for col, value in enumerate(located.sheet.rows[located.header_row]):
        header = text_of(value)
        if col in read_cols or not header or not _is_candidate(header):
            continue
        key = _key_beside(located, table, keys, header, col)
        differing = [row for row in rows.values() if _differs(located, row, col, keys)]
        if differing and key:
            yield make_finding(
                Code.SECOND_SCORE_COLUMN,
                sheet=located.sheet.name,
                cell=spans(Place("", row, col) for row in differing),
                value=header,
                name=next(column.header for column in table.columns if column.key == key),
                column=column_name(col),
                read_column=column_name(located.cols[key]),
                other=spans(located.place(row, key) for row in differing),
            )


def _is_candidate(header: str) -> bool:
    return _CANDIDATE.search(header) is not None and _OTHER_FIGURE.search(header) is None


def _key_beside(located: LocatedTable, table: Table, keys: list[str], header: str, col: int) -> str:
    """Return the key of the read column that a header repeats, else that of the nearest column of scores."""
    headers = {column.key: code_of(column.header) for column in table.columns}
    repeated = [key for key in keys if code_of(header).startswith(headers[key])]
    return min(repeated or keys, key=lambda key: abs(located.cols[key] - col), default="")


def _differs(located: LocatedTable, row: int, col: int, keys: list[str]) -> bool:
    """Return True if a cell holds a possible score that no column of scores has in this row."""
    number = parse_score(located.sheet.at(row, col))[0]
    if number is None or not 0 <= number <= 100:
        return False
    return all(parse_score(located.value(row, key))[0] != number for key in keys)
