"""Settings are changed in their own lines; everything else of the file stays."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from ita_xlsx.cycle.settings.edit_round_file import TypedSettings, edit_round_file
from ita_xlsx.errors import InputError
from ita_xlsx.model.round_settings import Contact

OWN = """\
# my own remark
framework = 2568
province = "ตราด"
threshold = 85.5   # agreed in June

# deadline = "30/9/2568"
# a remark below

[rules.fell]
limit = 2

[contact]
name = 'สมชาย'
email = "a@example.go.th"
# the end
"""
AS_IT_IS = TypedSettings(threshold="85.5", contact=Contact("สมชาย", "", "a@example.go.th"))


def edited(tmp_path: Path, text: str | bytes, typed: TypedSettings) -> str:
    path = tmp_path / "round.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    edit_round_file(path, typed)
    return path.read_bytes().decode()


def typed(**changes: str) -> TypedSettings:
    contact = {key: changes.get(key, getattr(AS_IT_IS.contact, key)) for key in ("name", "phone", "email")}
    return TypedSettings(
        deadline=changes.get("deadline", ""),
        threshold=changes.get("threshold", "85.5"),
        measures=changes.get("measures", ""),
        contact=Contact(**contact),
    )


@pytest.mark.parametrize(
    ("changes", "old", "new"),
    [
        ({}, "", ""),
        ({"threshold": "85.50"}, "", ""),
        ({"threshold": "90"}, "threshold = 85.5   # agreed", "threshold = 90   # agreed"),
        ({"threshold": ""}, "threshold = 85.5   # agreed in June\n", "# agreed in June\n"),
        ({"deadline": "15/9/2568"}, '"30/9/2568"\n', '"30/9/2568"\ndeadline = "15/9/2568"\n'),
        ({"measures": "measures.csv"}, "# my own remark", 'measures = "measures.csv"\n# my own remark'),
        ({"name": 'ก "ข"'}, "name = 'สมชาย'", 'name = "ก \\"ข\\""'),
        ({"phone": "02 1234"}, "name = 'สมชาย'", "phone = \"02 1234\"\nname = 'สมชาย'"),
        ({"email": ""}, '"a@example.go.th"', '""'),
    ],
)
def test_only_the_line_of_the_setting_changes(tmp_path: Path, changes: dict[str, str], old: str, new: str) -> None:
    assert edited(tmp_path, OWN, typed(**changes)) == OWN.replace(old, new, 1)


def test_a_mark_and_the_ends_of_lines_of_windows_stay(tmp_path: Path) -> None:
    windows = b"\xef\xbb\xbf" + OWN.replace("\n", "\r\n").encode()
    expected = windows.decode().replace("threshold = 85.5", "threshold = 90")
    assert edited(tmp_path, windows, typed(threshold="90")) == expected


def test_a_file_without_a_table_of_the_contact_gets_one(tmp_path: Path) -> None:
    text = edited(tmp_path, "framework = 2568", TypedSettings(contact=Contact("สมชาย")))
    assert text == 'framework = 2568\n\n[contact]\nname = "สมชาย"\n'


def test_the_new_settings_are_returned(tmp_path: Path) -> None:
    path = tmp_path / "round.toml"
    path.write_text(OWN, encoding="utf-8")
    settings = edit_round_file(path, typed(deadline="15 กันยายน 2568", threshold="90", phone="02"))
    assert (settings.deadline, settings.threshold) == (date(2025, 9, 15), Fraction(90))
    assert settings.contact == Contact("สมชาย", "02", "a@example.go.th")


@pytest.mark.parametrize("changes", [{"deadline": "31/2/2568"}, {"threshold": "101"}, {"threshold": "1 2"}])
def test_a_value_that_cannot_be_used_changes_nothing(tmp_path: Path, changes: dict[str, str]) -> None:
    with pytest.raises(InputError, match=next(iter(changes))):
        edited(tmp_path, OWN, typed(**{"phone": "02", **changes}))
    assert (tmp_path / "round.toml").read_text(encoding="utf-8") == OWN


@pytest.mark.parametrize(
    "text",
    [
        OWN.replace("[contact]\nname = 'สมชาย'\nemail", "[contact]\nname = '''\nสมชาย'''\nemail"),
        'contact = {name = "สมชาย", email = "a@example.go.th"}\nthreshold = 85.5\n',
    ],
)
def test_a_setting_on_several_lines_is_left_to_an_editor(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match=r"one line of round\.toml"):
        edited(tmp_path, text, typed(name="สมหญิง"))
    assert (tmp_path / "round.toml").read_text(encoding="utf-8") == text
    assert edited(tmp_path, text, AS_IT_IS) == text


def test_a_line_inside_another_text_is_no_setting(tmp_path: Path) -> None:
    text = 'province = """\ndeadline = 1\n"""\n'
    with pytest.raises(InputError, match=r"one line of round\.toml"):
        edited(tmp_path, text, TypedSettings(deadline="15/9/2568"))
    assert (tmp_path / "round.toml").read_text(encoding="utf-8") == text


def test_the_settings_of_documents_stay_as_they_are(tmp_path: Path) -> None:
    tables = '[report]\nstrength = 90\n[letter]\nphone = "1"  # x\n\n'
    text = edited(tmp_path, OWN.replace("[contact]", f"{tables}[contact]"), typed(phone="2", threshold="90"))
    assert tables in text
    assert text.replace(tables, "") == edited(tmp_path, OWN, typed(phone="2", threshold="90"))
