"""What a gate of reliability is, and how the table of gates is printed."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Gate:
    """A figure over so many cases: how many failed it, what was measured, and the limit it is held to."""

    code: str
    figure: str
    cases: int
    failed: int
    measured: str = ""
    limit: str = "0"
    allowed: float = 0.0

    @property
    def passed(self) -> bool:
        """Whether the share of failures is within what is allowed, and anything was looked at at all."""
        return self.cases > 0 and self.failed <= self.allowed * self.cases

    @property
    def bound(self) -> str:
        """With no failure in n, the 95 % upper bound of the share is 3/n; of a few cases it says nothing."""
        return f"< {3 / self.cases:.2%}" if self.cases >= 10 and not self.failed else ""


def print_gates(gates: Iterable[Gate]) -> bool:
    """Print the table; gives whether all passed."""
    print(f"{'gate':<5} {'figure':<58} {'cases':>6} {'failed':>6} {'gate':>10} {'95 %':>8}  measured")
    passed = True
    for gate in gates:
        mark = "ok" if gate.passed else "FAILED"
        line = f"{gate.code:<5} {gate.figure:<58} {gate.cases:>6} {gate.failed:>6} {gate.limit:>10} {gate.bound:>8}"
        print(f"{line}  {mark}  {gate.measured}".rstrip())
        sys.stdout.flush()
        passed &= gate.passed
    return passed
