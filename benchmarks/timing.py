"""Time whole processes: the best of several runs, so that other work of the machine counts little."""

from __future__ import annotations

import os
import subprocess
import time
from typing import NamedTuple


class Run(NamedTuple):
    """Seconds of a whole process, and its peak memory (MB)."""

    seconds: float
    memory: float


def timed(*command: str) -> Run:
    """One whole process."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return Run(time.perf_counter() - start, used.ru_maxrss / 1024)


def best_of(times: int, commands: dict[str, tuple[str, ...]]) -> dict[str, Run]:
    """The best of so many rounds, in each of which every command runs once."""
    rounds = [{label: timed(*command) for label, command in commands.items()} for _ in range(times)]
    return {label: min(made[label] for made in rounds) for label in commands}
