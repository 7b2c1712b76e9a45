"""Run a task on outside files in child processes, each with a limit of time and memory.

Takes a function and items that can be pickled; returns the results in the order of the items. Starts and ends child
processes. A child that is lost costs one item, and not the run; children that cannot be started end the run.
"""

from __future__ import annotations

import atexit
import errno
import gc
import os
import signal
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Any, TypeVar

from ita_xlsx.errors import ChildrenError, ItaError, UnreadableWorkbook, machine_error
from ita_xlsx.intake.isolation.beside import called_beside
from ita_xlsx.intake.isolation.shared_objects import share_in_parent
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.text.machine_reasons import reason_of

SECONDS = 10.0
MEGABYTES = 512
# Results are handed over in order. A slow file holds back at most so many groups for each child.
_GROUPS_AHEAD = 8
# At most so many items are handed over at once, and of those that are left each child still gets so many groups.
_LARGEST_GROUP, _GROUPS_EACH = 8, 4
# Seconds after which a waiting parent looks whether its pool still runs.
_LOOK_AGAIN = 1.0

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Scheduled:
    """A group of items that was handed to the children of a pool."""

    pool: Any
    future: Any

    def results(self) -> list[Any]:
        """Wait for the results and return them; raise what the task raised, TimeoutError, or BrokenProcessPool."""
        from concurrent.futures.process import BrokenProcessPool

        from pebble import ProcessExpired

        while True:
            was_done = self.future.done()
            try:
                results: list[Any] = self.future.result(timeout=_LOOK_AGAIN)
            except ProcessExpired as error:
                raise TimeoutError from error
            except TimeoutError:
                if was_done:  # it is the answer of the task, and not the end of our own waiting
                    raise
                # A pool that ended before it took the group from its queue never answers.
                if not self.pool.active:
                    raise BrokenProcessPool("the pool has ended") from None
            else:
                return results

    def wait(self) -> None:
        """Wait until the children are done with the group, whatever came of it."""
        with suppress(Exception):
            self.results()


class ChildPool:
    """The child processes of this process: started at the first task, kept until the process ends."""

    def __init__(self) -> None:
        """Begin without children, in a process that is no child itself."""
        self.is_in_child = False
        atexit.register(self.stop)
        self._processes: Any = None
        self._replaced: Any = None
        self._size = 0
        self._groups = 0

    @property
    def was_used_once(self) -> bool:
        """Return True if the running children got one group only, so that nothing before or beside it disturbed it."""
        return self._groups == 1

    def processes(self, jobs: int = 0) -> Any:
        """Return the running pool with at least ``jobs`` children; start a new one if there is none so large."""
        jobs = jobs or self._size
        if self._processes is None or self._size < jobs or not self._processes.active:
            self.end()
            self._processes = _new_pool(jobs)
            self._size, self._groups = jobs, 0
        return self._processes

    def schedule(
        self, task: Callable[[_Item], _Result], group: tuple[_Item, ...], jobs: int = 0, patience: int = 1
    ) -> Scheduled:
        """Hand a group of items to the children; return what gives its results.

        Raise ChildrenError (C712) if no children can be started.
        """
        try:
            return self._schedule(task, group, jobs, patience)
        except Exception:  # the children may have ended just now: try once with new ones
            with suppress(Exception):
                self.end()
        try:
            return self._schedule(task, group, jobs, patience)
        except Exception as error:  # no child has seen the group yet: it is the machine, or the caller
            with suppress(Exception):
                self.end()
            raise _cannot_start(error) from error

    def _schedule(
        self, task: Callable[[_Item], _Result], group: tuple[_Item, ...], jobs: int, patience: int
    ) -> Scheduled:
        pool = self.processes(jobs)
        self._groups += 1
        return Scheduled(pool, pool.schedule(_run_group, args=(task, group), timeout=SECONDS * patience))

    def run_in_new_child(self, task: Callable[[_Item], _Result], item: _Item, patience: int = 1) -> _Result:
        """Return the result of a task for one item, computed by a child that did nothing before.

        Raise what the task raised, or ChildrenError (C712) if no child can be started.
        """
        from concurrent.futures.process import BrokenProcessPool

        for is_last in (False, True):
            try:
                if self._replaced is None or not self._replaced.active:
                    # A child ends after one task, and another one takes its place.
                    self._replaced = _new_pool(1, tasks_of_a_child=1)
                future = self._replaced.schedule(_run_group, args=(task, (item,)), timeout=SECONDS * patience)
            except Exception as error:  # no child has seen the item yet
                raise _cannot_start(error) from error
            try:
                results: list[_Result] = Scheduled(self._replaced, future).results()
            except BrokenProcessPool as error:
                if is_last:
                    raise _cannot_start(error) from error
            else:
                return results[0]
        raise AssertionError

    def end(self) -> None:
        """End all children; do nothing if there are none."""
        for processes in self.stop():
            processes.join()

    def stop(self) -> list[Any]:
        """Start no more children, and return the pools that had some.

        At the end of this process the library ends the children itself. To wait for its pools, which look every tenth
        of a second whether they are stopped, would be a fifth of a short command.
        """
        pools, self._processes, self._replaced = [self._processes, self._replaced], None, None
        stopped = [processes for processes in pools if processes is not None]
        for processes in stopped:
            processes.stop()
        return stopped

    def run_here(self) -> None:
        """Note that this process is a child: from now on it runs its tasks itself."""
        self.is_in_child = True


def _new_pool(size: int, tasks_of_a_child: int = 0) -> Any:
    """Return a pool of new children; each ends after so many tasks, unless that is 0."""
    from pebble import ProcessPool

    # Not there in a browser, which never comes here.
    from ita_xlsx.intake.isolation.child_context import child_context
    from ita_xlsx.intake.isolation.fork_server import start_server

    start_server()
    return ProcessPool(size, max_tasks=tasks_of_a_child, context=child_context(), initializer=_init_child)


_POOL = ChildPool()
# Called with each item before its task runs in this process; None where children run the tasks.
_BEFORE: ContextVar[Callable[[Any], None] | None] = ContextVar("before", default=None)


def _nothing(_: object) -> None:
    """Do nothing."""


@contextmanager
def without_children(before: Callable[[Any], None] = _nothing) -> Iterator[None]:
    """Run all tasks of this block in this process, without limits of time and memory; start no children.

    ``before`` is called with each item; if it raises TimeoutError, the item counts as one that took too long.
    """
    token = _BEFORE.set(before)
    try:
        yield
    finally:
        _BEFORE.reset(token)


def run_isolated(task: Callable[[_Item], _Result], item: _Item) -> _Result:
    """Return the result of a task for one item, computed in a child; in a child itself, run the task directly.

    Raise UnreadableWorkbook (F113) if the task takes more time or memory than is safe, or if the child is lost. An
    ItaError that the task raises is raised here too; any other exception becomes UnreadableWorkbook (F117). Raise
    ChildrenError (C712) if no children can be started.
    """
    return next(run_all_isolated(task, (item,)))


def run_all_isolated(
    task: Callable[[_Item], _Result],
    items: Iterable[_Item],
    jobs: int = 1,
    on_lost: Callable[[_Item, UnreadableWorkbook], _Result] | None = None,
    *,
    patience: int = 1,
    meanwhile: Callable[[], None] | None = None,
) -> Iterator[_Result]:
    """Yield the result of a task for each item, in the order of the items, computed by ``jobs`` children.

    Items are asked for while children work on earlier ones. ``on_lost`` makes the result of an item whose child was
    lost. Without it, raise UnreadableWorkbook (see ``run_isolated``). A task that writes workbooks after reading gets
    ``patience`` times the time for reading. ``meanwhile`` is called once, in a thread beside the children.
    """
    if _POOL.is_in_child:
        yield from map(task, items)
        return
    before = _BEFORE.get()
    if before is not None:
        yield from (_settle(item, partial(_run_here, before, task, item), on_lost) for item in items)
        return
    groups = _groups(iter(items), jobs)
    for first in groups:
        with called_beside(meanwhile):
            yield from _results_of(task, chain((first,), groups), jobs, on_lost, patience)


def _groups(items: Iterator[_Item], jobs: int) -> Iterator[tuple[_Item, ...]]:
    """Yield the items in groups that are handed over at once; ask for items no earlier than a child may soon want them.

    Handing over costs as much for one item as for several. The last groups are small, so that no child waits long for
    another one.
    """
    ahead: list[_Item] = []
    while True:
        ahead += islice(items, _LARGEST_GROUP * _GROUPS_EACH * jobs - len(ahead))
        if not ahead:
            return
        size = max(1, min(_LARGEST_GROUP, len(ahead) // (_GROUPS_EACH * jobs)))
        yield tuple(ahead[:size])
        del ahead[:size]


def _results_of(
    task: Callable[[_Item], _Result],
    groups: Iterable[tuple[_Item, ...]],
    jobs: int,
    on_lost: Callable[[_Item, UnreadableWorkbook], _Result] | None,
    patience: int,
) -> Iterator[_Result]:
    """Yield the result of a task for each item, computed by children; raise as ``run_all_isolated`` does."""
    waiting: deque[tuple[tuple[_Item, ...], Scheduled]] = deque()
    # If a group fails, each of its items is run again alone. If a caller stops early, the groups that wait run to their
    # end, and nobody takes their results. To cancel one ends the child that has it, which may be at work on a group of
    # somebody else by then.
    for group in groups:
        waiting.append((group, _POOL.schedule(task, group, jobs, patience)))
        if len(waiting) > jobs * _GROUPS_AHEAD:
            yield from _group_results(task, *waiting.popleft(), waiting, on_lost, patience)
    while waiting:
        yield from _group_results(task, *waiting.popleft(), waiting, on_lost, patience)


def _run_group(task: Callable[[_Item], _Result], group: tuple[_Item, ...]) -> list[_Result]:
    """Return the results of a task for the items of a group; runs in the child."""
    return [_run_with_retry(task, item) for item in group]


def _run_here(before: Callable[[_Item], None], task: Callable[[_Item], _Result], item: _Item) -> _Result:
    """Run the task in this process, after ``before`` has seen its item."""
    before(item)
    return _run_with_retry(task, item)


def _run_with_retry(task: Callable[[_Item], _Result], item: _Item) -> _Result:
    """Run the task; on MemoryError collect the garbage of earlier items and run it once more."""
    with suppress(MemoryError):
        return task(item)
    gc.collect()
    try:
        return task(item)
    finally:
        # The next item must not start with this garbage: it could fail because of it, with another library's error.
        gc.collect()


def jobs_for(count: int) -> int:
    """Return the number of children that pays for so many files on this machine."""
    return max(1, min(count // 2, os.cpu_count() or 1))


def _group_results(
    task: Callable[[_Item], _Result],
    group: tuple[_Item, ...],
    scheduled: Scheduled,
    others: Iterable[tuple[tuple[_Item, ...], Scheduled]],
    on_lost: Callable[[_Item, UnreadableWorkbook], _Result] | None,
    patience: int,
) -> Iterator[_Result]:
    """Yield the results of a group; if anything in it failed, run each of its items again in a new child.

    The ``others`` are finished first, so that a new child has the machine for itself: an item is given up for nothing
    that another item did.
    """
    try:
        results: list[_Result] = scheduled.results()
    except Exception as failure:
        if len(group) == 1 and (isinstance(failure, ItaError) or (_POOL.was_used_once and not _is_broken(failure))):
            yield _settle(group[0], partial(_raise, failure), on_lost)
            return
        for _, other in tuple(others):
            other.wait()
        for item in group:
            yield _settle(item, partial(_POOL.run_in_new_child, task, item, patience), on_lost)
    else:
        yield from results


def _is_broken(failure: Exception) -> bool:
    """Return True if all children ended at once, before one of them took the group."""
    from concurrent.futures.process import BrokenProcessPool

    return isinstance(failure, BrokenProcessPool)


def _raise(failure: Exception) -> Any:
    raise failure


def _settle(
    item: _Item, compute: Callable[[], _Result], on_lost: Callable[[_Item, UnreadableWorkbook], _Result] | None
) -> _Result:
    """Return the computed result of an item, or what ``on_lost`` makes of its failure.

    Raise ItaError if the task raised it; raise UnreadableWorkbook (F113, F117) for another failure without ``on_lost``.
    """
    try:
        return compute()
    except ItaError:
        raise
    except (TimeoutError, MemoryError) as error:
        failure = UnreadableWorkbook(Code.READING_TOO_SLOW, seconds=f"{SECONDS:.0f}", size=f"{MEGABYTES} MB")
        failure.__cause__ = error
    except Exception as error:  # a fault of this program on one file must not stop the others
        failure = UnreadableWorkbook(Code.READING_FAILED)
        failure.__cause__ = error
    if on_lost is None:
        raise failure
    return on_lost(item, failure)


def _cannot_start(error: BaseException) -> ChildrenError:
    """Return the error of the run for what kept children from starting; an error of the system names the reason."""
    cause = error.__cause__ if isinstance(error.__cause__, OSError) else error
    if isinstance(cause, OSError) and cause.errno in (errno.ENOSPC, errno.EDQUOT):
        raise machine_error(cause, tempfile.tempdir or "") or error
    th, en = reason_of(cause)
    return ChildrenError(Code.CHILD_PROCESSES_NOT_STARTED, reason_th=th, reason_en=en)


def _init_child() -> None:
    """Set the limits of a child, and send its standard error to the null device.

    A reader that ends the process prints long messages that do not help the user.
    """
    _POOL.run_here()
    share_in_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Imported modules stay, and the values of a file hold no reference cycles: frequent collections find nothing.
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
