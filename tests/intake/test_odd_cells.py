"""Check that a cell is read as a person sees it: its fonts, its format, what lies over it and where it comes from."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

from ita_xlsx.checks.measures_rules import check_round_measures
from ita_xlsx.cycle.summarize import summarize_return
from ita_xlsx.diagnosis.track_steps import track_steps
from ita_xlsx.intake.forms.cell_marks import calls_out, reads_other_file
from ita_xlsx.intake.workbook.cell_formats import displayed_instead
from ita_xlsx.model.round_state import AgencyReturn, State
from ita_xlsx.model.text.periods import parse_period
from tests.support.cells import Place, announced_cell, cell, column_cells, info_cell, question_cells, step_cell
from tests.support.filled_measures import YEAR
from tests.support.forms import NOWHERE, read
from tests.support.returned_steps import AGENCY, SITE, Change, changed, drawn_over, filled, rewritten, told, told_of
from tests.support.tracked_steps import province_of

I1, I3, O2 = cell(YEAR, "i1"), cell(YEAR, "i3"), cell(YEAR, "o2")
STATUS, URL, NOTE, PERIOD = (step_cell(YEAR, 1, key) for key in ("status", "url", "note", "period"))


def put(place: Place, value: Any) -> Change:
    return lambda book: setattr(place.of(book), "value", value)


def style(place: Place, name: str, value: Any) -> Change:
    return lambda book: setattr(place.of(book), name, value)


def rich(*pieces: tuple[str, dict[str, Any]]) -> CellRichText:
    return CellRichText(*(TextBlock(InlineFont(**font), text) if font else text for text, font in pieces))


RAISED, LOWERED, STRUCK = {"vertAlign": "superscript"}, {"vertAlign": "subscript"}, {"strike": True}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (rich(("95.5", {}), ("1", RAISED)), ("S230", "error")),
        (rich(("95.5", {}), ("2", LOWERED)), ("S230", "error")),
        (rich(("9", STRUCK), ("5.5", {})), ("S230", "error")),
        (rich(("95", STRUCK), ("96.5", {"b": True})), ("S230", "error")),
        (rich(("95.5", {}), (" คะแนน", RAISED)), ("S204", "info")),
        (rich(("95", {"b": True}), (".5", {})), ("S204", "info")),
    ],
)
@pytest.mark.parametrize("place", [O2, announced_cell(YEAR, "9.1")])
def test_a_score_in_two_fonts_is_refused(
    tmp_path: Path, place: Place, value: CellRichText, expected: tuple[str, str]
) -> None:
    returned = read(changed(filled(tmp_path), put(place, value)))
    severity = "warning" if expected[1] == "error" and place != O2 else expected[1]  # an announced figure is optional
    assert (expected[0], severity, str(place)) in told(returned)
    assert returned.submission is not None
    figures = {**returned.submission.scores, **{item.subject: item.value for item in returned.submission.announced}}
    assert (figures.get("o2" if place == O2 else "9.1") is None) == (expected[0] == "S230")


def test_raised_digits_in_a_number_of_respondents_are_not_read(tmp_path: Path) -> None:
    place = info_cell(YEAR, "respondents_iit")
    path = changed(filled(tmp_path), put(place, rich(("120", {}), ("1", RAISED))))
    assert told_of(path) == [("W125", "warning", str(place))]


@pytest.mark.parametrize("place", [O2, announced_cell(YEAR, "level"), STATUS, URL, info_cell(YEAR, "name")])
def test_a_struck_cell_is_told_and_counts(tmp_path: Path, place: Place) -> None:
    changes = [style(place, "font", Font(strike=True))]
    if place.sheet == "คะแนนประกาศ":
        place = announced_cell(YEAR, "9.1", "announced_previous")
        changes = [put(place, 90), style(place, "font", Font(strike=True))]
    assert told_of(changed(filled(tmp_path), *changes)) == [("X314", "warning", str(place))]


@pytest.mark.parametrize(
    ("place", "code"),
    [(O2, "S230"), (announced_cell(YEAR, "9.1"), "S230"), (info_cell(YEAR, "respondents_iit"), "W125")],
)
def test_a_half_struck_figure_is_not_told_as_read(tmp_path: Path, place: Place, code: str) -> None:
    other = cell(YEAR, "o3").moved(right=-1)
    changes = [put(place, rich(("85", STRUCK), (" 95", {}))), style(other, "font", Font(strike=True))]
    found = told_of(changed(filled(tmp_path), *changes))
    assert [item[2] for item in found if item[0] == code] == [str(place)]
    assert [item[2] for item in found if item[0] == "X314"] == [str(other)]


def test_the_scores_that_are_struck_are_quoted(tmp_path: Path) -> None:
    text, score = I1.moved(right=-1), I3
    changes = [style(place, "font", Font(strike=True)) for place in (text, score)]
    (finding,) = read(changed(filled(tmp_path), *changes, put(score, 81.25))).findings
    assert finding.code == "X314"
    assert finding.value is not None
    assert finding.value.startswith("81.25, ")


def test_a_struck_row_is_told_once(tmp_path: Path) -> None:
    def strike(book: Any) -> None:
        for item in book["OIT"][O2.row]:
            item.font = Font(strike=True)

    (found,) = told_of(changed(filled(tmp_path), strike))
    assert found[:2] == ("X314", "warning")
    assert O2.a1 in found[2]


@pytest.mark.parametrize(
    ("code", "number", "text"),
    [
        (";;;", 50, ""), (";;", 50, ""), ('"100.00"', 50, "100.00"), ("0.00;;;", 0, ""), ('0.00;;"เต็ม"', 0, "เต็ม"),
        ('[<60]"ผ่าน";0.00', 50, "ผ่าน"), ("0.0,", 50, "0.0,"), ('0"5"', 50, '0"5"'), ("0.00", 50, None),
        ("[$-D00041E]0.00", 50, None), ("#,##0.00", 50, None), ("General", 50, None), ("@", 50, None),
        ('0.00" คะแนน"', 50, None), ('_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', 0, None), ("# ?/8", 50, None),
    ],
)  # fmt: skip
def test_what_a_number_format_shows(code: str, number: float, text: str | None) -> None:
    assert displayed_instead(code, number) == text


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([put(O2, 50), style(O2, "number_format", '"100.00"')], ("S238", "warning")),
        ([put(O2, 50), style(O2, "number_format", "0.0,")], ("S238", "warning")),
        ([style(O2, "number_format", ";;;")], ("X321", "warning")),
        ([style(O2, "font", Font(color="FFFFFFFF")), style(O2, "fill", PatternFill())], ("X321", "warning")),
        ([style(O2, "font", Font(color="FFFFF2CC")), style(O2, "fill", PatternFill("solid", "FFFFF2CC"))],
         ("X321", "warning")),
        ([style(NOTE, "font", Font(color="FFFFFFFF")), style(NOTE, "fill", PatternFill()), put(NOTE, "ก")],
         ("X321", "warning")),
        ([style(O2, "font", Font(color="FFFFFFFF")), style(O2, "fill", PatternFill("solid", "FF1F4E79"))], None),
        ([style(O2, "number_format", "#,##0.00")], None),
    ],
)  # fmt: skip
def test_what_is_shown_is_not_what_is_stored(
    tmp_path: Path, changes: list[Change], expected: tuple[str, str] | None
) -> None:
    place = NOTE if len(changes) == 3 else O2
    found = told_of(changed(filled(tmp_path), *changes))
    assert found == ([(*expected, str(place))] if expected else [])


@pytest.mark.parametrize("number", [9, 10, 67, 68])
def test_a_built_in_per_cent_is_read_as_it_shows(tmp_path: Path, number: int) -> None:
    path = changed(filled(tmp_path), put(O2, 0.95), style(O2, "number_format", "0.000%"))
    custom = _format_of(path, "0.000%")
    rewritten(path, "styles.xml", f'<numFmt numFmtId="{custom}"', '<numFmt numFmtId="250"')
    rewritten(path, "styles.xml", f'numFmtId="{custom}"', f'numFmtId="{number}"')
    returned = read(path)
    assert told(returned) == [("S217", "info", str(O2))]
    assert returned.submission is not None
    assert returned.submission.scores["o2"] == 95


def _format_of(path: Path, code: str) -> str:
    """The number that a file has for a number format."""
    with zipfile.ZipFile(path) as archive:
        styles = archive.read("xl/styles.xml").decode()
    found = re.search(rf'numFmtId="(\d+)" formatCode="{re.escape(code)}"', styles)
    assert found is not None
    return found[1]


def test_dates_over_scores_are_told_once(tmp_path: Path) -> None:
    def as_dates(book: Any) -> None:
        for row in book["IIT"][column_cells(YEAR, "IIT").a1]:
            row[0].number_format = "yyyy-mm-dd"

    assert told_of(changed(filled(tmp_path), as_dates)) == [("S235", "error", str(question_cells(YEAR, "IIT")))]


def test_one_date_is_a_score_that_is_no_number(tmp_path: Path) -> None:
    assert told_of(changed(filled(tmp_path), put(I1, date(2025, 5, 1)))) == [("S202", "error", str(I1))]


@pytest.mark.parametrize(
    ("number_format", "text", "last"),
    [
        ("mmm-yy", "พฤษภาคม 2568", date(2025, 5, 31)), ("[$-D07041E]mmmm yyyy", "พฤษภาคม 2568", date(2025, 5, 31)),
        ("mm/yyyy", "พฤษภาคม 2568", date(2025, 5, 31)), ("d mmm yyyy", "2025-05-01", date(2025, 5, 1)),
    ],
)  # fmt: skip
def test_a_month_is_due_on_its_last_day(tmp_path: Path, number_format: str, text: str, last: date) -> None:
    changes = [put(PERIOD, date(2025, 5, 1)), style(PERIOD, "number_format", number_format)]
    returned = read(changed(filled(tmp_path), *changes))
    assert told(returned) == []
    assert returned.submission is not None
    assert returned.submission.steps[0].period == text
    period = parse_period(text, YEAR)
    assert period is not None
    assert period.last == last


@pytest.mark.parametrize("error", ["#NAME?", "#REF!", "#N/A", "#VALUE!"])
@pytest.mark.parametrize("place", [URL, NOTE])
@pytest.mark.parametrize("kind", ["e", "s"])
def test_an_error_value_is_no_evidence(tmp_path: Path, error: str, place: Place, kind: str) -> None:
    def spoil(book: Any) -> None:
        URL.of(book).value = None
        place.of(book).value = error
        place.of(book).data_type = kind

    returned = read(changed(filled(tmp_path), spoil))
    assert told(returned) == [("X315", "warning", str(place)), ("E303", "warning", str(STATUS))]
    assert returned.submission is not None
    assert (returned.submission.steps[0].url, returned.submission.steps[0].note) == ("", "")


@pytest.mark.parametrize(("ticked", "code"), [(True, "E304"), (False, "E304")])
def test_a_ticked_box_is_a_status(tmp_path: Path, ticked: bool, code: str) -> None:
    assert told_of(changed(filled(tmp_path), put(STATUS, ticked))) == [(code, "info", str(STATUS))]


def test_a_tick_is_no_evidence(tmp_path: Path) -> None:
    path = changed(filled(tmp_path), put(URL, True))
    assert told_of(path) == [("X315", "warning", str(URL)), ("E303", "warning", str(STATUS))]


@pytest.mark.parametrize(
    ("formula", "calls", "other"),
    [
        ("cmd|'/c calc'!A0", True, True), ('WEBSERVICE("https://a.example/x")', True, True),
        ("[1]!'topic'", True, True),
        (r"'\\server\share\[x.xlsx]S'!A1", True, True), ("'https://a.example/[x.xlsx]S'!A1", True, True),
        ('IMPORTRANGE("x","A1")', True, True), (r"'C:\x\[a.xlsx]S'!A1", True, True), ("[1]S!A1", False, True),
        ("'[คะแนน.xlsx]IIT'!D5", False, True), ("AVERAGE(D5:D9)", False, False), ('"a|b"&"!"', False, False),
        ('HYPERLINK("https://a.example/")', False, False), ("IF(A1>1,2,3)", False, False), ("IIT!D5/100", False, False),
    ],
)  # fmt: skip
def test_formulas_that_call_out(formula: str, calls: bool, other: bool) -> None:
    assert (calls_out(formula), reads_other_file(formula)) == (calls, other)


@pytest.mark.parametrize(
    ("place", "stored", "expected"),
    [
        (O2, "<v>88</v>", [("S231", "warning", str(O2))]),
        (URL, "<v>5</v>", [("X318", "warning", str(URL)), ("E303", "warning", str(STATUS))]),
    ],
)
def test_a_formula_that_calls_out_is_told(
    tmp_path: Path, place: Place, stored: str, expected: list[tuple[str, str, str]]
) -> None:
    path = changed(filled(tmp_path), put(place, '=WEBSERVICE("https://a.example/x")'))
    formula = '<f>WEBSERVICE("https://a.example/x")</f>'
    assert told_of(rewritten(path, ".xml", f"{formula}<v />", f"{formula}{stored}")) == expected


def anchor(first: Place, content: str, *, rows: int = 1, two: bool = True) -> str:
    """A thing over cells of one column, from a first one, in either of the two usual ways to say so."""
    row, col = first.row - 1, first.col - 1
    start = f"<x:from><x:col>{col}</x:col><x:row>{row}</x:row></x:from>"
    end = f"<x:to><x:col>{col + 1}</x:col><x:row>{row + rows}</x:row></x:to>"
    kind, size = ("twoCellAnchor", end) if two else ("oneCellAnchor", f'<x:ext cx="90000" cy="{90000 * rows}"/>')
    return f"<x:{kind}>{start}{size}{content}</x:{kind}>"


def text_box(text: str) -> str:
    return f"<x:sp><x:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></x:txBody></x:sp>"


def no_scores(book: Any) -> None:
    for row in book["IIT"][column_cells(YEAR, "IIT").a1]:
        row[0].value = None


@pytest.mark.parametrize(
    ("change", "anchors", "expected"),
    [
        (None, [anchor(I1, "<x:pic/>")], [("X316", "warning", str(I1))]),
        (None, [anchor(I1, "<x:pic/>", two=False)], [("X316", "warning", str(I1))]),
        (None, [anchor(I1, "<x:pic/>", rows=3)], [("X316", "warning", str(I1.to(I3)))]),
        (None, [anchor(I1, "<x:pic/>"), anchor(I3, "<x:pic/>")], [("X316", "warning", f"{I1}, {I3.a1}")]),
        (None, [anchor(Place("IIT", "A1"), "<x:pic/>")], []),
        (None, [anchor(I1, "<x:graphicFrame/>")], []),
        (None, [anchor(I1, text_box("ยังไม่ใช่คะแนนสุดท้าย"))], [("X317", "info", str(I1))]),
        (no_scores, [anchor(I1, "<x:pic/>", rows=9)], [("S234", "error", str(I1))]),
    ],
)  # fmt: skip
def test_what_lies_over_cells_is_told(
    tmp_path: Path, change: Change | None, anchors: list[str], expected: list[tuple[str, str, str]]
) -> None:
    path = changed(filled(tmp_path), *([change] if change else []))
    returned = read(drawn_over(path, "IIT", *anchors))
    assert told(returned) == expected
    if expected[:1] and expected[0][0] == "X317":
        assert returned.findings[0].value == "ยังไม่ใช่คะแนนสุดท้าย"


@pytest.mark.parametrize("text", ["ไม่มีภารกิจ (ไม่มีศูนย์บริการ)", "ไม่มีภาระกิจ (ไม่มีศูนย์บริการ)"])
def test_a_reason_in_the_status_is_a_reason(tmp_path: Path, text: str) -> None:
    assert told_of(changed(filled(tmp_path), put(URL, None), put(STATUS, text))) == [("E304", "info", str(STATUS))]


@pytest.mark.parametrize(
    ("place", "rows", "accused"),
    [
        (URL, 1, []),
        (NOTE, 1, []),
        (URL.moved(down=-1), 2, []),
        (URL.moved(down=1), 1, [("E303", "warning", str(STATUS))]),
        (STATUS, 1, [("E303", "warning", str(STATUS))]),
    ],
)
def test_a_step_with_a_picture_over_its_evidence_is_not_accused(
    tmp_path: Path, place: Place, rows: int, accused: list[tuple[str, str, str]]
) -> None:
    path = drawn_over(changed(filled(tmp_path), put(URL, None)), URL.sheet, anchor(place, "<x:pic/>", rows=rows))
    returned = read(path)
    found = told(returned)
    assert [item for item in found if item[0] != "X316"] == accused
    assert [item[0] for item in found].count("X316") == 1
    member = AgencyReturn(agency=AGENCY, state=State.RETURNED, summary=summarize_return(returned, NOWHERE, None))
    codes = {item.code for item in check_round_measures(track_steps(province_of(member), date(2025, 6, 1)))}
    assert ("T605" in codes) is bool(accused)


def test_an_address_and_a_plain_form_are_told_nothing(tmp_path: Path) -> None:
    assert told_of(changed(filled(tmp_path), put(URL, f"{SITE}/x.pdf"))) == []
