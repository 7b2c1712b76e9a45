"""Time whole processes: the best of several runs, so that other work of the machine counts little."""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple


class Run(NamedTuple):
    """Seconds of a whole process, and its peak memory (MB)."""

    seconds: float
    memory: float


class Task(NamedTuple):
    """A command, the file or folder it makes, and a check that raises ValueError unless that is the whole output."""

    command: tuple[str, ...]
    made: Path
    check: Callable[[Path], None]


def use_byte_code() -> None:
    """Compile our modules, as pip does where it installs them; else a process that may not write compiles them anew."""
    for folder in ("ita_xlsx", "benchmarks"):
        compileall.compile_dir(Path(__file__).parents[1] / folder, quiet=1)


def timed(*command: str) -> Run:
    """One whole process; the memory is that of the process, without its children."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return Run(time.perf_counter() - start, used.ru_maxrss / 1024)


def best_of(times: int, commands: Mapping[str, tuple[str, ...]]) -> dict[str, Run]:
    """The best of so many rounds, in each of which every command runs once."""
    rounds = [{label: timed(*command) for label, command in commands.items()} for _ in range(times)]
    return {label: min(made[label] for made in rounds) for label in commands}


def best_of_tasks(times: int, tasks: Mapping[str, Task]) -> dict[str, Run]:
    """The best of so many rounds; what a task makes is deleted before it runs, and checked after it."""
    rounds = [{label: _run(task) for label, task in tasks.items()} for _ in range(times)]
    return {label: min(made[label] for made in rounds) for label in tasks}


def _run(task: Task) -> Run:
    if task.made.is_dir():
        shutil.rmtree(task.made)
    task.made.unlink(missing_ok=True)
    run = timed(*task.command)
    if not task.made.exists():
        raise SystemExit(f"nothing was made by {' '.join(task.command)}")
    task.check(task.made)
    return run
