"""Check that rosters are read as offices keep them: titles, two-row headers, totals, codes missing, other sheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ita_xlsx.cycle.new_round import roster_text
from ita_xlsx.errors import InputError
from ita_xlsx.intake.roster import read_roster
from ita_xlsx.intake.roster_codes import new_codes
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.findings import message_and_fix

OFFICES = [f"สำนักงาน{name}จังหวัดตราด" for name in ("เกษตร", "ขนส่ง", "คลัง", "ประมง", "พลังงาน", "พาณิชย์", "แรงงาน", "สถิติ")]
CODES = [f"P{number:02}" for number in range(1, len(OFFICES) + 1)]
PLAIN: list[list[object]] = [[code, name] for code, name in zip(CODES, OFFICES, strict=True)]
Rows = Sequence[Sequence[object]]
Maker = Callable[[Path], Path]


def workbook(path: Path, sheets: dict[str, Rows], merges: Sequence[str] = ()) -> Path:
    """Write sheets into a workbook; ``merges`` are areas of the first one."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for area in merges:
        book.worksheets[0].merge_cells(area)
    book.save(path)
    return path


def book_of(rows: Rows, merges: Sequence[str] = (), **others: Rows) -> Maker:
    return lambda folder: workbook(folder / "ทะเบียน.xlsx", {"ทะเบียน": rows, **others}, merges)


def text_of(rows: Rows, encoding: str, mark: str) -> Maker:
    def make(folder: Path) -> Path:
        path = folder / "ทะเบียน.csv"
        path.write_bytes("\r\n".join(mark.join(map(str, row)) for row in rows).encode(encoding))
        return path

    return make


HEAD: list[object] = ["รหัส", "ชื่อหน่วยงาน"]
NUMBERED: list[list[Any]] = [[number, name] for number, name in enumerate(OFFICES, 1)]
NUMBERS = [str(number) for number, _ in NUMBERED]
TITLES: list[list[object]] = [["ทะเบียนหน่วยงานภาครัฐในจังหวัดตราด"], ["ปีงบประมาณ พ.ศ. 2568"]]
GROUPS: list[list[object]] = [
    ["ที่", "หน่วยงาน", None, "ผู้ประสานงาน", None, None],
    [None, "รหัส", "ชื่อ", "ชื่อ-สกุล", "โทรศัพท์", "อีเมล"],
    *([number, code, name, "นายดี", "039 511 000", "d@t.go.th"] for number, (code, name) in enumerate(PLAIN, 1)),
]
MERGES = ["A1:A2", "B1:C1", "D1:F1"]
TOTALS: list[list[object]] = [
    [*HEAD, "หมายเลข"],
    *([*row, 1] for row in PLAIN),
    ["รวม", "8 หน่วยงาน", 8],
    ["รวมทั้งสิ้น", "", 8],
    ["", "รวม 8 หน่วยงาน", ""],
    ["หมายเหตุ: ข้อมูล ณ วันที่ 1 ตุลาคม 2567", "", ""],
]
LAST_YEAR: list[list[object]] = [HEAD, ["X1", "หน่วยงานของปีก่อน"]]
# The twelve shapes: how the file is made, and the codes that are read.
SHAPES: dict[str, tuple[Maker, list[str]]] = {
    "two title rows": (book_of([*TITLES, HEAD, *PLAIN]), CODES),
    "a header of two rows": (book_of([*TITLES, *GROUPS], ["A3:A4", "B3:C3", "D3:F3", "A1:F1", "A2:F2"]), CODES),
    "a line break in a header": (book_of([["รหัส\nหน่วยงาน", "ชื่อ\nหน่วยงาน"], *PLAIN]), CODES),
    "a cover sheet": (
        lambda folder: workbook(
            folder / "r.xlsx", {"ปก": [["จังหวัดตราด"], [], ["ITA", "2568"]], "ข้อมูล": [HEAD, *PLAIN]}
        ),
        CODES,
    ),
    "the name as a government office": (book_of([["รหัส", "ส่วนราชการ"], *PLAIN]), CODES),
    "a list of agencies": (book_of([["รหัส", "รายชื่อหน่วยงาน"], *PLAIN]), CODES),
    "the running number as the code": (book_of([["ที่", "ชื่อหน่วยงาน"], *NUMBERED]), NUMBERS),
    "codes missing in six rows": (
        book_of([HEAD, *PLAIN[:2], *(["", name] for name in OFFICES[2:])]),
        ["P01", "P02", "P03", "P04", "P05", "P06", "P07", "P08"],
    ),
    "totals and notes": (book_of(TOTALS), CODES),
    "cp874 with semicolons": (text_of([*TITLES, HEAD, *PLAIN], "cp874", ";"), CODES),
    "UTF-16 with tabs": (text_of([HEAD, *PLAIN], "utf-16", "\t"), CODES),
    "last year on a second sheet": (book_of([HEAD, *PLAIN], ปี2567=LAST_YEAR), CODES),
}
SIBLINGS: dict[str, tuple[Maker, list[str]]] = {
    "last year in front": (
        lambda folder: workbook(folder / "r.xlsx", {"2567": LAST_YEAR, "2568": [HEAD, *PLAIN]}), CODES,
    ),
    "last year in the title in front": (
        lambda folder: workbook(
            folder / "r.xlsx", {"Sheet1": [["ปี ๒๕๖๗"], *LAST_YEAR], "Sheet2": [["ปี ๒๕๖๘"], HEAD, *PLAIN]}
        ),
        CODES,
    ),
    "a header of two rows in text": (
        text_of([["" if text is None else text for text in row] for row in GROUPS], "utf-8-sig", ","), CODES,
    ),
    "no merges": (book_of(GROUPS), CODES),
    "numbers with a stop": (book_of([["ลำดับ", "หน่วยงาน"], *([f"{n}.", name] for n, name in NUMBERED)]), NUMBERS),
    "names alone": (book_of([["รายชื่อหน่วยงาน"], *([name] for name in OFFICES)]), [f"00{n}" for n in NUMBERS]),
    "a title that begins like a header": (
        book_of([["รายชื่อหน่วยงานที่เข้ารับการประเมิน ITA"], ["ที่", "ชื่อหน่วยงาน"], *NUMBERED]), NUMBERS,
    ),
    "the ministry beside the name": (
        book_of([["รหัส", "หน่วยงานต้นสังกัด", "ชื่อหน่วยงาน"], *([c, "กระทรวง", n] for c, n in PLAIN)]), CODES,
    ),
    "headings between agencies": (
        book_of([["ที่", "ชื่อหน่วยงาน"], ["ก. ส่วนภูมิภาค"], *NUMBERED[:4], ["ข. ส่วนกลาง", None], *NUMBERED[4:]]), NUMBERS,
    ),
    "numbers that begin anew": (
        book_of([["ที่", "ชื่อหน่วยงาน"], *NUMBERED[:4], *([n - 4, name] for n, name in NUMBERED[4:])]),
        [f"00{n}" for n in NUMBERS],
    ),
    "the header again on each page": (book_of([HEAD, *PLAIN[:4], HEAD, *PLAIN[4:]]), CODES),
    "the numbers of the columns": (book_of([HEAD, ["(1)", "(2)"], *PLAIN]), CODES),
    "Thai digits in the numbers": (
        book_of([["ลำดับที่", "ชื่อส่วนราชการ"], *zip("๑๒๓๔๕๖๗๘", OFFICES, strict=True)]), list("๑๒๓๔๕๖๗๘"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", [*SHAPES, *SIBLINGS])
def test_a_roster_is_read_as_offices_keep_it(shape: str, tmp_path: Path) -> None:
    make, codes = (SHAPES | SIBLINGS)[shape]
    roster = read_roster(make(tmp_path), "ตราด", number=True)
    assert [(item.code, item.name) for item in roster.agencies] == list(zip(codes, OFFICES, strict=True))


@pytest.mark.parametrize("shape", [name for name in SHAPES if name != "codes missing in six rows"])
def test_eleven_of_the_twelve_shapes_need_no_new_codes(shape: str, tmp_path: Path) -> None:
    make, codes = SHAPES[shape]
    assert [item.code for item in read_roster(make(tmp_path)).agencies] == codes


@pytest.mark.parametrize(
    ("shape", "code", "value"),
    [
        ("codes missing in six rows", "R610", f"P03 {OFFICES[2]}"),
        ("totals and notes", "R609", "10 «รวม»; 11 «รวมทั้งสิ้น»; 12 «รวม 8 หน่วยงาน»; 13 «หมายเหตุ"),
        ("the running number as the code", "R611", "ที่"),
        ("last year on a second sheet", "R612", "ปี2567"),
        ("headings between agencies", "R609", "ก. ส่วนภูมิภาค"),
    ],
)
def test_what_is_not_read_as_it_stands_is_told(shape: str, code: str, value: str, tmp_path: Path) -> None:
    findings = read_roster((SHAPES | SIBLINGS)[shape][0](tmp_path), number=True).findings
    told = next(item for item in findings if item.code == code)
    assert value in (told.value or "")
    assert told.sheet == "ทะเบียน"
    assert all(all(message_and_fix(told, lang)) for lang in ("th", "en"))


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([["ทะเบียน"], ["ลำดับที่", "สถานที่", "โทร"], ["1", "ก", "2"]], ("2", "ลำดับที่ | สถานที่ | โทร")),
        ([["a", "b"], ["1", "2"]], ("1", "a | b")),
        ([["จำนวน", "ประเภทหน่วยงาน"], ["3", "เทศบาล"]], ("1", "จำนวน | ประเภทหน่วยงาน")),
    ],
)
def test_a_roster_that_is_not_understood_is_told_with_its_words(
    rows: Rows, found: tuple[str, str], tmp_path: Path
) -> None:
    with pytest.raises(InputError) as error:
        read_roster(book_of(rows)(tmp_path))
    finding = error.value.findings[-1]
    params = dict(finding.params)
    assert (finding.code, finding.sheet, params["row"], params["found"]) == ("R601", "ทะเบียน", *found)
    assert "ชื่อหน่วยงาน" in params["expected"]
    assert "ส่วนราชการ" in params["expected"]
    for lang in ("th", "en"):
        assert found[1] in message_and_fix(finding, lang)[0]


def test_missing_codes_without_the_wish_to_number_are_told_by_cell(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read_roster(SHAPES["codes missing in six rows"][0](tmp_path))
    assert [(item.code, item.cell) for item in error.value.findings] == [("R602", f"A{row}") for row in range(4, 10)]


def test_the_columns_of_people_are_those_of_the_coordinator(tmp_path: Path) -> None:
    roster = read_roster(SHAPES["a header of two rows"][0](tmp_path))
    first = roster.agencies[0]
    assert (first.contact, first.phone, first.emails) == ("นายดี", "039 511 000", ("d@t.go.th",))
    assert roster.other_columns == ("ที่",)
    assert roster.unused_columns == ()


def test_merged_districts_count_for_every_row(tmp_path: Path) -> None:
    rows: list[list[object]] = [["อำเภอ", *HEAD], ["เมืองตราด", *PLAIN[0]], [None, *PLAIN[1]], ["เกาะกูด", *PLAIN[2]]]
    roster = read_roster(book_of(rows, ["A2:A3"])(tmp_path))
    assert [item.district for item in roster.agencies] == ["เมืองตราด", "เมืองตราด", "เกาะกูด"]


@pytest.mark.parametrize("header", ["เรียน", "เรียน (ตำแหน่ง)", "ตำแหน่งหัวหน้าส่วนราชการ", "addressee"])
def test_the_title_of_the_addressee_is_read_and_written(header: str, tmp_path: Path) -> None:
    rows = [["รหัส", "หน่วยงาน", header], ["P01", "ก", "หัวหน้าสำนักงาน"], ["P02", "ข", ""]]
    roster = read_roster(book_of(rows)(tmp_path))
    assert [item.addressee for item in roster.agencies] == ["หัวหน้าสำนักงาน", ""]
    (tmp_path / "roster.csv").write_bytes(roster_text(roster.agencies, roster.other_columns))
    assert read_roster(tmp_path / "roster.csv").agencies == roster.agencies


@pytest.mark.parametrize("header", ["หัวหน้าส่วนราชการ", "หัวหน้าหน่วยงาน", "ตำแหน่ง"])
def test_a_column_that_may_hold_names_is_no_title(header: str, tmp_path: Path) -> None:
    rows = [["รหัส", "หน่วยงาน", header], ["P01", "ก", "นายสมชาย"], ["P02", "ข", ""]]
    assert read_roster(book_of(rows)(tmp_path)).agencies[0].addressee == ""


def test_every_column_is_kept_and_found(tmp_path: Path) -> None:
    head = [*HEAD, "ประเภท", "อำเภอ", "เบอร์โทร", "อีเมล์", "ชื่ออื่น", "ขนาด", "ขนาด", None]
    rows: list[list[object]] = [
        head,
        [*PLAIN[0], "อบต.", "เมือง", "1", "A@b.th, c@d.th", "สนง.เกษตร; เกษตรตราด", "เล็ก", "ใหญ่", "x"],
    ]
    roster = read_roster(book_of(rows)(tmp_path))
    (agency,) = roster.agencies
    assert (agency.kind, agency.district, agency.phone) == ("อบต.", "เมือง", "1")
    assert agency.other == (("ขนาด", "เล็ก"), ("ขนาด (2)", "ใหญ่"), ("(10)", "x"))
    assert roster.all_with_alias("สนง. เกษตร") == roster.all_with_email("a@B.th") == (agency,)
    assert roster.all_with_alias("") == roster.all_with_alias(agency.name) == ()


# What stands below the agencies: the running number, the code and the name of a row that is no agency.
BELOW: list[list[object]] = [
    ["รวม", None, "12 หน่วยงาน"],
    ["รวม", None, "12 แห่ง"],
    ["รวม", None, "๑๒"],
    ["รวมทั้งสิ้น", None, 12],
    ["รวม", 12, "หน่วยงาน"],
    [None, None, "12 หน่วยงาน"],
    [None, None, "(12 ส่วนราชการ)"],
    [None, None, "รวม (12 หน่วยงาน)"],
    ["ผู้จัดทำ", None, "นายสมชาย ใจดี"],
    ["ผู้รับรอง", None, "นางสาวสมหญิง ใจงาม"],
    ["ผู้ตรวจสอบ :", None, "นายสมชาย ใจดี"],
    ["ลงชื่อ", None, "........................"],
    ["(ลงชื่อ)", None, "นายสมชาย ใจดี"],
    [None, None, "(นายสมชาย ใจดี)"],
    [None, None, "( น.ส. สมหญิง ใจงาม )"],
    ["ตำแหน่ง", None, "นักวิเคราะห์นโยบายและแผน"],
    [None, None, "วันที่ 1 มิถุนายน 2569"],
    ["ข้อมูล ณ วันที่", None, "1 มิถุนายน 2569"],
    ["หมายเหตุ", None, "เรียงตามลำดับของสำนักงานจังหวัด"],
    ["ที่มา", None, "สำนักงานจังหวัด"],
    [None, None, "ขอรับรองว่าข้อมูลถูกต้อง"],
    [None, None, "....................."],
    ["----", "....", "....................."],
    ["....", "....", "(นายสมชาย ใจดี)"],
    ["* 1 ตั้งใหม่", None, "ตามมติคณะรัฐมนตรี"],
    ["Total", None, "12 agencies"],
    ["Prepared by", None, "Somchai Jaidee"],
]
# Names that begin like such a row and are agencies, and a code that is there.
AGENCIES_ALL_THE_SAME: list[list[object]] = [
    [9, None, "หน่วยงานที่ 12"],
    [9, None, "รวมใจพัฒนา"],
    [9, "099", "ทั้งสิ้นวิทยา"],
    [9, None, "วันที่ดีวิทยา"],
    [9, None, "ผู้ตรวจการแผ่นดิน"],
    [9, None, "ศูนย์ 12 ตราด"],
    ["**9", None, "สำนักงานประมงจังหวัดตราด"],
    ["----", "099", "สำนักงานประมงจังหวัดตราด"],
    ["- - -", "099", "สำนักงานประมงจังหวัดตราด"],
    ["....", "099", "สำนักงานประมงจังหวัดตราด"],
    ["*9", "099", "สำนักงานประมงจังหวัดตราด"],
    [9, "*099", "สำนักงานประมงจังหวัดตราด"],
]


@pytest.mark.parametrize("row", BELOW, ids=lambda row: " ".join(str(item) for item in row if item))
@pytest.mark.parametrize("number", [True, False])
def test_a_row_below_the_agencies_is_no_agency(row: list[object], number: bool, tmp_path: Path) -> None:
    head: list[object] = ["ที่", "รหัส", "ชื่อส่วนราชการ"]
    rows = [head, *([n, code, name] for n, (code, name) in enumerate(PLAIN, 1)), row]
    roster = read_roster(book_of(rows)(tmp_path), number=number)
    assert [item.code for item in roster.agencies] == CODES
    (passed,) = (item for item in roster.findings if item.code == "R609")
    column = "ABC"[next(index for index, text in enumerate(row) if text)]
    assert passed.cell == f"{column}{len(rows)}"


@pytest.mark.parametrize("row", AGENCIES_ALL_THE_SAME, ids=lambda row: str(row[-1]))
def test_an_agency_in_a_row_like_a_note_stays_an_agency(row: list[object], tmp_path: Path) -> None:
    head: list[object] = ["ที่", "รหัส", "ชื่อส่วนราชการ"]
    rows = [head, *([n, code, name] for n, (code, name) in enumerate(PLAIN, 1)), row]
    assert read_roster(book_of(rows)(tmp_path), number=True).agencies[-1].name == row[-1]


TEXTS = st.text("กขค123 -+=@.*", max_size=8).map(lambda text: " ".join(text.split()))
AGENCIES = st.builds(
    Agency,
    code=st.uuids().map(lambda item: f"P{item.hex[:8]}"),
    name=TEXTS.map(lambda text: f"หน่วย{text}"),
    **dict.fromkeys(("province", "website", "contact", "kind", "district", "phone", "email"), TEXTS),
    aliases=st.lists(TEXTS.filter(bool), max_size=2, unique=True).map(tuple),
    other=st.dictionaries(st.sampled_from(("ขนาด", "มือถือสำรอง", "(9)", "ที่")), TEXTS.filter(bool)).map(
        lambda cells: tuple(sorted(cells.items()))
    ),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(AGENCIES, min_size=1, max_size=4, unique_by=lambda item: item.code.casefold()))
def test_a_written_roster_is_read_back_whole(tmp_path: Path, agencies: list[Agency]) -> None:
    columns = tuple(sorted({header for item in agencies for header, _ in item.other}))
    path = tmp_path / "r.csv"
    path.write_bytes(roster_text(tuple(agencies), columns))
    again = read_roster(path)
    assert again.agencies == tuple(agencies)
    assert again == Roster(tuple(agencies), tuple(item for item in columns if item != "ที่"), columns)


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([], ["001", "002"]),
        (["P01", "P31"], ["P32", "P33"]),
        (["1", "2", "10"], ["11", "12"]),
        (["007"], ["008", "009"]),
        (["P99"], ["P100", "P101"]),
        (["ตร-1", "ตร-2", "X9"], ["ตร-3", "ตร-4"]),
        (["p5", "P7", "P1"], ["P8", "P9"]),
        (["001", "004", "5", "012"], ["013", "014"]),
        (["01", "2", "9"], ["10", "11"]),
        (["abc"], ["001", "002"]),
    ],
)
def test_new_codes_continue_those_that_are_there(codes: list[str], expected: list[str]) -> None:
    assert list(new_codes(codes, 2)) == expected
