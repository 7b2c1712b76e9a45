"""Check that a child process that reads files keeps to its budget of time and memory."""

from __future__ import annotations

import time
from collections.abc import Iterator

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
