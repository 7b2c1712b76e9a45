"""Leave out what the findings of a round would say twice, or would call an error at the start of a round.

Takes and returns findings. Works on values only, apart from names of folders.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ita_xlsx.cycle.arrivals.round_paths import arrival_folders
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.model.findings import Code, Finding, Trait, has_trait, make_finding


def without_repeats(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings without those that a file is no form, where a finding of its agency says so (N123)."""
    kept = tuple(findings)
    files = {item.file for item in kept if has_trait(item, Trait.NO_FORM_OF_AGENCY)}
    return tuple(item for item in kept if not (item.file in files and has_trait(item, Trait.IS_NO_FORM)))


def with_empty_inbox(findings: Iterable[Finding], context: RunContext) -> tuple[Finding, ...]:
    """Return the findings with an info (N182) in place of the error that the inbox of the round holds no form yet."""
    folders = arrival_folders(context.round_file.parent) if context.round_file else ()
    inboxes = {Path(item) for item in folders}
    return tuple(
        make_finding(Code.INBOX_EMPTY, file=item.file, name=Path(item.file).as_posix())
        if has_trait(item, Trait.NO_FILE) and Path(item.file) in inboxes
        else item
        for item in findings
    )
