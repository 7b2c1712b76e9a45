"""Check that sheets follow the engine where answers beside announced figures are typed, erased or made impossible."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.analyze import make_analysis
from ita_xlsx.model.layout import AgencyLayout, AnalysisLayout, Place
from ita_xlsx.model.layout.subjects import origin_words
from ita_xlsx.scoring import score_values
from tests.checks.test_announced_figures import FIGURES, TYPED, YEAR, form_of
from tests.conftest import EDITION
from tests.libreoffice.office import Office
from tests.libreoffice.workbooks import cached_values
from tests.support.forms import analysed

SUBJECTS = ("4", "5", "IIT", "EIT", "overall")
OTHERS_OF_4 = {f"i{number}": "82.00" for number in (19, 22, 23, 24)}
# What is typed over the two answers; an empty text erases. An answer of 0 excludes 82.14 where another is below 92.84.
CHANGES = {
    "typed": {"i19": "82.00"},
    "erased": {"i20": ""},
    "all erased": {"i20": "", "i21": ""},
    "a declaration": {"i20": "ไม่มีภารกิจ"},
    "no score": {"i20": "120"},
    "impossible": {"i20": "0"},
    "complete": OTHERS_OF_4,
    "no figure": {"figure 4": ""},
    "no figure of all": {"figure 4": "", "figure IIT": "", "figure overall": ""},
    "other figure": {"figure 4": "20.00"},
}


def write_both(tmp_path: Path) -> tuple[Path, Path]:
    form = form_of(tmp_path / "form.xlsx", TYPED, FIGURES)
    analysis = tmp_path / "analysis.xlsx"
    analysis.write_bytes(make_analysis(analysed(form), EDITION))
    return form, analysis


@pytest.mark.parametrize("change", CHANGES)
def test_a_sheet_follows_what_is_typed_beside_announced_figures(office: Office, tmp_path: Path, change: str) -> None:
    framework = load_framework(YEAR)
    figures, answers = (dict(item) for item in (FIGURES, TYPED))
    for subject, text in CHANGES[change].items():
        target = figures if subject.startswith("figure ") else answers
        target[subject.removeprefix("figure ")] = text
    known = {subject: Fraction(text) for subject, text in answers.items() if text.replace(".", "").isdecimal()}
    known = {subject: value for subject, value in known.items() if value <= 100}
    announced = {subject: Fraction(text) for subject, text in figures.items() if text}
    expected = score_values(framework, known, announced, announced_level="A")
    scores = [expected.by_subject[subject] for subject in SUBJECTS]
    wanted: list[float | str] = ["ไม่ครบ" if score.rounded is None else float(score.rounded) for score in scores]
    wanted += [origin_words(framework, score) for score in scores]
    wanted += [expected.level.name or "–"]

    form, analysis = write_both(tmp_path)
    layouts: tuple[tuple[Path, AgencyLayout | AnalysisLayout, Callable[[str], Place | None]], ...] = (
        (form, agency := AgencyLayout(framework), agency.announced),
        (analysis, report := AnalysisLayout(framework), report.announced),
    )
    for path, layout, figure_place in layouts:
        typed = []
        for subject, text in CHANGES[change].items():
            bare = subject.removeprefix("figure ")
            place = figure_place(bare) if bare != subject else layout.answer(framework.nodes[subject])
            assert place is not None
            typed.append((place.sheet, place.a1, text))
        level = layout.level_line if isinstance(layout, AgencyLayout) else layout.level
        asked = [layout.results.place(item, key) for key in ("score", "origin") for item in SUBJECTS]
        told = office.values(path, [(place.sheet, place.a1) for place in (*asked, level)], typed)
        assert told == wanted


def test_incomplete_never_looks_passed(office: Office, tmp_path: Path) -> None:
    """Without an overall score there is no level, and the announced one stands below, called no result."""
    figures = {subject: text for subject, text in FIGURES.items() if subject not in ("4", "IIT", "overall")}
    form = form_of(tmp_path / "form.xlsx", TYPED, figures)
    analysis = tmp_path / "analysis.xlsx"
    analysis.write_bytes(make_analysis(analysed(form), EDITION))
    layout = AnalysisLayout(load_framework(YEAR))
    summary = layout.summary
    title = Place(summary.overall.sheet, summary.overall.row - 1, summary.overall.col)
    cells = [(place.sheet, place.a1) for place in (summary.level, summary.below_overall, title, summary.message)]
    cached = [cached_values(analysis)[cell] for cell in cells]
    assert office.values(analysis, cells) == cached
    level, below, name, message = map(str, cached)
    assert (level, below, name) == ("ยังไม่มี", "ที่ประกาศไว้: A (ไม่ใช่ผลคำนวณ)", "คะแนนรวมและระดับ")
    assert message.startswith("ยังไม่ครบ: ขาด 4 ข้อ จาก 88 จึงยังไม่มีคะแนนรวมและระดับ · ขาด i19, i22–i24")
    overall = layout.announced("overall")
    assert overall is not None
    level, below, name, message = map(str, office.values(analysis, cells, [(overall.sheet, overall.a1, "93.68")]))
    assert (level, below) == ("A", "ไม่มีคะแนนปีก่อน")
    assert name == "คะแนนรวมและระดับ · คะแนนที่ประกาศ ไม่ใช่ผลคำนวณ"
    assert message.startswith("ได้ 93.68 ระดับA · ใช้คะแนนที่ประกาศแทนข้อที่ขาด 86 ข้อ · ")
