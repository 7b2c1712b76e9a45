"""Make a round whose forms came in every way that the trace of a score must follow."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.intake.sources import find_workbooks
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.layout.decisions_layout import CORRECTIONS_SHEET, FILES_SHEET
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Answer
from ita_xlsx.output.decisions import write_decisions
from tests.conftest import EDITION, full_scores, submission_of
from tests.support.mails import mail
from tests.support.paths import ROOT

FRAMEWORK = load_framework(2568)
PROVINCE = "สมุทรปราการ"
OLD_FORM = ROOT / "tests/frozen/made_by_0_1_0/round/returned/ITA2568 P02 สำนักงานจังหวัดสมุทรปราการ (จำลอง).xlsx"
NAMES = {
    "P01": "หน่วยงานที่ 1", "P02": "สำนักงานจังหวัดสมุทรปราการ (จำลอง)", "P03": "หน่วยงานที่ 3", "P04": "หน่วยงานที่ 4",
    "P05": "หน่วยงานที่ 5", "P06": "หน่วยงานที่ 6", "P07": "หน่วยงานที่ 7",
}  # fmt: skip
PHONE, FREE_PHONE, MAIL = "081-234-5678", "02 123 4567", "clerk@samut.go.th"
PERSONS = ("นางสาวผู้แจ้ง", "นายผู้ตัดสินใจ", "นางผู้ประสาน", "นางผู้ส่ง")
INFORMANT, OFFICER, CONTACT, SENDER = PERSONS
REASON = "โทรถามนางสาวผู้แจ้งแล้ว"
CORRECTED_TO = Fraction(90)


def form_of(code: str, scores: dict[str, str], **changed: object) -> bytes:
    """The filled form of an agency."""
    submission = submission_of(FRAMEWORK, scores)
    agency = Agency(code, NAMES[code], PROVINCE)
    return make_form(FRAMEWORK, RoundSettings(), replace(submission, agency=agency, **changed), EDITION)  # type: ignore[arg-type]


def make_traced_round(folder: Path) -> Path:
    """The folder of a round, with ``decisions.xlsx`` and the files of seven agencies in ``inbox``."""
    inbox = folder / "inbox"
    inbox.mkdir()
    roster = "".join(f"{code},{name},{PROVINCE},{CONTACT},{PHONE},{MAIL}\n" for code, name in NAMES.items())
    (folder / "roster.csv").write_text(f"code,name,province,contact,phone,email\n{roster}", encoding="utf-8")
    settings = f'framework = 2568\nprovince = "{PROVINCE}"\nroster = "roster.csv"\n'
    (folder / "round.toml").write_text(settings, encoding="utf-8")
    scores = [full_scores(FRAMEWORK, start) for start in range(0, 70, 10)]
    before = tuple(Answer(key, Fraction(text) - 1) for key, text in scores[0].items())
    moved(form_of("P01", scores[0], previous=before), inbox / "moved.xlsx")
    shutil.copyfile(OLD_FORM, inbox / "old.xlsx")
    subjects = list(scores[2])
    for name, part in (("a.xlsx", subjects[:30]), ("b.xlsx", subjects[30:])):
        (inbox / name).write_bytes(form_of("P03", {key: scores[2][key] for key in part}))
    (inbox / f"โทร {PHONE}.xlsx").write_bytes(form_of("P04", scores[3]))
    packed = zipped(f"{MAIL}.xlsx", form_of("P05", scores[4]))
    (inbox / "mail.eml").write_bytes(mail([("forms.zip", packed)], sender=f"{SENDER} <{MAIL}>"))
    for name, first in (("six.xlsx", "61.01"), ("six-new.xlsx", "62.02")):
        (inbox / name).write_bytes(form_of("P06", {**scores[5], "i1": first}))
    announced = (Answer("IIT", Fraction("88.8")), Answer("EIT", Fraction("77.7")), Answer("OIT", Fraction("66.6")))
    (inbox / "seven.xlsx").write_bytes(form_of("P07", {}, announced=announced))
    (folder / "decisions.xlsx").write_bytes(decisions(Fraction(scores[3]["i1"])))
    return folder


def decisions(was: Fraction) -> bytes:
    """The decisions: halves to join, a file to use, and a score that is corrected."""
    about = {"reason": REASON, "decided": "30/9/2569", "by": OFFICER}
    files: list[dict[str, str | Fraction]] = [
        {"code": "P03", "files": "a.xlsx\nb.xlsx", "choice": "รวม", **about},
        {"code": "P06", "files": "six-new.xlsx", "choice": "ใช้", **about},
    ]
    correction: dict[str, str | Fraction] = {
        "code": "P04", "subject": "i1", "was": was, "becomes": CORRECTED_TO,
        "informant": f"{INFORMANT} {FREE_PHONE}", **about,
    }  # fmt: skip
    rows = {FILES_SHEET.name: files, CORRECTIONS_SHEET.name: [correction]}
    return write_decisions(rows, FRAMEWORK, PROVINCE, EDITION)


def moved(data: bytes, path: Path) -> None:
    """Write a form in which the agency inserted rows above its scores, and renamed a sheet."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for name in ("IIT", "OIT"):
        sheet = book[name]
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
        sheet.insert_rows(1, 3)
    book["EIT"].title = "แบบ EIT ของเรา"
    book.save(path)


def zipped(name: str, data: bytes) -> bytes:
    """A zip of one file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, data)
    return stream.getvalue()


class Files:
    """The returned files of a round by their SHA-256, opened once by openpyxl."""

    def __init__(self, inbox: Path) -> None:
        """Read every file, also those in mails and archives."""
        from hashlib import sha256

        sources, _ = find_workbooks([str(inbox)])
        self._bytes = {sha256(data).hexdigest(): data for data in (source.read() for source in sources)}
        self._books: dict[str, openpyxl.Workbook] = {}

    def cell(self, digest: str, sheet: str, cell: str) -> object:
        """The value in a cell of the file with this digest."""
        return self.sheet(digest, sheet)[cell].value

    def sheet(self, digest: str, sheet: str) -> Worksheet:
        """A sheet of the file with this digest."""
        if digest not in self._books:
            self._books[digest] = openpyxl.load_workbook(io.BytesIO(self._bytes[digest]), data_only=True)
        return self._books[digest][sheet]

    def __iter__(self) -> Iterator[str]:
        """The digests of all files."""
        return iter(self._bytes)
