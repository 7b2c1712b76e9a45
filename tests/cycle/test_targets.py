"""Files that a command may write, and those it must not."""

from pathlib import Path

import pytest

from ita_xlsx.cycle.files import Target
from ita_xlsx.errors import ItaError, OutputError


def test_a_file_that_exists_is_kept_without_force(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    Target(path=path).put(b"first")
    with pytest.raises(OutputError) as refused:
        Target(path=path).put(b"second")
    assert (refused.value.code, path.read_bytes()) == ("C701", b"first")
    Target(path=path, force=True).put(b"second")
    assert path.read_bytes() == b"second"


@pytest.mark.parametrize("kind", ["itself", "hard link", "symbolic link"])
def test_an_input_is_never_overwritten(kind: str, tmp_path: Path) -> None:
    source, path = tmp_path / "returned.xlsx", tmp_path / "made.xlsx"
    source.write_bytes(b"returned")
    if kind == "itself":
        path = source
    elif kind == "hard link":
        path.hardlink_to(source)
    else:
        path.symlink_to(source)
    target = Target(path=path, force=True).protect((tmp_path / "gone.xlsx", source))
    for write in (target.check_free, lambda: target.put(b"made"), lambda: target.put_workbook(b"made")):
        with pytest.raises(OutputError) as refused:
            write()
        assert refused.value.code == "C705"
    assert source.read_bytes() == path.read_bytes() == b"returned"


def test_the_files_of_a_folder_keep_its_rules(tmp_path: Path) -> None:
    source = tmp_path / "made" / "x.txt"
    folder = Target(path=tmp_path / "made", force=True, inputs=(source,))
    folder.file("y.txt").put(b"y")
    source.write_bytes(b"x")
    with pytest.raises(OutputError):
        folder.file("x.txt").check_free()
    assert folder.file("x.txt") == folder.at(source)
    assert folder.protect((source,)) == folder


def test_bytes_that_are_no_workbook_are_not_put_in_place(tmp_path: Path) -> None:
    with pytest.raises(ItaError) as refused:
        Target(path=tmp_path / "x.xlsx").put_workbook(b"half a workbook")
    assert refused.value.code == "C709"
    assert list(tmp_path.iterdir()) == []
