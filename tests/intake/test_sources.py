"""Check which files a path, a folder, a zip and a glob name."""

from __future__ import annotations

import zipfile
from pathlib import Path

from ita_xlsx.intake.sources import find_workbooks
from ita_xlsx.model.framework import Framework
from tests.conftest import write_form


def test_paths_are_files_folders_zips_and_globs(framework: Framework, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "sub"
    folder.mkdir(parents=True)
    form = write_form(folder / "a.xlsx", framework)
    (folder / "~$a.xlsx").write_bytes(b"lock")
    (folder / "notes.txt").write_text("x")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(form, "x/b.xlsx")
        archive.writestr("__MACOSX/x/._b.xlsx", b"")
    paths = [
        str(tmp_path / "in"),
        str(form),
        str(folder / "*.xlsx"),
        str(tmp_path / "all.zip"),
        str(tmp_path / "no"),
    ]
    sources, findings = find_workbooks(paths)
    assert [(source.path.name, source.member) for source in sources] == [
        ("a.xlsx", ""),
        ("all.zip", "x/b.xlsx"),
    ]
    assert [finding.code for finding in findings] == ["F106", "F118", "F118", "F106", "F101"]
    assert sources[0].read() == sources[1].read() == form.read_bytes()


def test_a_folder_without_workbooks_is_an_error(tmp_path: Path) -> None:
    assert [finding.code for finding in find_workbooks([str(tmp_path)])[1]] == ["F107"]


def test_what_cannot_be_a_return_is_named_and_what_could_is_read(tmp_path: Path) -> None:
    for name in ("a.xls", "b.csv", "c.pdf"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "broken.xlsx").symlink_to(tmp_path / "nowhere.xlsx")
    sources, findings = find_workbooks([str(tmp_path), str(tmp_path / "broken.xlsx"), str(tmp_path / "*n.xlsx")])
    assert [source.path.name for source in sources] == ["a.xls", "b.csv"]
    assert [finding.code for finding in findings] == ["F101", "F106", "F101", "F101"]
