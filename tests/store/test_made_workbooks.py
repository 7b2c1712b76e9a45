"""Check that a workbook is taken as it was made only if nothing that it is made from has changed."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import ita_xlsx
from ita_xlsx.catalogue import load_framework
from ita_xlsx.model.edition import Edition
from ita_xlsx.store import made_workbooks
from ita_xlsx.store.made_workbooks import FILE, MadeWorkbooks, key_of
from tests.store.samples import alter, province_of

FRAMEWORK = load_framework(2568)
EDITION = Edition(issued=date(2026, 9, 30))


def names_of(value: Any) -> list[str]:
    """The fields of a dataclass or a named tuple; none of any other value."""
    if is_dataclass(value) and not isinstance(value, type):
        return [item.name for item in fields(value) if item.init]
    return list(getattr(value, "_fields", ()))


def with_field(value: Any, name: str, other: object) -> Any:
    """The value with another one in a field; raise ValueError if its class refuses it."""
    return value._replace(**{name: other}) if hasattr(value, "_replace") else replace(value, **{name: other})


def changed(value: Any, seen: set[tuple[type, str]]) -> Iterator[tuple[str, Any]]:
    """The value with one thing in it changed: each field of each class once."""
    if names := names_of(value):
        for field in names:
            if (type(value), field) in seen:
                continue
            seen.add((type(value), field))
            for name, other in changed(getattr(value, field), seen):
                try:
                    altered = with_field(value, field, other)
                except ValueError:  # the class refuses what cannot be
                    continue
                yield f"{field} {name}".strip(), altered
    elif isinstance(value, tuple):
        for position, held in enumerate(value[:1]):
            for name, other in changed(held, seen):
                yield name, (*value[:position], other, *value[position + 1 :])
        if value and not isinstance(value[0], str):
            yield "", value[1:]
    elif isinstance(value, Enum):
        yield from (("", other) for other in list(type(value)) if other is not value)
    elif isinstance(value, bool):
        yield "", not value
    elif isinstance(value, int | Fraction):
        yield "", value + 1
    elif isinstance(value, str):
        yield "", f"{value}ก"
    elif isinstance(value, date):
        yield "", value + timedelta(1)


def test_whatever_a_workbook_is_made_from_changes_its_key() -> None:
    province = province_of(FRAMEWORK)
    keys = {"": key_of("c", (province, EDITION))}
    others = [("edition", (province, other)) for _, other in changed(EDITION, set())]
    others += [(name, (other, EDITION)) for name, other in changed(province, set())]
    for name, parts in others:
        key = key_of("c", parts)
        assert key not in keys.values(), name
        keys[f"{name} {len(keys)}"] = key
    assert len(keys) > 100
    told = {word for name in keys for word in name.split()}
    samples: tuple[Any, ...] = (province, province.members[0], province.members[0].summary)
    # A field without a value is like the others: all fields of a class are taken.
    assert {name for sample in samples for name in names_of(sample) if getattr(sample, name)} <= told


def test_equal_values_have_one_key_wherever_they_come_from() -> None:
    province = province_of(FRAMEWORK)
    parts = (province, EDITION, frozenset({"ก", "ข", "ค"}), {"a": 1})
    assert key_of("c", parts) == key_of("c", pickle.loads(pickle.dumps(parts)))
    assert key_of("c", parts) != key_of("d", parts)


def test_a_changed_program_makes_everything_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_of("c", ())
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "module.py").write_text("")
    monkeypatch.setattr(ita_xlsx, "__path__", [*ita_xlsx.__path__, str(tmp_path)])
    made_workbooks._program.cache_clear()
    try:
        added = key_of("c", ())
        (tmp_path / "deep" / "module.py").write_text("pass")
        made_workbooks._program.cache_clear()
        assert len({before, added, key_of("c", ())}) == 3
    finally:
        made_workbooks._program.cache_clear()


class Maker:
    """Makes a workbook, and counts how often."""

    def __init__(self, data: bytes = b"PK workbook") -> None:
        self.data, self.times = data, 0

    def __call__(self) -> bytes:
        self.times += 1
        return self.data


@pytest.mark.parametrize(
    ("between", "times"),
    [
        (lambda path: None, 1),
        (Path.unlink, 2),
        (lambda path: path.write_bytes(b"no database"), 2),
        (lambda path: path.write_bytes(path.read_bytes()[:5000]), 2),
        (lambda path: alter(path, "UPDATE readings SET value = zeroblob(length(value))"), 2),
        (lambda path: alter(path, "UPDATE readings SET value = substr(value, 1, 20)"), 2),
    ],
)
def test_a_workbook_is_made_once_and_again_if_it_is_damaged(tmp_path: Path, between: Any, times: int) -> None:
    made, make = MadeWorkbooks(tmp_path / "cache"), Maker(bytes(range(256)) * 99)
    assert made.get_or_make("c", ("parts",), make) == make.data
    between(tmp_path / "cache" / FILE)
    assert made.get_or_make("c", ("parts",), make) == made.get_or_make("c", ("parts",), make) == make.data
    assert make.times == times
    assert made.get_or_make("c", ("others",), Maker(b"other")) == b"other"


@dataclass
class _Odd:
    value: object


@pytest.mark.parametrize("part", [_Odd(object()), Fraction(10**5000), object()], ids=["object", "number", "bare"])
def test_what_has_no_key_is_made_each_time(tmp_path: Path, part: object) -> None:
    make = Maker()
    for _ in range(2):
        assert MadeWorkbooks(tmp_path).get_or_make("c", (part,), make) == make.data
    assert make.times == 2
    with pytest.raises((TypeError, ValueError)):
        key_of("c", (part,))


def test_a_workbook_that_is_too_large_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made_workbooks, "_LONGEST", 100)
    make = Maker(b"x" * 101)
    for _ in range(2):
        assert MadeWorkbooks(tmp_path).get_or_make("c", (), make) == make.data
    assert make.times == 2


def test_the_oldest_workbooks_leave(tmp_path: Path) -> None:
    made, first = MadeWorkbooks(tmp_path, most=2500), Maker(b"1" * 1000)
    made.get_or_make("c", ("first",), first)
    for number in range(2, 4):
        made.get_or_make("c", (number,), Maker(b"2" * 1000))
    made.get_or_make("c", ("first",), first)
    assert first.times == 2


def test_a_folder_that_cannot_be_made_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert MadeWorkbooks(tmp_path / "file" / "cache").get_or_make("c", (), Maker()) == Maker().data
