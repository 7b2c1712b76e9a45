"""Check the plan of a province of 290 agencies: it answers every shared weak point, and its workbook reads back."""

from __future__ import annotations

from pathlib import Path

import pytest

from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.province_plan import load_plan
from ita_xlsx.cycle.runs.consolidate_round import consolidate_round
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.output.province.plan import write_province_plan
from tests.conftest import EDITION
from tests.support.large_round import COUNTED, make_large_round


@pytest.mark.slow
def test_each_weak_point_that_three_of_290_share_reaches_its_agencies(tmp_path: Path) -> None:
    large = make_large_round(tmp_path / "large")
    context = load_context(str(large.folder / "round.toml"))
    loaded = load_round((str(large.folder / "inbox"),), context, cached=False)
    run = consolidate_round(loaded, context, loaded.province.framework)
    assert len(run.province_results.counted) == COUNTED
    assert run.plan is not None
    weak: dict[str, set[str]] = {}
    for item in run.province_results.counted:
        for subject, _ in item.summary.weak:
            weak.setdefault(subject, set()).add(item.agency.code)
    shared = {subject: codes for subject, codes in weak.items() if len(codes) >= 3}
    assert shared
    path = tmp_path / "plan.xlsx"
    path.write_bytes(write_province_plan(run.plan, loaded.province, EDITION))
    plan = load_plan(context, str(path)).plan
    reached: dict[str, set[str]] = {}
    for agency in large.agencies:
        for measure in plan.of(agency).measures:
            for target in measure.targets:
                reached.setdefault(target, set()).add(agency.code)
    assert {subject for subject, codes in shared.items() if not codes <= reached.get(subject, set())} == set()
