"""Start child processes that do not import the main module of their caller again.

``multiprocessing`` makes each new child import the file that its parent runs. A script without a main guard would then
do its work again in every child. Starts child processes; changes two attributes of the main module for that moment.
"""

from __future__ import annotations

import multiprocessing
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import context
from multiprocessing.process import BaseProcess
from typing import Any

# The attributes by which a child finds the main module of its parent.
_PLACES = ("__spec__", "__file__")
_LOCK = threading.Lock()


@contextmanager
def hidden_main() -> Iterator[None]:
    """Hide the file and the spec of the main module inside this block; put them back at its end.

    Only one thread at a time is inside, so that none sees the hidden state of another as the real one.
    """
    with _LOCK:
        attributes = vars(sys.modules["__main__"])
        saved = {name: attributes[name] for name in _PLACES if name in attributes}
        attributes.update(dict.fromkeys(_PLACES))
        try:
            yield
        finally:
            for name in _PLACES:
                attributes.pop(name, None)
            attributes.update(saved)


class ChildOfSpawn(context.SpawnProcess):
    """A child that is a new interpreter, and does not import its parent's main module."""

    @staticmethod
    def _Popen(process_obj: BaseProcess) -> Any:
        with hidden_main():
            return context.SpawnProcess._Popen(process_obj)


class SpawnContext(context.SpawnContext):
    """The start method ``spawn`` with children that do not import their parent's main module."""

    Process = ChildOfSpawn


if sys.platform != "win32":

    class ChildOfServer(context.ForkServerProcess):
        """A child that is copied from the fork server, and does not import its parent's main module."""

        @staticmethod
        def _Popen(process_obj: BaseProcess) -> Any:
            with hidden_main():
                return context.ForkServerProcess._Popen(process_obj)

    class ForkServerContext(context.ForkServerContext):
        """The start method ``forkserver`` with children that do not import their parent's main module."""

        Process = ChildOfServer


def child_context() -> context.BaseContext:
    """Return the context in which children start: ``forkserver`` where the system has it, else ``spawn``.

    The start method that the caller has set for its own processes plays no part.
    """
    if sys.platform != "win32" and "forkserver" in multiprocessing.get_all_start_methods():
        return ForkServerContext()
    return SpawnContext()
