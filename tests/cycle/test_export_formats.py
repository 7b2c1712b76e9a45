"""Check that an export writes the files of its formats, no others, and overwrites none of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cli import main
from ita_xlsx.cycle.consolidate import check_export, export_round
from ita_xlsx.cycle.exports.formats import EXPORT_FORMATS
from ita_xlsx.cycle.files import Target
from ita_xlsx.errors import InputError, OutputError
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.store.datapackage import NAME
from tests.conftest import ISSUED
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
