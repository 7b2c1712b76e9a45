"""Check how child processes start: without the caller's main module, and with an error of the run where they cannot."""

from __future__ import annotations

import errno
import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Iterator
from multiprocessing import spawn
from multiprocessing.process import BaseProcess

import pytest

from ita_xlsx.errors import ChildrenError, UnreadableWorkbook
from ita_xlsx.intake.isolation import child_context, worker
from ita_xlsx.intake.isolation.child_context import SpawnContext, hidden_main


@pytest.fixture
def fresh_pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Children of this test's own, so that those of other tests go on."""
    pool = worker.ChildPool()
    monkeypatch.setattr(worker, "_POOL", pool)
    yield
    pool.end()


PLACES = {"init_main_from_name", "init_main_from_path"}


def test_a_child_is_not_sent_to_the_main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    main = vars(sys.modules["__main__"])
    monkeypatch.setitem(main, "__file__", "script.py")
    assert PLACES & spawn.get_preparation_data("seen").keys()
    before = dict(main)
    with hidden_main():
        assert not PLACES & spawn.get_preparation_data("hidden").keys()
    assert main == before


def test_what_the_main_module_lacks_is_not_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(sys.modules["__main__"], "__file__", raising=False)
    with pytest.raises(KeyError), hidden_main():
        raise KeyError
    assert not hasattr(sys.modules["__main__"], "__file__")


@pytest.mark.usefixtures("fresh_pool")
def test_children_start_by_spawn_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_context, "child_context", SpawnContext)
    assert worker.run_isolated(abs, -3) == 3


def refuse(process_obj: BaseProcess) -> None:
    """Fail as a system does that has no room for one more process."""
    raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def refuse_while_loading(process_obj: BaseProcess) -> None:
    """Fail as multiprocessing does in a child that has not finished its main module."""
    raise RuntimeError("An attempt has been made to start a new process before … its bootstrapping phase.")


def end_at_once() -> None:
    """End a child before it takes any task."""
    os._exit(3)


@pytest.mark.usefixtures("fresh_pool")
@pytest.mark.parametrize(
    ("popen", "reasons"),
    [
        (refuse, ("เครื่องเปิดโปรเซสเพิ่มไม่ได้ในขณะนี้", "no further process can be started now")),
        (refuse_while_loading, ("RuntimeError", "RuntimeError")),
    ],
)
def test_what_keeps_children_from_starting_ends_the_run(
    popen: object, reasons: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in {child_context.ChildOfSpawn, child_context.child_context().Process}:  # type: ignore[attr-defined]
        monkeypatch.setattr(kind, "_Popen", staticmethod(popen))  # type: ignore[arg-type]
    given_up: list[int] = []

    def give_up(item: int, error: UnreadableWorkbook) -> int:
        given_up.append(item)
        return item

    for _ in range(2):
        with pytest.raises(ChildrenError) as raised:
            list(worker.run_all_isolated(abs, (-1, -2), on_lost=give_up))
        assert (raised.value.code, raised.value.params) == (
            "C712",
            {"reason_th": reasons[0], "reason_en": reasons[1]},
        )
        assert not isinstance(raised.value, UnreadableWorkbook)
    assert given_up == []
    assert all(reason in raised.value.message(lang) for reason, lang in zip(reasons, ("th", "en"), strict=True))


@pytest.mark.usefixtures("fresh_pool")
def test_children_that_end_at_once_end_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_init_child", end_at_once)
    with pytest.raises(ChildrenError) as raised:
        list(worker.run_all_isolated(abs, range(-9, 0)))
    assert (raised.value.code, raised.value.params) == (
        "C712",
        dict.fromkeys(("reason_th", "reason_en"), "BrokenProcessPool"),
    )


@pytest.mark.usefixtures("fresh_pool")
def test_children_that_end_once_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(worker, "_init_child", end_at_once)
        worker._POOL.processes(1)
    assert list(worker.run_all_isolated(abs, (-1, -2))) == [1, 2]


@pytest.mark.usefixtures("fresh_pool")
def test_a_pool_that_another_call_replaced_is_no_endless_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_LOOK_AGAIN", 0.05)
    results = worker.run_all_isolated(wait, (1, 2, 3))
    assert next(results) == 1
    worker._POOL.processes(2)
    assert list(results) == [2, 3]


def wait(item: int) -> int:
    """Take a moment."""
    time.sleep(0.1)
    return item


def test_a_daemon_starts_no_children() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(code_of_a_daemon) == "C712"


def code_of_a_daemon() -> str:
    """Return the code of the error in a process that may have no children."""
    try:
        worker.run_isolated(abs, -1)
    except ChildrenError as error:
        return error.code
    return ""


def fail(item: int) -> int:
    """Fail as no reader should."""
    raise RuntimeError(f"unforeseen with {item}")


@pytest.mark.parametrize("isolated", [True, False])
def test_an_unforeseen_exception_in_a_task_is_about_its_item(isolated: bool) -> None:
    lost: list[str] = []

    def note(item: int, error: UnreadableWorkbook) -> int:
        lost.append(error.code)
        return -item

    if isolated:
        assert list(worker.run_all_isolated(fail, (1, 2), on_lost=note)) == [-1, -2]
    else:
        with worker.without_children():
            assert list(worker.run_all_isolated(fail, (1, 2), on_lost=note)) == [-1, -2]
    assert lost == ["F117", "F117"]


def test_without_children_the_task_runs_here() -> None:
    with worker.without_children():
        assert worker.run_isolated(process_of, 0) == os.getpid()
    assert worker.run_isolated(process_of, 0) != os.getpid()


def process_of(item: int) -> int:
    """Return the process that this runs in."""
    return os.getpid() + item


def test_something_else_is_done_once_beside_the_children() -> None:
    """It ends only when the first result is there: nobody waits for it before."""
    calls, has_result = [], threading.Event()

    def meanwhile() -> None:
        calls.append(has_result.wait(60))

    results = worker.run_all_isolated(abs, range(-20, 0), 2, meanwhile=meanwhile)
    assert next(results) == 20
    has_result.set()
    assert list(results) == list(range(19, 0, -1))
    assert calls == [True]
    assert list(worker.run_all_isolated(abs, (), 2, meanwhile=meanwhile)) == []
    assert calls == [True]


def test_what_goes_wrong_beside_the_children_is_raised() -> None:
    def meanwhile() -> None:
        raise ImportError("no such module")

    results = worker.run_all_isolated(abs, range(3), 2, meanwhile=meanwhile)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ImportError, match="no such module"):
        next(results)


def test_items_are_asked_for_while_children_work_on_earlier_ones() -> None:
    asked: list[int] = []

    def items() -> Iterator[int]:
        for item in range(-1000, 0):
            asked.append(item)
            yield item

    results = worker.run_all_isolated(abs, items(), 2)
    assert next(results) == 1000
    assert len(asked) < 400
    assert list(results) == list(range(999, 0, -1))
    assert asked == list(range(-1000, 0))
