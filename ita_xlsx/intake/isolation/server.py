"""The process that children come from, where there is one; started early, it imports while its parent does."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager


def start_server() -> None:
    """Start it, unless it runs; elsewhere than on Linux and its like children come from the parent itself."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        from multiprocessing import forkserver  # only where there is one

        # Imported once there, so that a lost child is replaced in no time.
        multiprocessing.get_context("forkserver").set_forkserver_preload(["ita_xlsx.cycle.receive"])
        with _silenced():
            forkserver.ensure_running()


@contextmanager
def _silenced() -> Iterator[None]:
    """What is started in here inherits a standard error that nobody reads: a child's last words help no user."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
