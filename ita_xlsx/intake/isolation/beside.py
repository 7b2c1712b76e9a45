"""Call a function in a thread beside what this process does; import what comes later, while children start and read.

Takes a function without results; gives a block beside which it runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def called_beside(function: Callable[[], None] | None) -> Iterator[None]:
    """Call a function in a thread beside this block, and raise at the end of the block what it raised.

    Who hands the first items to children waits until what these are copied from has imported, and uses no processor.
    """
    if function is None:
        yield
        return
    from concurrent.futures import ThreadPoolExecutor  # not there in a browser, which never comes here

    with ThreadPoolExecutor(1) as threads:
        called = threads.submit(function)
        yield
        called.result()
