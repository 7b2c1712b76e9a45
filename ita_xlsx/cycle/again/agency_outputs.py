"""Write what each agency gets from its return, into a folder: its analysis.

Reads the returned files in child processes; writes files. ``ita refresh`` asks this one function for the outputs of
agencies.
"""

from __future__ import annotations

from pathlib import Path

from ita_xlsx.cycle.again.request import RefreshRequest
from ita_xlsx.cycle.analyze import write_analysis
from ita_xlsx.cycle.arrivals.round_paths import arrival_folders
from ita_xlsx.cycle.check_links import load_link_results
from ita_xlsx.cycle.files import NamesTaken, Target
from ita_xlsx.cycle.receive import find_returns, receive_all
from ita_xlsx.cycle.runs.analyze_file import analyze_file
from ita_xlsx.model.findings import Finding
from ita_xlsx.model.round_state import State
from ita_xlsx.output.names import safe_name


def write_agency_outputs(request: RefreshRequest, folder: Path) -> tuple[Finding, ...]:
    """Write the analysis of each agency whose form is accepted into ``folder``; return findings about them."""
    members = [item for item in request.loaded.province.members if item.state is State.RETURNED and item.is_one_form]
    names = {item.summary.file: item.agency for item in members if item.summary}
    sources, _ = find_returns(arrival_folders(request.folder))
    wanted = [source for source in sources if source.name in names]
    links, findings = load_link_results(request.context)
    taken = NamesTaken()
    for number, returned in enumerate(receive_all(wanted, request.context), 1):
        run = analyze_file(returned, request.context)
        if run.analysis is not None:
            agency = names[returned.file]
            name = taken.free(f"{safe_name(f'{agency.code} {agency.name}')}.xlsx")
            write_analysis(run.analysis, Target(path=folder / name, force=True), request.edition, links)
        request.tell(number, len(wanted))
    return findings
