"""Check a round of measures: a plan goes out in forms, 31 agencies fill them in, and all that comes back is counted."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.province_plan import plan_text
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.links import LinkResult, Verdict
from ita_xlsx.model.text import words
from ita_xlsx.store.link_results import links_text
from tests.conftest import ISSUED
from tests.libreoffice.office import Office
from tests.support.filled_measures import YEAR, agencies_of, plan_of
from tests.support.program import printed, run

FRAMEWORK = load_framework(YEAR)
TABLE = AgencyLayout(FRAMEWORK).measures
KEYS = {"แล้วเสร็จ": "done", "กำลังดำเนินการ": "doing", "ยังไม่ดำเนินการ": "not_yet", "ไม่มีภารกิจ": "no_duty", "": "unsaid"}
# The two plans' periods that are over on the first of June 2568.
OVER = ("ไตรมาส 2", "ภายใน ๓๑ มีนาคม ๒๕๖๘")
DEAD = "https://office.example.go.th/gone"
Said = dict[tuple[str, str], tuple[str, str]]


def fill(source: Path, target: Path, chance: random.Random, office: Office | None) -> dict[str, tuple[str, str]]:
    """Fill in status, address and note of every step; gives what was typed by the id of the step."""
    book = openpyxl.load_workbook(source)
    sheet, typed = book[TABLE.sheet], {}
    entries: list[tuple[str, str, str]] = []
    for row in range(TABLE.first_row + 1, sheet.max_row + 1):
        known = str(sheet.cell(row, 1).value or "")
        if not known or known.startswith("own-"):
            continue
        status = chance.choice((*words.STEP_STATUSES, words.STEP_STATUSES[2], ""))
        url = chance.choice(("", f"https://office.example.go.th/{known}", DEAD, "ไม่มีเอกสารในเว็บไซต์"))
        typed[known] = status, url
        for key, text in (("status", status), ("url", url), ("note", "มีคำสั่งแล้ว")):
            entries.append((TABLE.sheet, Place("", row - 1, TABLE.col(key)).a1, text))
    entries = [entry for entry in entries if entry[2]]
    if office is not None:
        office.type_into(source, target, entries)
        return typed
    for name, cell, text in entries:
        book[name][cell] = text
    book.save(target)
    return typed


@pytest.fixture(scope="module")
def round_of_31(tmp_path_factory: pytest.TempPathFactory, office: Office) -> tuple[Path, Said, dict[str, str]]:
    """The folder, what was typed by agency and step, and the period of every step; the ninth agency sends nothing."""
    folder, chance = tmp_path_factory.mktemp("measures"), random.Random(7)
    agencies = agencies_of(31)
    plan = plan_of(FRAMEWORK, [item.code for item in agencies[::4]])
    lines = ["code,name,province", *(f"{item.code},{item.name},{item.province}" for item in agencies)]
    (folder / "roster.csv").write_text("\n".join(lines), encoding="utf-8")
    (folder / "plan.csv").write_bytes(plan_text(plan))
    settings = f'framework = {YEAR}\nroster = "roster.csv"\nmeasures = "plan.csv"\n'
    (folder / "round.toml").write_text(settings, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ITA_CACHE", str(folder / "cache"))
        assert run("template", "--round", folder / "round.toml", "-o", folder / "forms", "-q") == 0
    (folder / "returned").mkdir()
    said: Said = {}
    for number, form in enumerate(sorted((folder / "forms").iterdir())):
        if number == 8:
            continue
        typed = fill(form, folder / "returned" / form.name, chance, office if number < 2 else None)
        said |= {(agencies[number].code, known): answer for known, answer in typed.items()}
    results = {DEAD: LinkResult(url=DEAD, verdict=Verdict.BROKEN, rule="L421", detail="404", checked=ISSUED)}
    (folder / "links.csv").write_bytes(links_text(results))
    return folder, said, {step.id: item.period for item in plan.measures for step in item.steps}


def tracked(round_of_31: tuple[Path, Said, dict[str, str]], *more: object) -> tuple[object, ...]:
    folder = round_of_31[0]
    return ("track", folder / "returned", "--round", folder / "round.toml", "--as-of", "1/6/2568", *more)


def test_every_step_comes_back_under_its_id_with_what_was_typed(
    round_of_31: tuple[Path, Said, dict[str, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, said, periods = round_of_31
    arguments = tracked(round_of_31, "-o", tmp_path / "track.xlsx", "--format", "json", "--issued", ISSUED.isoformat())
    code, document = printed(capsys, *arguments)
    assert code == 1
    assert [item["code"] for item in document["findings"] if item["severity"] == "error"] == ["N103"]
    steps: list[dict[str, Any]] = document["results"]
    assert len(steps) == len(said) > 1000
    for step in steps:
        status, url = said[step["agency"], step["id"]]
        is_over = periods[step["id"]] in OVER and KEYS[status] not in ("done", "no_duty")
        is_address = url.startswith("https://")
        assert (step["status"], step["overdue"]) == (KEYS[status], is_over)
        assert (step["url"], step["verdict"]) == (
            url if is_address else None,
            "broken" if url == DEAD else None,
        )
        assert step["origin"] == "plan"


def test_the_totals_of_the_workbook_are_those_that_were_typed(
    round_of_31: tuple[Path, Said, dict[str, str]], tmp_path: Path
) -> None:
    _, said, _ = round_of_31
    assert run(*tracked(round_of_31, "-o", tmp_path / "track.xlsx", "-q")) == 1
    book = openpyxl.load_workbook(tmp_path / "track.xlsx", data_only=True)
    rows = [[cell.value for cell in row] for row in book["รายหน่วยงาน"].iter_rows()]
    head = next([str(text or "").replace("\n", "") for text in row] for row in rows if "รหัส" in row)
    shown = {row[head.index("รหัส")]: dict(zip(head, row, strict=True)) for row in rows if row[head.index("รหัส")]}
    for agency in {agency for agency, _ in said}:
        counts = Counter(KEYS[status] for (code, _), (status, _) in said.items() if code == agency)
        line = shown[agency]
        assert [line["แล้วเสร็จ"], line["กำลังดำเนินการ"], line["ไม่มีภารกิจ"]] == [
            counts["done"], counts["doing"], counts["no_duty"],
        ]  # fmt: skip


def test_what_is_known_of_an_address_is_printed_beside_it(
    round_of_31: tuple[Path, Said, dict[str, str]], tmp_path: Path
) -> None:
    folder, said, _ = round_of_31
    assert run(*tracked(round_of_31, "-o", tmp_path / "track.xlsx", "-q")) == 1
    sheet = openpyxl.load_workbook(tmp_path / "track.xlsx")["ทุกขั้นตอน"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    dead = sum(url == DEAD for _, url in said.values())
    assert sum("20 พ.ย. 2569" in text for text in texts) >= dead > 100
    form = sorted((folder / "returned").iterdir())[3]
    target = tmp_path / "analysis.xlsx"
    assert run("analyze", form, "--round", folder / "round.toml", "-o", target, "-q") in (0, 1)
    tracking = openpyxl.load_workbook(target)["ติดตามมาตรการ"]
    words_of_form = [str(cell.value) for row in tracking.iter_rows() for cell in row if cell.value]
    assert any("ตรวจลิงก์ 20 พ.ย. 2569: เปิดไม่ได้" in text for text in words_of_form)
