"""What Microsoft's validator of workbooks refuses in what the program writes: every kind of output, with hard data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.gate import Gate
from tests.excel.kinds import make_workbooks
from tests.excel.test_workbooks import some_of_each_kind
from tests.excel.validator import INSTALL, VERSIONS, complaints_of, program


def run_excel(folder: Path) -> Iterator[Gate]:
    """Yield the gate; it has no cases, and so fails, where the validator is not installed."""
    if program() is None:
        yield Gate("E1", "workbooks refused by Microsoft's validator", 0, 0, INSTALL)
        return
    make_workbooks(folder)
    made = some_of_each_kind(folder)
    complaints = complaints_of(made, VERSIONS[-1:])
    refused = {item.file for item in complaints if not item.is_noise}
    kinds = len({path.relative_to(folder).parts[0] for path in made})
    noise = sum(item.is_noise for item in complaints)
    yield Gate(
        "E1",
        "workbooks refused by Microsoft's validator",
        len(made),
        len(refused),
        f"{kinds} kinds of output; {noise} complaints are on the committed list",
    )
