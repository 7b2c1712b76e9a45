"""``ita demo``: the round on real published figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from rich.text import Text

from ita_xlsx.cli.options import Shared, issued_option, shared_options
from ita_xlsx.cli.screen import open_console, show_analysis, show_returned
from ita_xlsx.cli.texts import say
from ita_xlsx.cycle.rehearse import rehearse


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@issued_option
@shared_options
def demo(shared: Shared, folder: Path, issued: date) -> int:
    """Walk a whole round on real published figures: template, filling, check, analysis."""
    console = open_console(quiet=shared.quiet)
    for rehearsal in rehearse(folder, issued, digits=shared.digits, force=shared.force):
        example, returned = rehearsal.example, rehearsal.returned
        year = say(shared.lang, "year", year=example.year)
        console.print(Text(f"{example.submission.agency.name}  {year}", style="bold underline"))
        console.print(Text(example.remark if shared.lang == "th" else example.remark_en, style="dim"))
        show_returned(console, returned, shared.lang)
        if rehearsal.analysed is not None:
            console.print()
            show_analysis(console, rehearsal.analysed, shared.lang)
        console.print(Text(say(shared.lang, "open_next", path=rehearsal.analysis)))
        console.print()
    console.print(Text(say(shared.lang, "rounded_apart"), style="dim"))
    return 0
