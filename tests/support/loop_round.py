"""Make a round of 31 agencies whose forms, filled by LibreOffice, come back in every way in which forms come back."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import openpyxl

from ita_xlsx.catalogue import load_framework, load_offices
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.layout.decisions_layout import CORRECTIONS_SHEET, FILES_SHEET, HEADER_ROW, DecisionSheet
from ita_xlsx.model.layout.grid import column_name
from ita_xlsx.model.text.words import NOTHING_TO_REPORT
from tests.conftest import full_scores
from tests.libreoffice.office import Entry, Office
from tests.support.forms import entries
from tests.support.mails import mail
from tests.support.outlook_mail import OutlookMail
from tests.support.program import run

FRAMEWORK = load_framework(2568)
LAYOUT = AgencyLayout(FRAMEWORK)
PROVINCE, ISSUED = "ตราด", "2025-10-02"
# As the officer types it; a row of ``decisions.xlsx`` below the headers.
DECIDED, FIRST_ROW = "3 ต.ค. 2568", HEADER_ROW + 2
# In Thailand it is the day after, at one in the morning.
ON_TIME, LATE = "Mon, 29 Sep 2025 18:00:00 +0000", "Tue, 30 Sep 2025 18:00:00 +0000"
ALIAS = "ศูนย์ป้องกันภัยตราด"
OWNER = "กลุ่มงานยุทธศาสตร์"
PLAIN, MAILED, OUTLOOK, ZIPPED = range(1, 14), range(14, 18), 18, (19, 20)
ODS, REJECTED, SCALE, HALVES, RENAMED, TWICE, NOTHING, PDF, MISSING = 21, (22, 23, 24), 25, 26, 27, 28, 29, 30, 31
# What stands in a rejected form in place of a score: too large, a word, and nothing.
FAULTS: Mapping[int, tuple[str, str]] = {22: ("i1", "960.5"), 23: ("e2 public", "เก้าสิบ"), 24: ("o3", "")}
CALENDAR = (
    '[calendar]\nforms_out = "1/9/2568"\nforms_due = "30/9/2568"\nmending_due = "15/10/2568"\nresults = "15/12/2568"\n'
)


def agencies() -> tuple[Agency, ...]:
    """The agencies of the province."""
    return load_offices(PROVINCE)


def scores_of(number: int) -> dict[str, str]:
    """The scores of an agency, of which no two have the same."""
    return full_scores(FRAMEWORK, number)


def write_roster(path: Path) -> None:
    """Write the roster as an office keeps it: a title, its own headers and columns."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["บัญชีหน่วยงานจังหวัดตราด"])
    sheet.append(["ที่", "รหัส", "ส่วนราชการ", "ประเภท", "อำเภอ", "โทรศัพท์", "อีเมล", "ชื่ออื่น", "ขนาด"])
    for number, agency in enumerate(agencies(), 1):
        email = f"{agency.code.lower()}@trat.go.th"
        other = ALIAS if number == RENAMED else ""
        sheet.append(
            [number, agency.code, agency.name, "ส่วนภูมิภาค", "เมืองตราด", f"0395110{number:02d}", email, other, "เล็ก"]
        )
    book.save(path)


def set_up(folder: Path) -> None:
    """Begin the round in a folder, and send its forms out with a plan that the settings do not name."""
    write_roster(folder / "agencies.xlsx")
    trat = folder / "trat"
    roster = ("--roster", folder / "agencies.xlsx")
    assert run("new", trat, "--framework", "2568", "--province", PROVINCE, *roster, "-q", "--issued", ISSUED) == 0
    path = trat / "round.toml"
    path.write_text(path.read_text(encoding="utf-8") + CALENDAR, encoding="utf-8")
    plan = (trat / "measures.csv").read_text(encoding="utf-8-sig")
    (folder / "plan.csv").write_text(plan.replace("หัวหน้า", OWNER), encoding="utf-8-sig")


def send_forms(folder: Path) -> None:
    """Make the forms; called inside the folder of the round."""
    options = ("--measures", folder / "plan.csv", "-q", "--issued", "2025-09-01")
    assert run("template", "-o", folder / "forms", *options) == 0
    assert run("template", "--blank", "-o", folder / "blank.xlsx", *options) == 0


def zipped(name: bytes, data: bytes) -> bytes:
    """A zip of one file whose name is these bytes, as Thai Windows writes them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("x" * len(name), data)
    return stream.getvalue().replace(b"x" * len(name), name)


def info(key: str, text: str) -> Entry:
    """What to type into a field about the agency."""
    place = LAYOUT.info.place(key, "value")
    return place.sheet, place.a1, text


class Arrivals:
    """The forms of a round on their way back; ``folder`` holds the forms, and LibreOffice fills them in."""

    def __init__(self, office: Office, folder: Path) -> None:
        """Fill in the forms of a folder into the inbox of its round."""
        self._office, self._folder = office, folder
        self._inbox = folder / "trat" / "inbox"
        self._forms = {int(path.name.partition("P")[2][:2]): path for path in (folder / "forms").iterdir()}

    def fill(self, number: int, typed: Iterable[Entry], name: str, source: Path | None = None) -> bytes:
        """Fill in the form of an agency by LibreOffice, and return the file."""
        target = self._folder / "filled" / name
        target.parent.mkdir(exist_ok=True)
        self._office.type_into(source or self._forms[number], target, typed)
        return target.read_bytes()

    def good(self, number: int, suffix: str = ".xlsx") -> bytes:
        """The form of an agency with all its scores."""
        return self.fill(number, entries(FRAMEWORK, scores_of(number)), f"{number}{suffix}")

    def put(self, name: str, data: bytes) -> None:
        """Lay a file into the inbox."""
        (self._inbox / name).write_bytes(data)

    def arrive(self) -> None:
        """Lay everything into the inbox that came."""
        for number in PLAIN:
            self.put(f"แบบ ITA {number}.xlsx", self.good(number))
        self._arrive_by_mail()
        for number in ZIPPED:
            inner = zipped(f"แบบกรอก {number}.xlsx".encode("cp874"), self.good(number))
            self.put(f"{number}.zip", zipped("ส่งงาน.zip".encode("cp874"), inner))
        self.put(f"{agencies()[ODS - 1].name}.ods", self.good(ODS, ".ods"))
        self.put(f"{agencies()[PDF - 1].name}.pdf", b"%PDF-1.7\n")
        self._arrive_faulty()
        renamed = [info("name", ALIAS), info("province", PROVINCE), *entries(FRAMEWORK, scores_of(RENAMED))]
        self.put("ศูนย์.xlsx", self.fill(RENAMED, renamed, "27.xlsx", self._folder / "blank.xlsx"))
        self.put("แบบ.xlsx", self.good(TWICE))
        self.put("แบบ (1).xlsx", self.good(TWICE))
        self.put("ไม่มี.xlsx", self.fill(NOTHING, [info("reporting", NOTHING_TO_REPORT)], "29.xlsx"))

    def _arrive_by_mail(self) -> None:
        dates = (ON_TIME, LATE, "Mon, 15 Sep 2025 09:30:00 +0700", "Sat, 20 Sep 2025 02:00:00 +0000")
        for number, day in zip(MAILED, dates, strict=True):
            sender = f"p{number}@trat.go.th"
            self.put(f"mail {number}.eml", mail([("แบบ.xlsx", self.good(number))], sender=sender, date=day))
        files = [("แบบ.xlsx", self.good(OUTLOOK))]
        sent = datetime(2025, 9, 30, 16, 59, tzinfo=UTC)
        self.put("outlook.msg", OutlookMail(files=files, sender="p18@trat.go.th", sender_name="", sent=sent).data())

    def _arrive_faulty(self) -> None:
        for number, (subject, text) in FAULTS.items():
            typed = entries(FRAMEWORK, {**scores_of(number), subject: text})
            self.put(f"รอบแรก {number}.xlsx", self.fill(number, typed, f"{number}.xlsx"))
        fifths = {subject: f"{float(text) / 20:.2f}" for subject, text in scores_of(SCALE).items()}
        self.put("ศูนย์ถึงห้า.xlsx", self.fill(SCALE, entries(FRAMEWORK, fifths), "25.xlsx"))
        typed, half = entries(FRAMEWORK, scores_of(HALVES)), 30
        self.put("ครึ่งแรก.xlsx", self.fill(HALVES, typed[:half], "26a.xlsx"))
        self.put("ครึ่งหลัง.xlsx", self.fill(HALVES, typed[half:], "26b.xlsx"))

    def mend(self, feedback: Path) -> None:
        """Have the agencies mend their marked copies in LibreOffice and send them back."""
        for number, (subject, _) in FAULTS.items():
            name = f"รอบแรก {number} - แก้ไข.xlsx"
            place = LAYOUT.answer(FRAMEWORK.nodes[subject])
            typed = [(place.sheet, place.a1, scores_of(number)[subject])]
            self._office.type_into(feedback / name, self._inbox / name, typed)


def answer_questions(office: Office, path: Path, answers: Mapping[str, tuple[str, str]]) -> None:
    """Type a decision, a reason and a day for some files of ``decisions.xlsx`` in LibreOffice, and save it there."""
    sheet = openpyxl.load_workbook(path)[FILES_SHEET.name]
    typed = []
    for row in range(FIRST_ROW, sheet.max_row + 1):
        for key, (choice, reason) in answers.items():
            if key in str(sheet.cell(row, FILES_SHEET.keys.index("files") + 1).value or ""):
                values = {"choice": choice, "reason": reason, "decided": DECIDED}
                typed += typed_row(FILES_SHEET, row, values)
    assert len(typed) == 3 * len(answers)
    type_in_place(office, path, typed)


def correct(office: Office, path: Path, values: Mapping[str, str], row: int = FIRST_ROW) -> None:
    """Type a correction by telephone into ``decisions.xlsx`` in LibreOffice, and save it there."""
    type_in_place(office, path, typed_row(CORRECTIONS_SHEET, row, values))


def typed_row(sheet: DecisionSheet, row: int, values: Mapping[str, str]) -> list[Entry]:
    """What to type into the columns of a row."""
    return [(sheet.name, f"{column_name(sheet.keys.index(key))}{row}", text) for key, text in values.items()]


def type_in_place(office: Office, path: Path, typed: Iterable[Entry]) -> None:
    """Type into a workbook by LibreOffice, and save it under its name."""
    saved = path.with_name("saved.xlsx")
    office.type_into(path, saved, typed)
    shutil.move(saved, path)
