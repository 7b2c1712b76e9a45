"""Check that a child process that reads files keeps to its budget of time and memory."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.isolation import worker

# As shipped: while tests run, a reader gets more time.
SECONDS = worker.SECONDS


@pytest.fixture(autouse=True)
def _one_child(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give each test a single child of its own; other tests may have started more, and any of them takes a task."""
    pool = worker.ChildPool()
    monkeypatch.setattr(worker, "_POOL", pool)
    yield
    pool.end()


def test_the_child_has_a_budget() -> None:
    assert SECONDS <= 10
    assert worker.MEGABYTES <= 512
    with pytest.raises(UnreadableWorkbook) as told:
        worker.run_isolated(use_memory, 1 << 30)
    assert told.value.code == "F113"


def test_a_task_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "SECONDS", 0.5)
    with pytest.raises(UnreadableWorkbook) as told:
        worker.run_isolated(time.sleep, 3600)
    assert told.value.code == "F113"


def use_memory(size: int) -> int:
    """Ask for so many bytes."""
    return len(bytearray(size))


def test_what_earlier_files_left_behind_is_swept_before_a_file_is_given_up() -> None:
    sizes = [200 << 20] * 6
    assert list(worker.run_all_isolated(use_memory_in_circles, sizes, 1)) == sizes
    with pytest.raises(UnreadableWorkbook) as told:
        worker.run_isolated(use_memory_unswept, sizes)
    assert told.value.code == "F113"
    assert worker.run_isolated(use_memory_or_fail_otherwise, 300 << 20) == 300 << 20


def use_memory_in_circles(size: int) -> int:
    """Ask for so many bytes, and leave them behind in a circle."""
    circle: list[object] = [bytearray(size)]
    circle.append(circle)
    return size


def use_memory_unswept(sizes: list[int]) -> list[int]:
    """The same with nothing swept between, nor for who comes next."""
    return list(map(use_memory_in_circles, sizes))


def use_memory_or_fail_otherwise(size: int) -> int:
    """As a library does that tells of no memory in words of its own."""
    try:
        return use_memory(size)
    except MemoryError:
        return -1


_FAT: list[bytearray] = []


def grow_fat(size: int) -> int:
    """Keep so many bytes for ever, as a leaking library does."""
    _FAT.append(bytearray(size))
    return size


def test_a_child_that_grew_fat_before_costs_no_file() -> None:
    assert worker.run_isolated(grow_fat, 300 << 20) == 300 << 20
    assert worker.run_isolated(use_memory, 300 << 20) == 300 << 20
    # It needs the memory itself: no child can give it.
    with pytest.raises(UnreadableWorkbook) as told:
        worker.run_isolated(use_memory, 1 << 30)
    assert told.value.code == "F113"


def hang_once(mark: str) -> str:
    """Hang the first time, as a child does whose machine was put to sleep."""
    path = Path(mark)
    if not path.exists():
        path.write_text("", encoding="utf-8")
        time.sleep(3600)
    return mark


def test_a_file_that_was_given_up_is_tried_once_more_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "SECONDS", 0.5)
    marks = [str(tmp_path / name) for name in "abcdefgh"]
    for mark in marks[1:]:
        Path(mark).write_text("", encoding="utf-8")
    worker.run_isolated(abs, -1)
    assert list(worker.run_all_isolated(hang_once, marks, 2)) == marks


def process_after(seconds: float) -> int:
    """Return the number of the child, after a while."""
    time.sleep(seconds)
    return os.getpid()


def test_work_that_is_given_up_ends_no_child() -> None:
    """Another call may have given the child its next group already, and would wait for ever."""
    before = worker.run_isolated(process_after, 0)
    left = worker.run_all_isolated(process_after, [0.0, *[0.3] * 6], 1)
    next(left)
    del left
    assert worker.run_isolated(process_after, 0) == before
