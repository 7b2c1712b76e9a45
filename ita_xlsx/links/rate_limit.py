"""How is a server spared: one question at a time, and a pause before the next?"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_PAUSE = 1.0


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0


@dataclass
class Manners:
    """Keeps visits to one host apart, whatever runs at once; ``pause`` is in seconds."""

    pause: float = _PAUSE
    sleep: Callable[[float], None] = time.sleep
    _hosts: defaultdict[str, _Host] = field(default_factory=lambda: defaultdict(_Host))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def with_host(self, name: str) -> Iterator[None]:
        """Wait until the host is free and rested, and keep it for oneself."""
        with self._lock:
            host = self._hosts[name]
        with host.lock:
            if (wait := host.free_at - time.monotonic()) > 0:
                self.sleep(wait)
            try:
                yield
            finally:
                host.free_at = time.monotonic() + self.pause
