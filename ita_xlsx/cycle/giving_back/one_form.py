"""Tell one form from several, and find the fiscal year of several forms outside a round.

Looks at the disk; reads forms in child processes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.printing.contents import framework_of
from ita_xlsx.intake.inbox.containers import container_kind
from ita_xlsx.intake.sources import find_workbooks
from ita_xlsx.model.findings import Finding


def is_one_form(paths: Sequence[str]) -> bool:
    """Return True if the paths of a command are one file, or one mail or archive with a single form inside."""
    if len(paths) != 1 or Path(paths[0]).is_dir():
        return False
    path = Path(paths[0])
    if path.is_file():
        return not container_kind(path.name) or len(find_workbooks(paths)[0]) == 1
    # What is no file and no pattern is a mistyped name of one form.
    return len(find_workbooks(paths)[0]) == 0


def with_framework(context: RunContext, paths: Sequence[str]) -> tuple[RunContext, tuple[Finding, ...]]:
    """Return the context with the framework of the first form where none is named; findings if there is no form."""
    if context.framework is not None:
        return context, ()
    sources, passed_over = find_workbooks(paths)
    framework, findings = framework_of(sources, context)
    return (context, (*passed_over, *findings)) if framework is None else (replace(context, framework=framework), ())
