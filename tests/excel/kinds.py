"""Make every kind of workbook that the program writes: plain ones of all years, and those of a round of hard data."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.views import Selection, SheetView

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.demo.demo_table import make_demo_table
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.printing.contents import PrintOptions, collect_contents
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.layout.decisions_layout import CORRECTIONS_SHEET, FILES_SHEET, HEADER_ROW
from ita_xlsx.model.oit.kit_layout import HEADER_ROW as HEADER_ROW_OF_KIT
from ita_xlsx.model.submission import Evidence
from ita_xlsx.output.card import write_card_workbook
from ita_xlsx.output.decisions import NewRows, add_rows, write_decisions
from tests.conftest import ISSUED, full_scores, submission_of, write_form
from tests.support.cards import hard_cards
from tests.support.cells import cell
from tests.support.filled_measures import Typed, fill_form
from tests.support.program import run

YEARS = range(2562, 2570)
YEAR, LAYOUTS = 2568, ("2568", "2565", "2563", "tracking")
DAY = ("--issued", ISSUED.isoformat(), "-q")
# Letters that stand for no glyph, all of which XML can hold.
ODD_LETTERS = "\x7f\x85\u200b\u202e\u2028"
NAMES = (
    "ก" * 300, "สำนักงาน [ก] จังหวัด [ข]", "=1+1", "+66 สำนักงาน", "-สำนักงาน", "@สำนักงาน", "&G &[Picture] && " + "&" * 130,
    f"สำนักงาน{ODD_LETTERS}ตราด", "😀" * 140, "สำนักงาน _x0041_x0042_ <r>\"ก\"</r>",
)  # fmt: skip
OWNERS = ("กลุ่มงาน [A]/B:C*?\\", "History", "'อ้างเดี่ยว'", "ก" * 41, "😀" * 31, "ภาพรวม", "=กลุ่ม", "_x0007_")
URLS = (
    "https://www.trat.go.th/แผน-๒๕๖๘.pdf", "https://www.trat.go.th/[a]{b}|c^e`f", "https://www.trat.go.th/%zz%20%E0%B8",
    "https://www.trat.go.th/" + "a" * 2050, "https://www.trat.go.th/" + "{" * 900,
    "https://www.trat.go.th/%41" + "{" * 900, "http://www.trat.go.th/?q=" + "ก" * 1500, "https://www.trat.go.th/x#y#z", "https://www.trat.go.th/😀?a=1&b='2'",
    "javascript:alert(1)", "=1+1",
)  # fmt: skip
NOTES = (
    "ก" * 32_000,
    "=1+1",
    "+1",
    "-1",
    "@x",
    "บรรทัด\nใหม่",
    "_x0007_",
    f"ก{ODD_LETTERS}ข",
    "]]>&amp;<!-- -->",
    "😀" * 500,
)
MEASURES = 200


def make_workbooks(folder: Path) -> None:
    """Write all kinds into a folder; a kind is the name of a subfolder."""
    folder.mkdir(exist_ok=True)
    _make_years(folder)
    _make_round(folder)
    _make_copies(folder)
    _make_decisions(folder)
    make_demo_table(Target(path=folder / "table"), Edition(issued=ISSUED))
    _make_cards(folder)


def _make_cards(folder: Path) -> None:
    """Cards in every condition, of agencies with hard names."""
    (folder / "card").mkdir()
    for number, (name, card) in enumerate(hard_cards().items()):
        hard = replace(card, agency=replace(card.agency, name=NAMES[number % len(NAMES)]))
        for digits in ("arabic", "thai"):
            data = write_card_workbook(hard, Edition(issued=ISSUED, digits=digits, remark=NOTES[number % len(NOTES)]))
            (folder / f"card/{name}-{digits}.xlsx").write_bytes(data)


def _make_decisions(folder: Path) -> None:
    """Decisions of hard texts: a new file, and one to which the same rows were added."""
    (folder / "decisions").mkdir()
    rows: list[dict[str, str | Fraction]] = [
        {"code": name, "agency": name, "question": note, "files": note, "choice": "ใช้", "reason": note}
        for name, note in zip(NAMES, NOTES, strict=True)
    ]
    corrections: list[dict[str, str | Fraction]] = [
        {"code": "P01", "subject": "i1", "was": Fraction("0.9654"), "becomes": Fraction("96.54")}
    ]
    framework, edition = load_framework(YEAR), Edition(issued=ISSUED)
    data = write_decisions({FILES_SHEET.name: rows, CORRECTIONS_SHEET.name: corrections}, framework, "ตราด", edition)
    (folder / "decisions/new.xlsx").write_bytes(data)
    additions = []
    for sheet, several in ((FILES_SHEET, rows), (CORRECTIONS_SHEET, corrections)):
        # More than the rows that are prepared.
        cells = [{sheet.keys.index(key): value for key, value in row.items()} for row in several] * 9
        additions.append(NewRows(sheet.name, HEADER_ROW + 1 + len(several), cells))
    added = add_rows(data, additions)
    assert added is not None
    (folder / "decisions/added.xlsx").write_bytes(added)


def _make_years(folder: Path) -> None:
    for name in ("blank", "definition", "analysis", "filled"):
        (folder / name).mkdir()
    for year in YEARS:
        framework = load_framework(year)
        digits = ("--digits", "thai" if year % 2 else "arabic")
        _ita("template", "--blank", "--framework", year, *digits, "-o", folder / f"blank/{year}.xlsx")
        _ita("frameworks", "export", year, "-o", folder / f"definition/{year}.xlsx")
        scores = full_scores(framework)
        form = write_form(folder / f"filled/{year}.xlsx", framework, submission_of(framework, scores))
        before = ("--previous", folder / f"filled/{year - 1}.xlsx") if year > YEARS[0] else ()
        layout = LAYOUTS[year % len(LAYOUTS)]
        _ita("analyze", form, *before, "--form", layout, *digits, "-o", folder / f"analysis/{year}.xlsx")
    table = folder / "scores.csv"
    table.write_text("ข้อ,คะแนน\n" + "\n".join(f"i{n},88.25" for n in range(1, 13)), encoding="utf-8")
    (folder / "import").mkdir()
    _ita("import", table, "--agency", NAMES[2], "--framework", YEAR, "-o", folder / "import/scores.xlsx")


def _make_round(folder: Path) -> None:
    _write_settings(folder / "round")
    settings = ("--round", folder / "round/round.toml")
    for layout in LAYOUTS:
        _ita("template", *settings, "--form", layout, "-o", folder / f"forms-{layout}")
    framework, returned = load_framework(YEAR), folder / "round/returned"
    for number, name in enumerate(NAMES[:6], 1):
        fill_form(returned / f"{number}.xlsx", framework, Agency(f"P{number:02}", name, "ตราด"), _rows(f"P{number:02}"))
    _ita("analyze", returned / "1.xlsx", *settings, "-o", folder / "analysis/national.xlsx")
    common = (returned, *settings)
    for kind in ("status", "links", "consolidate", "track", "plan"):
        (folder / kind).mkdir()
    _ita("status", *common, "-o", folder / "status/round.xlsx", "--mail", folder / "mails")
    _ita("links", *common, "-o", folder / "links/round.xlsx")
    _make_kits(folder)
    _ita("consolidate", *common, "--no-cache", "-o", folder / "consolidate/round.xlsx", "--export", folder / "export")
    before = ("--previous", folder / "consolidate/round.xlsx")
    _ita(
        "consolidate",
        *common,
        *before,
        "--digits",
        "thai",
        "--by-kind",
        "--by-district",
        "-o",
        folder / "consolidate/compared.xlsx",
    )
    _ita("consolidate", *common, "--plan", folder / "plan/round.xlsx", "-o", folder / "consolidate/again.xlsx")
    _ita("track", *common, "--by-owner", "-o", folder / "track/round.xlsx")
    _ita("new", folder / "next", "--from", folder / "round", "--framework", 2569)
    _ita("template", "--round", folder / "next/round.toml", "-o", folder / "prefilled")
    context = load_context(round_file=str(folder / "round/round.toml"))
    contents = collect_contents(PrintOptions(paths=(str(returned),)), context, Edition(issued=ISSUED))
    (folder / "print").mkdir()
    for number, item in enumerate(contents.items):
        (folder / f"print/{number}.xlsx").write_bytes(item.data)


def _make_kits(folder: Path) -> None:
    """Make the kit of a form of hard texts, and a second one with hard explanations."""
    framework = load_framework(YEAR)
    codes = [leaf.code for leaf in framework.answers if framework.has_evidence(leaf.subject)]
    texts = [*URLS, *NOTES, " ".join(URLS[:3])]
    evidence = tuple(Evidence(code, text, text) for code, text in zip(codes, texts, strict=False))
    submission = submission_of(framework, full_scores(framework))
    agency = Agency("P01", NAMES[8], "ตราด")
    form = write_form(folder / "kit.xlsx", framework, replace(submission, agency=agency, evidence=evidence))
    _ita("clarify", form, "-o", folder / "clarify")
    (kit,) = (folder / "clarify").iterdir()
    untouched = kit.read_bytes()
    book = openpyxl.load_workbook(kit)
    sheet = book.worksheets[0]
    for row, text in enumerate(NOTES, HEADER_ROW_OF_KIT + 2):
        sheet.cell(row, 5).value, sheet.cell(row, 5).data_type = text, "s"
    book.save(kit)
    submission = submission_of(framework, {**full_scores(framework), codes[-1]: "1"})
    write_form(form, framework, replace(submission, agency=agency, evidence=evidence))
    _ita("clarify", form, "-o", folder / "clarify", "--digits", "thai")
    # What another program saved is no output.
    kit.write_bytes(untouched)
    form.unlink()


def _write_settings(folder: Path) -> None:
    folder.mkdir()
    words = f'framework = {YEAR}\nprovince = "ตราด & <เกาะ>"\nroster = "roster.csv"\nmeasures = "plan.csv"\n'
    national = '[national]\nsource = "=1+1 & <ก>"\noverall = 91.2\n10 = 88\n'
    (folder / "round.toml").write_text(f'deadline = "30/9/2568"\n{words}{national}', encoding="utf-8")
    groups = [("", "อำเภอเมือง"), *((name, NAMES[n % 3]) for n, name in enumerate(NAMES[1:]))]
    roster = [
        ("code", "name", "province", "ประเภท", "อำเภอ"),
        *((f"P{n:02}", name, "ตราด", *group) for n, (name, group) in enumerate(zip(NAMES, groups, strict=True), 1)),
    ]
    _write_csv(folder / "roster.csv", roster)
    heads = ("รหัสมาตรการ", "ตัวชี้วัด", "มาตรการ", "ผลการวิเคราะห์", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา", "การติดตามผล")
    plan = [
        (
            f"m{n}",
            str(n % 10 + 1),
            f"มาตรการที่ {n}",
            NOTES[n % 10][:900],
            f"ขั้นตอนที่ {n}",
            OWNERS[n % 8],
            "ไตรมาส 2",
            "ทุกเดือน",
        )
        for n in range(MEASURES)
    ]
    _write_csv(folder / "plan.csv", [heads, *plan])


def _rows(agency: str) -> list[Typed]:
    """What an agency reports of its measures."""
    return [
        Typed(
            agency, id=f"m{n}.1", number=str(n), measure=f"มาตรการที่ {n}", step=f"ขั้นตอนที่ {n}",
            owner=OWNERS[n % len(OWNERS)], status="แล้วเสร็จ", url=URLS[n % len(URLS)], note=NOTES[n % len(NOTES)],
        )
        for n in range(MEASURES)
    ]  # fmt: skip


def _make_copies(folder: Path) -> None:
    """Make marked copies of forms beyond the limits of Excel, and copies of these copies."""
    beyond = folder / "beyond"
    beyond.mkdir()
    for name, change in CHANGES.items():
        (beyond / f"{name}.xlsx").write_bytes(changed_form((folder / f"filled/{YEAR}.xlsx").read_bytes(), change))
    _ita("check", beyond, "--feedback", folder / "copies")
    _ita("check", folder / "copies", "--feedback", folder / "copies-of-copies")


def changed_form(form: bytes, change: Callable[[Any], None]) -> bytes:
    """Return a form with a score out of range, changed by a program that knows no limits."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    cell(YEAR, "i4").of(book).value = 500
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _rules(book: Any) -> None:
    words = '"' + ",".join(["ตัวเลือก"] * 40) + '"'
    book["IIT"].add_data_validation(DataValidation(type="list", formula1=words, sqref="H5"))
    prompted = DataValidation(
        type="list", formula1="EIT!$A$5:$A$9", sqref="H6", promptTitle="ก" * 40, prompt="ข" * 300, errorTitle="ง" * 50,
        error="😀" * 200,
    )  # fmt: skip
    book["IIT"].add_data_validation(prompted)


def _views(book: Any) -> None:
    sheet = book["IIT"]
    for pane in ("bottomLeft", "bottomRight"):
        sheet.sheet_view.selection += (Selection(pane=pane, activeCell="A5", sqref="A5"),)
    sheet.sheet_view.zoomScale = 400
    sheet.views.sheetView.append(SheetView(workbookViewId=0, tabSelected=True))
    for item in book.worksheets:
        item.sheet_view.tabSelected = True


def _sizes(book: Any) -> None:
    sheet = book["IIT"]
    sheet.row_dimensions[8].height, sheet.column_dimensions["H"].width = 900, 300
    for number in range(1, 1500):
        sheet.row_breaks.append(Break(id=number))
    sheet.oddHeader.right.text = "😀" * 200


def _renamed(book: Any) -> None:
    book["IIT"].title, book["EIT"].title = "IIT 'ก' & <ข>", "😀" * 15


def _notes(book: Any) -> None:
    cell(YEAR, "i4").of(book).comment = Comment("ก" * 32_700, "ผู้เขียน <&>")


def _links(book: Any) -> None:
    for number, url in enumerate((*URLS, "https://www.trat.go.th/" + "x" * 3000)):
        book["IIT"].cell(5 + number, 3).hyperlink = url


def _texts(book: Any) -> None:
    for number, text in enumerate((*NAMES, *NOTES)):
        item = book["IIT"].cell(5 + number % 15, 8 + number // 15)
        item.value, item.data_type = text, "s"
    cell(YEAR, "i4").of(book).value = date(2568, 9, 30)


CHANGES: dict[str, Callable[[Any], None]] = {
    "plain": lambda book: None, "rules": _rules, "views": _views, "sizes": _sizes, "renamed": _renamed, "notes": _notes,
    "links": _links, "texts": _texts,
}  # fmt: skip


def _write_csv(path: Path, rows: Sequence[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(rows)


def _ita(*arguments: object) -> None:
    day = () if arguments[0] == "frameworks" else DAY
    assert run(*arguments, *day) in (0, 1), arguments
