"""Where outside files are read: a child process with a budget of time and memory, lost without harm."""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as TookTooLong
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import Any, TypeVar

from ita_xlsx.errors import ItaError, UnreadableWorkbook
from ita_xlsx.intake.isolation.server import start_server
from ita_xlsx.intake.workbook.cells import SheetCells
from ita_xlsx.intake.workbook.workbook import read_here

SECONDS = 10.0
MEGABYTES = 512
# Results are handed over in order, so a slow file holds back no more than these.
_AHEAD = 8
# Items that are handed over at once, where every child gets so many shares of them at least.
_TOGETHER, _SHARES = 4, 4

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_inside = False
_pool: Any = None
_pool_size = 0


def run_isolated(task: Callable[[_Item], _Result], item: _Item) -> _Result:
    """What a task makes of an item, in the child; at once where this already is the child.

    Raises UnreadableWorkbook (F113) when the task took more time or memory than is safe, or the child was
    lost; what the task itself raises is raised here.
    """
    return next(run_all_isolated(task, (item,)))


def run_all_isolated(
    task: Callable[[_Item], _Result],
    items: Iterable[_Item],
    jobs: int = 1,
    on_lost: Callable[[_Item, UnreadableWorkbook], _Result] | None = None,
) -> Iterator[_Result]:
    """What a task makes of each item, in their order, by so many children.

    ``on_lost`` makes a result of an item whose child was lost; without it UnreadableWorkbook is raised.
    """
    if _inside:
        yield from map(task, items)
        return
    pool, known = _workers(jobs), tuple(items)
    # Handing over costs as much for one item as for several; where anything happens to them, each goes again alone.
    size = max(1, min(_TOGETHER, len(known) // (_SHARES * jobs)))
    groups = iter(range(0, len(known), size))
    waiting: deque[tuple[tuple[_Item, ...], Any]] = deque()
    try:
        for start in groups:
            group = known[start : start + size]
            waiting.append((group, pool.schedule(_each, args=(task, group), timeout=SECONDS)))
            if len(waiting) > jobs * _AHEAD:
                yield from _take(task, *waiting.popleft(), on_lost)
        while waiting:
            yield from _take(task, *waiting.popleft(), on_lost)
    finally:
        for _, future in waiting:
            future.cancel()


def _each(task: Callable[[_Item], _Result], group: tuple[_Item, ...]) -> list[_Result]:
    """What a task makes of the items of a group, in the child."""
    return [_with_room(task, item) for item in group]


def _with_room(task: Callable[[_Item], _Result], item: _Item) -> _Result:
    """What a task makes of an item; where the memory is short, once more without what earlier items left behind."""
    with suppress(MemoryError):
        return task(item)
    gc.collect()
    try:
        return task(item)
    finally:
        # What did not fit is not left to the next item, which may fail of it in another library's words.
        gc.collect()


@contextmanager
def shared_value(value: object) -> Iterator[str]:
    """A token by which every task of a run gets the same value, sent to each child once."""
    handle, name = tempfile.mkstemp(prefix="ita-", suffix=".parcel")
    try:
        with os.fdopen(handle, "wb") as stream:
            pickle.dump(value, stream)
        yield name
    finally:
        os.unlink(name)


@lru_cache(maxsize=2)
def load_shared(token: str) -> Any:
    """The value of a parcel, in the child."""
    with open(token, "rb") as stream:
        return pickle.load(stream)


def read_sheets(data: bytes) -> tuple[SheetCells, ...]:
    """Every sheet's values, read in the child; raises UnreadableWorkbook for what is no workbook, or not safe."""
    return run_isolated(read_here, data)


def jobs_for(count: int) -> int:
    """How many children so many files are worth on this machine."""
    return max(1, min(count // 2, os.cpu_count() or 1))


def _take(
    task: Callable[[_Item], _Result],
    group: tuple[_Item, ...],
    future: Any,
    on_lost: Callable[[_Item, UnreadableWorkbook], _Result] | None,
) -> Iterator[_Result]:
    """The results of a group; of one in which anything failed each item's, run again alone."""
    if len(group) == 1:
        yield _take_one(group[0], future, on_lost)
        return
    try:
        results: list[_Result] = future.result()
    except Exception:  # whatever it was, it is told of the item that it is the fault of
        for item in group:
            alone = _workers(_pool_size).schedule(_each, args=(task, (item,)), timeout=SECONDS)
            yield _take_one(item, alone, on_lost)
    else:
        yield from results


def _take_one(item: _Item, future: Any, on_lost: Callable[[_Item, UnreadableWorkbook], _Result] | None) -> _Result:
    from pebble import ProcessExpired

    try:
        results: list[_Result] = future.result()
        return results[0]
    except ItaError:
        raise
    except (TookTooLong, ProcessExpired, MemoryError) as error:
        told = UnreadableWorkbook("F113", seconds=f"{SECONDS:.0f}", size=f"{MEGABYTES} MB")
        told.__cause__ = error
    except Exception as error:  # a fault of ours on one file is no reason to keep the others waiting
        told = UnreadableWorkbook("F117")
        told.__cause__ = error
    if on_lost is None:
        raise told
    return on_lost(item, told)


def _workers(jobs: int) -> Any:
    """The children of this process, kept until it ends; more of them when more are asked for."""
    global _pool, _pool_size
    from pebble import ProcessPool

    if _pool is None or _pool_size < jobs or not _pool.active:
        _end()
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        start_server()
        context = multiprocessing.get_context(method)
        _pool = ProcessPool(max_workers=jobs, context=context, initializer=_init_child)
        _pool_size = jobs
        atexit.register(_end)
    return _pool


def _end() -> None:
    global _pool
    if _pool is not None:
        _pool.stop()
        _pool.join()
        _pool = None


def _init_child() -> None:
    """Set the child's budget, and keep its last words from the screen: a reader that ends it talks at length."""
    global _inside
    _inside = True
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What was imported stays, and a file's values hold no circles: looking for garbage often finds none.
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
