"""Check that each figure of a province leads to the file and the cell that hold its scores, whatever came how."""

from __future__ import annotations

import csv
import random
import sqlite3
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.layout.province_layout import INDICATORS, MEAN_ROW, OVERVIEW, ProvinceLayout
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.model.trace.find_figure import find_figure, name_of_words
from ita_xlsx.model.trace.trail import TraceKind, TraceRow, trace_rows
from ita_xlsx.scoring import node_scores
from tests.support.program import run
from tests.support.traced_round import (
    CORRECTED_TO,
    FRAMEWORK,
    FREE_PHONE,
    MAIL,
    NAMES,
    PERSONS,
    PHONE,
    REASON,
    Files,
    make_traced_round,
)


class Traced:
    """The round as it was read, and its files as openpyxl reads them."""

    def __init__(self, folder: Path) -> None:
        """Make the round, and write its workbook and its tables."""
        make_traced_round(folder)
        self.folder = folder
        context = load_context(str(folder / "round.toml"))
        self.province: RoundState = load_round(["inbox"], context).province
        self.files = Files(folder / "inbox")
        self.rows = tuple(trace_rows(self.province))
        assert run("consolidate", "-q", "-o", "all.xlsx", "--export", "tables") in (0, 1)

    @cache  # noqa: B019
    def table(self, name: str) -> list[dict[str, str]]:
        with (self.folder / f"tables/{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Traced:
    folder = tmp_path_factory.mktemp("traced")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ITA_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.chdir(folder)
        return Traced(folder)


def stated(traced: Traced, row: TraceRow) -> Fraction:
    """The score that openpyxl finds in the cell of a row; of a correction that in decisions.xlsx."""
    value: Any
    if row.kind is TraceKind.CORRECTION:
        assert row.correction is not None
        book = openpyxl.load_workbook(traced.folder / Path(row.correction.book).name, data_only=True)
        sheet = book[row.correction.sheet]
        numbers = [cell.value for cell in sheet[sheet[row.correction.cell].row]]
        assert row.agency.code in numbers
        assert row.subject in numbers
        return Fraction(str(numbers[4]))
    value = traced.files.cell(row.digest, row.sheet, row.cell)
    return Fraction(str(value))


def test_each_agency_came_in_its_own_way(traced: Traced) -> None:
    assert {member.agency.code for member in traced.province.counted} == set(NAMES)


def test_every_cell_holds_the_score(traced: Traced) -> None:
    rows = [row for row in traced.rows if row.kind is not TraceKind.COMPUTED]
    assert {row.agency.code for row in rows} == set(NAMES)
    assert [(row.agency.code, row.subject, row.place) for row in rows if stated(traced, row) != row.value] == []


def test_every_computed_score_comes_from_the_rows_below(traced: Traced) -> None:
    by_key = {(row.agency.code, row.year, row.subject): row for row in traced.rows}
    computed = [row for row in traced.rows if row.kind is TraceKind.COMPUTED]
    assert computed
    for row in computed:
        below = {subject: by_key[row.agency.code, row.year, subject] for subject in row.below}
        leaves = {key: item.value for key, item in below.items() if not FRAMEWORK.nodes[key].children}
        figures = {key: item.value for key, item in below.items() if FRAMEWORK.nodes[key].children}
        assert node_scores(FRAMEWORK, leaves, figures)[row.subject].value == row.value, row.subject


def test_rows_inserted_and_sheets_renamed_lead_to_the_true_cell(traced: Traced) -> None:
    rows = {row.subject: row for row in traced.rows if row.agency.code == "P01" and row.year == FRAMEWORK.year}
    assert rows["e1 public"].sheet == "แบบ EIT ของเรา"
    assert [row.year for row in traced.rows if row.agency.code == "P01" and row.subject == "i1"] == [2568, 2567]


def test_the_halves_of_a_form_keep_their_files(traced: Traced) -> None:
    rows = [row for row in traced.rows if row.agency.code == "P03" and row.kind is TraceKind.ANSWER]
    assert [Path(row.file).name for row in (rows[0], rows[-1])] == ["a.xlsx", "b.xlsx"]
    assert {item.text for row in rows for item in row.choices} == {"decisions.xlsx เลือกไฟล์!A4"}


def test_a_correction_leads_to_its_row_of_decisions(traced: Traced) -> None:
    (row,) = [row for row in traced.rows if row.kind is TraceKind.CORRECTION]
    assert (row.agency.code, row.subject, row.value) == ("P04", "i1", CORRECTED_TO)
    assert row.correction is not None
    assert row.correction.text == "decisions.xlsx แก้ไข!A4"
    former = traced.files.cell(row.digest, row.sheet, row.cell)
    assert Fraction(str(former)) != CORRECTED_TO
    (told,) = traced.table("corrections")
    assert (told["applied"], told["cell"], told["becomes"], told["was"]) == ("true", row.cell, "90", str(former))


def test_a_form_in_a_mail_says_what_holds_it(traced: Traced) -> None:
    (arrival,) = [row for row in traced.table("arrivals") if row["agency"] == "P05"]
    assert arrival["container"].replace("\\", "/") == "inbox/mail.eml › forms.zip"
    assert (arrival["counts"], arrival["received_from"], arrival["basis"]) == ("true", "mail", "only_file")


def test_every_file_is_told_once_with_what_became_of_it(traced: Traced) -> None:
    rows = traced.table("arrivals")
    assert sorted(row["digest"] for row in rows) == sorted(traced.files)
    states = [(row["agency"], row["state"]) for row in rows]
    assert [item for item in states if item[0] in ("P03", "P06")] == [
        ("P03", "part"), ("P03", "part"), ("P06", "counts"), ("P06", "not_chosen"),
    ]  # fmt: skip


def recomputed(traced: Traced, subject: str) -> Decimal:
    """The average of a subject over all agencies, from cells that openpyxl reads and nothing else."""
    scores = []
    for member in traced.province.counted:
        figure = find_figure(traced.province, name_of_words(traced.province, (subject, member.agency.code)))
        rows = figure.below or figure.rows
        values = {item.subject: stated(traced, item) for item in rows}
        leaves = {key: value for key, value in values.items() if not FRAMEWORK.nodes[key].children}
        figures = {key: value for key, value in values.items() if FRAMEWORK.nodes[key].children}
        score = node_scores(FRAMEWORK, leaves, figures)[subject].value
        scores += [] if score is None else [score]
    return two_decimals(sum(scores, Fraction(0)) / len(scores))


def governors_figures(traced: Traced) -> Mapping[str, Decimal]:
    """The averages that the governor's page shows, by subject: those of the matrix that the page reads."""
    book = openpyxl.load_workbook(traced.folder / "all.xlsx", data_only=True)
    layout = ProvinceLayout(FRAMEWORK)
    table = layout.indicators(len(traced.province.counted))
    row = book[INDICATORS][MEAN_ROW + 1]
    figures = {subject: row[table.col(subject)].value for subject in layout.subjects}
    shown = [cell.value for line in book[OVERVIEW].iter_rows() for cell in line if isinstance(cell.value, (int, float))]
    averages = {key: round(Decimal(str(value)), 2) for key, value in figures.items() if isinstance(value, (int, float))}
    return {key: value for key, value in averages.items() if any(abs(float(value) - item) < 0.005 for item in shown)}


def test_ten_figures_of_the_governors_page_lead_to_their_cells(traced: Traced) -> None:
    figures = governors_figures(traced)
    assert len(figures) >= 10
    for subject in random.Random(20).sample(sorted(figures), 10):
        assert recomputed(traced, subject) == figures[subject], subject


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_any_figure_of_the_governors_page_leads_to_its_cells(traced: Traced, data: st.DataObject) -> None:
    results = ProvinceResults(traced.province)
    subject = data.draw(st.sampled_from(ProvinceLayout(FRAMEWORK).subjects))
    present = [value for value in results.column(subject) if value is not None]
    assert recomputed(traced, subject) == two_decimals(sum(present, Fraction(0)) / len(present))


def test_the_sheet_and_the_table_tell_the_same(traced: Traced) -> None:
    sheet = openpyxl.load_workbook(traced.folder / "all.xlsx", data_only=True)["ร่องรอย"]
    on_sheet = {
        (row[1], row[3], row[6]) for row in sheet.iter_rows(min_row=5, values_only=True) if row[5] != "คำนวณจากช่อง"
    }
    now = [row for row in traced.rows if row.kind is not TraceKind.COMPUTED and row.year == FRAMEWORK.year]
    assert {(row.agency.code, str(row.year), row.place) for row in now} <= on_sheet
    table = [(row["agency"], row["score_year"], row["subject"], row["cell"]) for row in traced.table("trace")]
    assert table == [(row.agency.code, str(row.year), row.subject, row.cell) for row in traced.rows]


def test_no_person_stands_in_the_export(traced: Traced) -> None:
    exported = b"".join(path.read_bytes() for path in (traced.folder / "tables").iterdir())
    hidden = (*PERSONS, PHONE, FREE_PHONE, MAIL, REASON)
    assert [text for text in hidden if text.encode() in exported] == []
    assert "โทร •••.xlsx".encode() in exported
    assert b'"personalData": false' in exported
    assert traced.table("contacts") == []


def test_contacts_stand_in_the_export_that_asks_for_them(traced: Traced, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(traced.folder)
    arguments = ("-q", "-o", "again.xlsx", "--export", "with", "--with-contacts")
    assert run("consolidate", *arguments) in (0, 1)
    exported = b"".join(path.read_bytes() for path in (traced.folder / "with").iterdir())
    assert [text for text in (*PERSONS, PHONE, FREE_PHONE, MAIL, REASON) if text.encode() not in exported] == []
    assert b'"personalData": true' in exported
    assert run("consolidate", "-q", "-o", "again.xlsx", "--export", "with", "--force") in (0, 1)
    with sqlite3.connect(traced.folder / "with/ita.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM contacts").fetchone() == (0,)


def test_contacts_need_a_folder() -> None:
    assert run("consolidate", "-o", "x.xlsx", "--with-contacts") == 2
