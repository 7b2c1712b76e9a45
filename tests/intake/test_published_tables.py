"""Check that the tables of real reports are read back, in any spelling and from any file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_xlsx.intake.printed.codes import Codes
from ita_xlsx.intake.printed.report_table import read_printed, read_table
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import Severity
from tests.conftest import published
from tests.intake.printed import MIDDLE, NEW, OLD, Line, known, told, understood, written
from tests.support.forms import read
from tests.support.program import run

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def thai(text: str) -> str:
    return text.translate(THAI)


def samut_prakan() -> list[Line]:
    """Its tables: years beside each other, lists that start anew, a table for each indicator, EIT in two columns."""
    figures = published("samut-prakan-2568").submission
    now, before, answers = (
        {item.subject: thai(f"{float(item.value or 0):.2f}") for item in group}
        for group in (figures.announced, figures.announced_previous, figures.answers)
    )
    lines: list[Line] = [["ตารางที่ ๒ คะแนนจำแนกตามเครื่องมือ"], [], ["เครื่องมือ", "คะแนน ๒๕๖๗", "คะแนน ๒๕๖๘"]]
    instruments = {"IIT": "ภายใน (IIT)", "EIT public": "ภายนอก ส่วนที่ ๑ (EIT)", "EIT survey": "ภายนอก ส่วนที่ ๒ (EIT)"}
    for number, (subject, name) in enumerate(instruments.items(), 1):
        label = f"{thai(str(number))}. แบบสำรวจความคิดเห็นผู้มีส่วนได้เสีย{name}"
        lines.append([label, before[subject], now[subject]])
    lines.append(["๔. แบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT)", before["OIT"], now["OIT"]])
    groups = (
        ("(IIT)", "12345", ""),
        ("ภายนอก ส่วนที่ ๑ (EIT)", "678", " public"),
        ("ภายนอก ส่วนที่ ๒ (EIT)", "678", " survey"),
    )
    names = {item.code: item.name for item in NEW.indicators}
    for title, codes, part in (*groups, ("แบบตรวจการเปิดเผยข้อมูลสาธารณะ", ("9", "10"), "")):
        lines += [[], [f"คะแนนจากแบบสำรวจ {title}"], [], ["ตัวชี้วัด", "คะแนน ๒๕๖๗", "คะแนน ๒๕๖๘"]]
        for number, code in enumerate(codes, 1):
            lines.append([f"{thai(str(number))}. {names[code]}", before[code + part], now[code + part]])
    for item in NEW.indicators:
        lines += [[], [f"ตารางที่ ๗ ตัวชี้วัดที่ {thai(item.code)} {item.name}"], [], ["หัวข้อ", "ประเด็น", "คะแนน", "คะแนน"]]
        if item.instrument == "EIT":
            lines.append(["", "", "EIT Public", "EIT Survey"])
        for question in (question for question in NEW.questions if question.indicator == item.code):
            letter, digits = question.code[0], thai(question.code[1:])
            code = f"{letter}{digits}." if letter != "o" else ("๐" if item.code == "9" else "0") + digits
            parts = [" public", " survey"] if item.instrument == "EIT" else [""]
            lines.append([code, "ข้อคำถาม", *(answers[question.code + part] for part in parts)])
    return lines


def pathum_thani() -> list[Line]:
    """Its tables: code and text in one cell, i as a one, pages with the header again, ranges, weights."""
    figures = published("pathum-thani-2562").submission
    answers = {item.subject: thai(f"{float(item.value or 0):g}") for item in figures.answers}
    now = {item.subject: thai(f"{float(item.value or 0):.2f}") for item in figures.announced}
    lines: list[Line] = [["ระดับ", "คะแนน"], ["AA", "๙๕.๐๐ - ๑๐๐"], ["ผลการประเมิน ปี ๒๕๖๒"]]
    for item in OLD.indicators:
        side = {"1": "IIT", "6": "EIT", "9": "OIT"}.get(item.code, "")
        lines.append([side, "}" if side else "", f"ตัวชี้วัดที่ {thai(item.code)} {item.name}", f"{now[item.code]} คะแนน"])
    lines += [[], ["ประเด็นการประเมิน", "น้ำหนัก", "คะแนนเฉลี่ยที่ได้รับ", "คะแนนถ่วงน้ำหนัก"]]
    lines += [[code, "๓๐", now[code], now[f"weighted {code}"]] for code in ("IIT", "EIT", "OIT")]
    lines += [["คะแนนรวม", "", "", now["overall"]], ["ระดับ", "", "", "A"], []]
    for letter, title in (("i", "ตารางที่ ๑ (IIT)"), ("e", "ตารางที่ ๒ (EIT)")):
        lines.append([title])
        header = ["ประเด็นการประเมิน IIT (การรับรู้)", "คะแนน ที่ได้"]
        for index, code in enumerate(code for code in answers if code.startswith(letter)):
            if index in (0, 3, 23):
                lines += [[], header]
            spelling = thai(code[1:]) if letter == "e" or index < 3 else "1" + thai(code[1:])
            lines.append([f"{'E' if letter == 'e' else ''}{spelling} ข้อคำถาม", answers[code]])
    lines += [["ตารางที่ ๓ (OIT)"], [], ["ประเด็นการประเมิน OIT (การเปิดเผยข้อมูลสาธารณะ)", "คะแนน ที่ได้"]]
    for group in OLD.subindicators:
        items = [item.code[1:] for item in OLD.questions if item.subindicator == group.code]
        lines.append([f"O{thai(items[0])}-O{thai(items[-1])} {group.name}", now[group.code]])
    return lines


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize(
    ("slug", "lines", "unprinted"),
    [
        ("samut-prakan-2568", samut_prakan(), {"6", "7", "8", "overall", "level", "lowest"}),
        ("pathum-thani-2562", pathum_thani(), set()),
    ],
)
def test_published_tables_are_read_back(
    slug: str, lines: list[Line], unprinted: set[str], suffix: str, tmp_path: Path
) -> None:
    example = published(slug)
    table = written(tmp_path / f"table{suffix}", lines)
    filled = tmp_path / "filled.xlsx"
    code = run("import", table, "--agency", example.submission.agency.name, "--framework", example.year, "-o", filled)
    assert code == 0
    returned = read(filled)
    expected = known(example.submission)
    assert known(returned.submission) == {key: value for key, value in expected.items() if key not in unprinted}
    assert returned.submission is not None
    assert returned.submission.agency.name == example.submission.agency.name


def test_indicators_of_nakhon_pathom_are_read_and_what_differs_is_told() -> None:
    summary = ["92.56", "85.25", "87.46", "82.14", "86.56", "94.12", "94.78", "91.82", "97.00", "100.00"]
    detail = ["82.56", "85.25", "87.44", "82.14", "86.86", "84.12", "84.78", "91.82", "87.78", "100.00"]

    def table(scores: list[str]) -> list[Line]:
        names = [f"ตัวชี้วัดที่ {thai(item.code)} {item.name}" for item in MIDDLE.indicators]
        return [["ตัวชี้วัด", "คะแนน"], *([name, thai(score)] for name, score in zip(names, scores, strict=True))]

    submission, findings = understood(*table(summary), ["คะแนนรวม", "๙๓.๖๘"], ["ระดับ", "A"], year=2565)
    codes = [str(number) for number in range(1, 11)]
    assert known(submission) == {**dict(zip(codes, summary, strict=True)), "overall": "93.68", "level": "A"}
    assert not findings
    submission, findings = understood(*table(summary), [], *table(detail), year=2565)
    assert set(known(submission)) == {"2", "4", "8", "10"}
    assert told(findings) == ["X805"] * 6


DIGITS = st.sampled_from(["arabic", "thai", "mixed"])


def normalize_formula(draw: st.DrawFn, digits: str) -> str:
    script = draw(DIGITS)
    return "".join(
        char.translate(THAI) if script == "thai" or (script == "mixed" and draw(st.booleans())) else char
        for char in digits
    )


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Line], dict[str, str]]:
    """A table of some questions in their order, and what it says."""
    letter = draw(st.sampled_from("ieo"))
    known_codes = [item.code for item in OLD.questions if item.code.startswith(letter)]
    chosen = draw(st.lists(st.sampled_from(known_codes), min_size=1, max_size=12, unique=True))
    chosen.sort(key=known_codes.index)
    title = f"{letter.upper()}IT"
    lines: list[Line] = draw(
        st.sampled_from([[], [["ข้อ", "คะแนน"]], [["ตาราง"], [], ["ที่", "คะแนน"]], [[title], ["ข้อ", "คะแนน"]]])
    )
    lines, planted = list(lines), {}
    for code in chosen:
        score = f"{draw(st.integers(0, 10_000)) / 100:.2f}"
        letters = {"i": ["i", "I", "1", "l", ""], "e": ["e", "E", ""], "o": ["o", "O", "0", "๐", ""]}[letter]
        mark = draw(st.sampled_from(letters)) + draw(st.sampled_from(["", "", " "]))
        tail = draw(st.sampled_from(["", ".", ")", " ข้อคำถาม"]))
        shown = normalize_formula(draw, score) + draw(st.sampled_from(["", " คะแนน"]))
        lines.append([mark + normalize_formula(draw, code[1:]) + tail, draw(st.sampled_from([shown, float(score)]))])
        planted[code] = score
    return lines, planted


@settings(max_examples=400, deadline=None)
@given(tables())
def test_a_table_in_any_spelling_is_understood_or_told_and_never_assigned_wrongly(
    table: tuple[list[Line], dict[str, str]],
) -> None:
    lines, planted = table
    submission, findings = understood(*lines, year=2562)
    read_back = known(submission)
    assert read_back.items() <= planted.items()
    if len(read_back) < len(planted):
        rows = {item.cell[1:] for item in findings if item.cell and item.severity is not Severity.INFO}
        assert len(rows) >= len(planted) - len(read_back) or "X818" in told(findings)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12) | st.floats(0, 100) | st.integers(0, 3000), max_size=5), max_size=8))
def test_no_table_makes_it_fail(lines: list[Line]) -> None:
    submission, findings = understood(*lines)
    assert submission is not None or told(findings)


@given(st.text(alphabet="ieoIEO01๐๑๒.-()ก ", max_size=6))
def test_what_a_code_cell_can_be_is_always_of_the_framework(text: str) -> None:
    code = Codes(NEW).read(text)
    assert code is None or set(code.options) <= {item.code for item in NEW.questions}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("ข้อ;คะแนน\ni1;90\n".encode(), {"i1": "90.00"}),
        ("ตาราง, คะแนน\nข้อ\tคะแนน\ni1\t90\n".encode(), {"i1": "90.00"}),
        ("ข้อ,คะแนน\ni๑,๙๐\n".encode("cp874"), {"i1": "90.00"}),
        ("ข้อ\tคะแนน\r\ni๑\t๙๐\r\n".encode("utf-16"), {"i1": "90.00"}),
        (b"sep=;\ni1;90\n", {"i1": "90.00"}),
        ('"i1\n(ต่อ)",90\n'.encode(), {"i1": "90.00"}),
    ],
)
def test_a_csv_however_it_was_saved(content: bytes, expected: dict[str, str]) -> None:
    submission, _ = read_printed(read_table(content), "t.csv", NEW, Agency("", "ทดสอบ"))
    assert known(submission) == expected
