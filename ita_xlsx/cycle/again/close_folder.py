"""Take persons out of the folder of a closed round, then make its outputs again if they were made before.

Writes files.
"""

from __future__ import annotations

from dataclasses import replace

from ita_xlsx.cycle.again.refresh_round import refresh_round
from ita_xlsx.cycle.again.remove_persons import Reload, remove_persons
from ita_xlsx.cycle.again.request import RefreshRequest
from ita_xlsx.cycle.again.run_record import load_run
from ita_xlsx.model.findings import Finding


def close_folder(request: RefreshRequest, reload: Reload) -> tuple[Finding, ...]:
    """Remove persons, and have the outputs of ``ita refresh`` hold none either; return what was done and what is left.

    Raise OutputError.
    """
    findings = remove_persons(request.loaded, request.context, request.folder, reload)
    last, _ = load_run(request.folder)
    if last is None:
        return findings
    loaded, context = reload()
    run = refresh_round(replace(request, loaded=loaded, context=context))
    return (*findings, *run.findings)
