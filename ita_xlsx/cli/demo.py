"""Run ``ita demo``: make a folder with a whole round on real published figures, and print every step.

Calls the cycle; prints to standard output.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from rich.text import Text

from ita_xlsx.cli.consolidate import show_province_results
from ita_xlsx.cli.options import Shared, issued_option, shared_options
from ita_xlsx.cli.screen import open_console, show_analysis, show_findings, show_returned
from ita_xlsx.cli.status import show_round
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cli.track import show_tracking
from ita_xlsx.cycle.demo.demo_reports import make_demo_reports
from ita_xlsx.cycle.demo.demo_round import make_demo_round
from ita_xlsx.model.province_results import ProvinceResults


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@issued_option
@shared_options
def demo(shared: Shared, folder: Path, issued: date) -> int:
    """Walk a whole round on real published figures: template, filling, check, analysis, measures."""
    console = open_console(quiet=shared.quiet)
    target, edition = shared.target(folder), shared.edition(issued)
    for rehearsal in make_demo_reports(target, edition):
        example, returned = rehearsal.example, rehearsal.returned
        year = screen_text(shared.lang, "year", year=example.year)
        console.print(Text(f"{example.submission.agency.name}  {year}", style="bold underline"))
        console.print(Text(example.remark if shared.lang == "th" else example.remark_en, style="dim"))
        show_returned(console, returned, shared.lang)
        if rehearsal.analysed is not None:
            console.print()
            show_analysis(console, rehearsal.analysed, shared.lang)
        console.print(Text(screen_text(shared.lang, "open_next", path=rehearsal.analysis)))
        console.print()
    console.print(Text(screen_text(shared.lang, "rounded_apart"), style="dim"))
    console.print()
    made = make_demo_round(target.file("round"), edition)
    console.print(Text(screen_text(shared.lang, "demo_round"), style="bold underline"))
    show_round(console, made.loaded.province, shared.lang)
    show_findings(console, made.loaded.findings, shared.lang, with_file=True)
    console.print()
    show_province_results(console, made.loaded.province, ProvinceResults(made.loaded.province), shared.lang)
    console.print(Text(screen_text(shared.lang, "open_next", path=made.consolidated)))
    console.print()
    show_tracking(console, made.tracked.tracking, shared.lang)
    console.print(Text(screen_text(shared.lang, "open_next", path=made.measures)))
    return 0
