"""Take persons out of the folder of a closed round, then make its outputs again if they were made before.

Writes files.
"""

from __future__ import annotations

from dataclasses import replace

from ita_xlsx.cycle.again.known_persons import persons_of_round
from ita_xlsx.cycle.again.persons_left import persons_left
from ita_xlsx.cycle.again.refresh_round import refresh_round
from ita_xlsx.cycle.again.remove_persons import Reload, remove_persons
from ita_xlsx.cycle.again.request import RefreshRequest
from ita_xlsx.cycle.again.run_record import load_run
from ita_xlsx.model.findings import Finding


def close_folder(request: RefreshRequest, reload: Reload) -> tuple[Finding, ...]:
    """Remove persons, and have the outputs of ``ita refresh`` hold none either; return what was done and what is left.

    Raise OutputError.
    """
    persons = persons_of_round(request.loaded, request.context)
    removed = remove_persons(request.loaded, request.context, request.folder, reload, persons)
    last, _ = load_run(request.folder)
    loaded, context = reload()
    run: tuple[Finding, ...] = ()
    if last is not None:
        run = refresh_round(replace(request, loaded=loaded, context=context, persons=persons)).findings
    return (*removed, *run, *persons_left(loaded, context, request.folder, persons))
