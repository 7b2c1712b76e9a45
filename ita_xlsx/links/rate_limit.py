"""Limit the visits to each host: one at a time, with a pause before the next.

Takes host names; lets threads wait. Touches no network itself.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

# Seconds between two visits to one host.
_PAUSE = 1.0


@dataclass
class _Host:
    """The lock of one host, and the time from which it may be visited again, in seconds of the monotonic clock."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0


@dataclass
class HostRateLimit:
    """A limit for visits to each host that holds across threads; ``pause`` is in seconds."""

    pause: float = _PAUSE
    sleep: Callable[[float], None] = time.sleep
    _hosts: defaultdict[str, _Host] = field(default_factory=lambda: defaultdict(_Host))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def with_host(self, name: str) -> Iterator[None]:
        """Wait until the host is free and its pause is over, and keep the host for the block."""
        with self._lock:
            host = self._hosts[name]
        with host.lock:
            if (wait := host.free_at - time.monotonic()) > 0:
                self.sleep(wait)
            try:
                yield
            finally:
                host.free_at = time.monotonic() + self.pause
