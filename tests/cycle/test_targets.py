"""Files that a command may write, and those it must not."""

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from ita_xlsx import temporary
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.cycle.templates import write_templates
from ita_xlsx.errors import ItaError, OutputError
from ita_xlsx.output import safe_write
from tests.conftest import EDITION


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


def _loses_bytes(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let the disk lose the last byte of the file that is written as the so many'th."""
    written = [0]

    def write_beside(folder: Path, data: bytes) -> Path:
        written[0] += 1
        return temporary.write_beside(folder, data[: -(written[0] == number) or None])

    monkeypatch.setattr(safe_write, "write_beside", write_beside)


def test_a_copy_that_is_not_read_back_is_not_put_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Target(path=tmp_path / "y.xlsx").put_copy(b"a form")
    assert (tmp_path / "y.xlsx").read_bytes() == b"a form"
    _loses_bytes(monkeypatch, 1)
    with pytest.raises(ItaError) as refused:
        Target(path=tmp_path / "x.xlsx").put_copy(b"a form")
    assert refused.value.code == "C709"
    assert [path.name for path in tmp_path.iterdir()] == ["y.xlsx"]


@pytest.mark.parametrize("lost", [0, 1, 3])
def test_of_forms_that_differ_in_the_name_alone_one_is_checked_as_a_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: int
) -> None:
    """The others have to be read back as they were made: one that lost a byte is found and stops the run."""
    roster = tmp_path / "roster.csv"
    roster.write_text("code,name\n" + "\n".join(f"P{n},หน่วยงานที่ {n}" for n in range(1, 5)), encoding="utf-8")
    context, forms = load_context(None, "2568", str(roster)), tmp_path / "forms"
    assert context.roster is not None
    whole: list[bytes] = []
    put = Target.put_workbook

    def put_workbook(self: Target, data: bytes) -> None:
        whole.append(data)
        put(self, data)

    monkeypatch.setattr(Target, "put_workbook", put_workbook)
    _loses_bytes(monkeypatch, lost)
    stopped: Any = pytest.raises(OutputError, match="could not be read back") if lost else nullcontext()
    with stopped:
        write_templates(context, context.roster, Target(path=forms), EDITION)
    assert len(whole) == 1
    assert (
        sorted(path.name.split()[1] for path in forms.iterdir()) == ["P1", "P2", "P3", "P4"][: lost - 1 if lost else 4]
    )
