"""Check that an export writes the files of its formats, no others, and overwrites none of them."""

from __future__ import annotations

import csv
import json
from fractions import Fraction
from pathlib import Path

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cli import main
from ita_xlsx.cycle.consolidate import check_export, export_round
from ita_xlsx.cycle.exports.format_names import FORMAT_NAMES
from ita_xlsx.cycle.exports.formats import EXPORT_FORMATS
from ita_xlsx.cycle.files import Target
from ita_xlsx.errors import InputError, OutputError
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.layout.decisions_layout import CORRECTIONS_SHEET
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.output.decisions import write_decisions
from ita_xlsx.store.datapackage import NAME
from tests.conftest import AGENCY, ISSUED, full_scores, submission_of, write_form
from tests.support.mails import mail
from tests.support.program import run
from tests.support.provinces import province_of

CHOICES = [(), *((key,) for key in EXPORT_FORMATS)]


@pytest.fixture(scope="module")
def province() -> RoundState:
    return province_of(load_framework(2568).year, 3)


def names_of(formats: tuple[str, ...]) -> set[str]:
    return {name for key, item in EXPORT_FORMATS.items() if not formats or key in formats for name in item.files}


@pytest.mark.parametrize("formats", CHOICES)
def test_an_export_writes_and_describes_the_files_of_its_formats(
    formats: tuple[str, ...], province: RoundState, tmp_path: Path
) -> None:
    made = export_round(province, Target(path=tmp_path), ISSUED, formats)
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in made} == {*names_of(formats), NAME}
    package = json.loads((tmp_path / NAME).read_text(encoding="utf-8"))
    assert {resource["path"] for resource in package["resources"]} == names_of(formats)


def test_no_table_holds_senders_telephones_or_who_told_a_correction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    people = ("clerk@trat.go.th", "สมหญิง", "081-111-2222", "นายผู้แจ้ง", "นายผู้บันทึก", "นางผู้ประสาน")
    address, sender, phone, informant, officer, contact = people
    framework = load_framework(2568)
    Path("round.toml").write_text('framework = 2568\nprovince = "ตราด"\nroster = "roster.csv"\n', "utf-8")
    row = f"{AGENCY.code},{AGENCY.name},{contact},{phone},{address}"
    Path("roster.csv").write_text(f"code,name,contact,phone,email\n{row}\nP08,อีกแห่ง,,,other@trat.go.th\n", "utf-8")
    form = write_form(tmp_path / "form.xlsx", framework, submission_of(framework, full_scores(framework)))
    Path("inbox").mkdir()
    sent_by = f"{sender} <{address}>"
    Path("inbox/a.eml").write_bytes(mail([("form.xlsx", form.read_bytes())], sender=sent_by))
    Path("inbox/b.eml").write_bytes(mail([("scan.pdf", b"%PDF-1.4")], sender=f"{sender} <other@trat.go.th>"))
    was = Fraction(full_scores(framework)["i1"])
    correction: dict[str, str | Fraction] = {
        "code": AGENCY.code, "subject": "i1", "was": was, "becomes": Fraction(90), "informant": informant,
        "by": officer, "reason": "โทรแจ้ง",
    }  # fmt: skip
    book = write_decisions({CORRECTIONS_SHEET.name: [correction]}, framework, "ตราด", Edition(issued=ISSUED))
    Path("decisions.xlsx").write_bytes(book)
    assert run("consolidate", "-q", "--export", "tables", "-o", "all.xlsx") in (0, 1)
    exported = b"".join(path.read_bytes() for path in Path("tables").iterdir())
    assert AGENCY.name.encode() in exported
    assert [name for name in people if name.encode() in exported] == []
    with Path("tables/scores.csv").open(encoding="utf-8-sig", newline="") as stream:
        marked = {row["subject"]: row["score"] for row in csv.DictReader(stream) if row["corrected"] == "true"}
    assert marked["i1"] == "90"
    assert "overall" in marked


def test_the_command_offers_every_format() -> None:
    assert {key: item.label for key, item in EXPORT_FORMATS.items()} == FORMAT_NAMES


@pytest.mark.parametrize("key", EXPORT_FORMATS)
def test_a_file_that_exists_is_kept_or_added_to(key: str, province: RoundState, tmp_path: Path) -> None:
    item = EXPORT_FORMATS[key]
    (tmp_path / item.files[-1]).write_bytes(b"mine")
    with pytest.raises((InputError, OutputError)):
        check_export(Target(path=tmp_path), (key,))
    for other in EXPORT_FORMATS.keys() - {key}:
        check_export(Target(path=tmp_path), (other,))
    assert (tmp_path / item.files[-1]).read_bytes() == b"mine"


def test_the_command_offers_the_formats_only_with_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (("--export-format", "csv"), ("--export", "tables", "--export-format", "paper")):
        with pytest.raises(SystemExit) as ended:
            main(["consolidate", "returned", "-o", "out.xlsx", *arguments])
        assert ended.value.code == 2
        assert "--export" in capsys.readouterr().err
