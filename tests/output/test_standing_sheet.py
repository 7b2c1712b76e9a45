"""Check the sheet of the analysis that sets an agency beside all, its kind and the country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.analyze import Analysis, analyze_return, make_analysis
from ita_xlsx.model.agency import code_key
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.layout.groups.standing_layout import STANDING
from ita_xlsx.model.province.group_figures import GroupResults
from ita_xlsx.model.province.groups import GroupBy
from ita_xlsx.model.province.standing import AgencyStanding, standing_alone, standings
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.output.analysis.standing_sheet import standing_sentence
from tests.conftest import ISSUED, full_scores, submission_of, write_form
from tests.libreoffice.office import Office
from tests.libreoffice.workbooks import cached_values, differences, empty_cached_values
from tests.support.forms import NOWHERE, read
from tests.support.grouped_provinces import NATIONAL, grouped
from tests.support.provinces import province_of

FRAMEWORK = load_framework(2568)
RESULTS = ProvinceResults(grouped(province_of(2568, 62), kinds=("อปท.", "ราชการ", "")))


def analysis_of(folder: Path, *, leave_out: Sequence[str] = ()) -> Analysis:
    scores = {key: score for key, score in full_scores(FRAMEWORK).items() if key not in leave_out}
    found = analyze_return(read(write_form(folder / "form.xlsx", FRAMEWORK, submission_of(FRAMEWORK, scores))), NOWHERE)
    assert found is not None
    return found


def written(path: Path, analysis: Analysis, standing: AgencyStanding | None, digits: str = "arabic") -> Any:
    path.write_bytes(make_analysis(replace(analysis, standing=standing), Edition(issued=ISSUED, digits=digits)))
    return openpyxl.load_workbook(path, data_only=True)


def test_the_figures_of_a_standing_equal_those_of_pandas() -> None:
    found = standings(RESULTS)
    kinds = GroupResults(RESULTS, GroupBy.KIND)
    assert set(found) == {code_key(item.agency.code) for item in RESULTS.counted}
    for subject in ("overall", "EIT"):
        frame = pandas.DataFrame(
            {
                "code": [code_key(item.agency.code) for item in RESULTS.counted],
                "kind": [kinds.name_of(item.number) for item in RESULTS.counted],
                "score": [float(score or 0) for score in RESULTS.column(subject)],
            }
        )
        for code, standing in found.items():
            row = next(item for item in standing.rows if item.subject == subject)
            kind = frame.loc[frame["code"] == code, "kind"].iloc[0]
            wanted = [(frame["score"], row.everyone), (frame.loc[frame["kind"] == kind, "score"], row.of_kind)]
            if standing.in_kind is None:
                assert kind == "ไม่ระบุประเภท"
                assert wanted.pop()[1] is None
            for scores, spread in wanted:
                assert spread is not None
                expected = [scores.mean(), *(scores.quantile(part / 4) for part in (1, 2, 3))]
                assert [float(value) for value in spread] == pytest.approx(expected, abs=0.00500001)


def test_ranks_and_quarters_are_told_in_words() -> None:
    found = standings(RESULTS)
    best, last = (code_key(RESULTS.counted[RESULTS.order[place]].agency.code) for place in (0, -1))
    assert standing_sentence(found[best]).startswith(f"อันดับ 1 จาก {len(RESULTS.counted)} หน่วยงาน หนึ่งในสี่แรก")
    assert "หนึ่งในสี่สุดท้าย" in standing_sentence(found[last])
    tied = next(item for item in found.values() if item.among_all and item.among_all.tied > 1)
    assert tied.among_all
    assert f"(ร่วมกัน {tied.among_all.tied})" in standing_sentence(tied)


def test_a_single_form_has_the_mean_of_the_country_alone(tmp_path: Path) -> None:
    alone = standing_alone(FRAMEWORK, NATIONAL)
    sheet = written(tmp_path / "a.xlsx", analysis_of(tmp_path), alone)[STANDING]
    assert [cell.value for cell in sheet[4]] == ["รายการ", "คะแนน", "ค่าเฉลี่ย\nประเทศ", "ต่างจาก\nประเทศ"]
    assert sheet["A3"].value == "คะแนนของหน่วยงานเทียบกับค่าเฉลี่ยประเทศ ปี 2568"
    rows = {row[0]: row[1:] for row in sheet.iter_rows(5, values_only=True)}
    assert rows["คะแนนรวม"][1] == 91.2
    assert rows["EIT"][1:3] == ("–", "–")


def test_without_a_mean_and_a_round_there_is_no_sheet(tmp_path: Path) -> None:
    assert standing_alone(FRAMEWORK, replace(NATIONAL, year=2567)) is None
    assert STANDING not in written(tmp_path / "a.xlsx", analysis_of(tmp_path), None).sheetnames


@pytest.mark.parametrize("case", ["of a round", "without a kind", "alone", "incomplete"])
def test_every_formula_agrees_with_its_value(office: Office, tmp_path: Path, case: str) -> None:
    found = standings(RESULTS)
    standing = standing_alone(FRAMEWORK, NATIONAL)
    if case != "alone":
        standing = next(item for item in found.values() if (item.in_kind is None) == (case == "without a kind"))
    first = next(iter(full_scores(FRAMEWORK)))
    analysis = analysis_of(tmp_path, leave_out=(first,) if case == "incomplete" else ())
    path = tmp_path / "a.xlsx"
    written(path, analysis, standing, "thai" if case == "of a round" else "arabic")
    emptied, computed = tmp_path / "empty.xlsx", tmp_path / "new.xlsx"
    empty_cached_values(path, emptied)
    office.recalculate(emptied, computed)
    assert differences(cached_values(path), cached_values(computed)) == []
