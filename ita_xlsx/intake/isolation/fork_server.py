"""Start the process that new child processes are copied from, on systems that have the forkserver method.

Takes nothing and returns nothing. Starts one child process early, so that it imports while its parent imports.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from ita_xlsx.temporary import run_folder

# What children need, imported once for all of them: what they do with a file, and how they get their tasks.
_PRELOADED = [
    "ita_xlsx.cycle.summarize", "ita_xlsx.cycle.runs.read_file", "ita_xlsx.intake.forms.form", "ita_xlsx.checks",
    "ita_xlsx.diagnosis", "ita_xlsx.scoring", "pebble", "defusedxml.ElementTree",
]  # fmt: skip
# Characters of the path of a socket, and of its end that multiprocessing chooses.
_LONGEST_SOCKET, _SOCKET_NAME = 100, 33
_SHARED_FOLDER = "/tmp"


def start_server() -> None:
    """Start the fork server, unless it runs already; do nothing on a system without the forkserver method."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        from multiprocessing import forkserver  # only where there is one

        multiprocessing.get_context("forkserver").set_forkserver_preload(_PRELOADED)
        with _silenced(), _own_folder():
            forkserver.ensure_running()


@contextmanager
def _own_folder() -> Iterator[None]:
    """Have multiprocessing make the folder of its sockets inside that of this run, which is removed after a kill too.

    Where its path would be too long for a socket, they are in the folder that all users of the system share.
    """
    folder, before = str(run_folder()), tempfile.tempdir
    if len(folder) + _SOCKET_NAME <= _LONGEST_SOCKET:
        tempfile.tempdir = folder
    elif os.access(_SHARED_FOLDER, os.W_OK):
        tempfile.tempdir = _SHARED_FOLDER
    try:
        yield
    finally:
        tempfile.tempdir = before


@contextmanager
def _silenced() -> Iterator[None]:
    """Send the standard error of every process that is started inside this block to the null device.

    The last messages of a child that ends by a fault do not help the user.
    """
    saved, null = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(null, 2)
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
        os.close(null)
