import tomllib

import pytest

from ita_xlsx.model.text.toml_faults import find_toml_fault


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ('province = "ลำปาง"\nframework = \n', 2, "ขาดค่า"),
        ('province = "ลำปาง\nframework = 2568', 1, "ปิดท้ายค่า"),
        ('[contact\nname = "ก"', 1, "วงเล็บปิด"),
        ("framework = 2568\ndeadline = 30/9/2569", 2, "ครอบค่า"),
        ("\nframework 2568", 2, "เครื่องหมาย ="),
        ('framework = 2568\nroster = "r.csv"\nframework = 2569', 3, "มีอยู่แล้ว"),
        ('roster = "C:\\Users\\r.csv"', 1, "ใช้ /"),
        ("province = สมุทรปราการ", 1, "ครอบค่า"),
        ("province = “ลำปาง”", 1, "คำพูดตรง"),
        ("threshold = 85,5", 1, "ครอบค่า"),
        ("province = 'ลำปาง", 1, "ปิดท้ายค่า"),
    ],
)
def test_the_line_and_what_is_missing_in_it_are_named(text: str, line: int, hint: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as error:
        tomllib.loads(text)
    fault = find_toml_fault(text, str(error.value))
    assert (fault.line, fault.text) == (line, text.splitlines()[line - 1].strip())
    assert hint in fault.hint[0]
