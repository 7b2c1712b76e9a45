"""Make provinces and readings whose figures are known by heart."""

from __future__ import annotations

import sqlite3
import string
from dataclasses import replace
from datetime import date, time
from fractions import Fraction
from pathlib import Path
from typing import Any

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.decisions import Choice, Correction, Decisions, FileDecision
from ita_xlsx.model.findings import Code, Status, catalogue, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import Place
from ita_xlsx.model.limits import parse_limit
from ita_xlsx.model.received import Received, ReceivedFrom
from ita_xlsx.model.round_state import AgencyReturn, ReturnSummary, RoundState, State, UnassignedFile
from ita_xlsx.model.submission import StepReport
from ita_xlsx.store.columns import DATABASE_ONLY, TIDY
from ita_xlsx.store.database import add_round

DECIDED = FileDecision(
    code="P01", choice=Choice.USE, files=("P01.xlsx",), reason="นางสาวก. แจ้ง", decided=date(2026, 9, 2), by="นายข.",
    place="เลือกไฟล์!A4", book="decisions.xlsx",
)  # fmt: skip
CORRECTED = Correction(
    code="P02", subject="i1", becomes=Fraction(90), reason="พิมพ์ผิด", informant="นางสาวค. 081-234-5678",
    place="แก้ไข!A4", book="decisions.xlsx",
)  # fmt: skip


def reading_of(framework: Framework, code: str, overall: str = "83.335", **changed: Any) -> ReturnSummary:
    """An accepted reading whose every score is the same, but for the thirds of the first indicator."""
    values = [Fraction(overall)] * len(framework.nodes)
    values[2] = Fraction(250, 3)
    reading = ReturnSummary(
        file=f"{code}.xlsx",
        code=code,
        name=f"หน่วยงาน {code}",
        year=framework.year,
        status=Status.ACCEPTED,
        complete=True,
        answered=len(framework.answers),
        expected=len(framework.answers),
        values=tuple(values),
        level="A",
        announced=("IIT",),
        weak=(("i1", "แก้ไขโดยเร่งด่วน"),),
        respondents=(("respondents_iit", 120), ("respondents_eit", 77)),
        steps=(
            StepReport(
                id="m1-1.1",
                step="จัดทำแนวทาง",
                status="แล้วเสร็จ",
                url="https://a.go.th/",
                note="",
                place=Place("มาตรการ", 4, 1),
            ),
        ),
        findings=(make_finding(Code.ROW_REPEATED, sheet="IIT", cell="A5", subject="i1", other="A6"),),
    )
    return replace(reading, **changed)


def province_of(framework: Framework, *members: AgencyReturn, **changed: Any) -> RoundState:
    """A province of two agencies that returned, one that did not, one rejected, and a stray file."""
    good = reading_of(framework, "P01"), reading_of(framework, "P02", "91")
    usual = (
        AgencyReturn(
            agency=Agency("P01", "หนึ่ง"),
            state=State.RETURNED,
            summary=good[0],
            received=Received(date(2026, 9, 1), None, ReceivedFrom.DECISION),
        ),
        AgencyReturn(
            agency=Agency("P02", "สอง", "ระยอง"),
            state=State.RETURNED,
            summary=good[1],
            received=Received(date(2026, 10, 2), time(9, 30), ReceivedFrom.MAIL),
            late=True,
        ),
        AgencyReturn(agency=Agency("P03", "สาม"), state=State.MISSING),
        AgencyReturn(
            agency=Agency("P04", "สี่"),
            state=State.REJECTED,
            summary=replace(good[0], file="P04.xlsx", status=Status.REJECTED),
        ),
    )
    stray = UnassignedFile(ReturnSummary(file="x.xlsx", findings=(make_finding(Code.FILE_DAMAGED),)))
    province = RoundState(
        framework=framework,
        threshold=parse_limit(85),
        members=members or usual,
        name="สมุทรปราการ",
        unreadable=(stray,),
        decisions=Decisions(files=(DECIDED,), corrections=(CORRECTED,)),
    )
    return replace(province, **changed)


def written(tmp_path: Path, *provinces: RoundState) -> Path:
    path = tmp_path / "ita.sqlite"
    for item in provinces:
        add_round(path, item)
    return path


def dump(path: Path, year: int) -> dict[str, list[tuple[Any, ...]]]:
    with sqlite3.connect(path) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        shapes = (*DATABASE_ONLY, *TIDY)
        names = [shape.name for shape in shapes if shape.name != "about" and shape.name in tables]
        return {name: connection.execute(f"SELECT * FROM {name} WHERE year = {year}").fetchall() for name in names}


def not_ours(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE about (key TEXT, value TEXT)")


def another_program(path: Path) -> None:
    path.unlink()
    not_ours(path)


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


def overwritten(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : len(data) : 700] = b"\xff" * len(range(4096, len(data), 700))
    path.write_bytes(data)


def alter(path: Path, *statements: str) -> None:
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


NAMES = {
    code: sorted({name for text in (item.th, item.fix_th) for _, name, _, _ in string.Formatter().parse(text) if name})
    for code, item in catalogue.CATALOGUE.items()
}
