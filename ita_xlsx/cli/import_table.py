"""Run ``ita import``: read a table of scores as printed in a report, and write a filled form.

Calls the cycle once; prints to standard output.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from ita_xlsx.cli.agencies import find_agency, need_framework
from ita_xlsx.cli.exit_codes import CLEAN, COULD_NOT_RUN, FOUND_ERRORS
from ita_xlsx.cli.importing.all_agencies import import_all_agencies
from ita_xlsx.cli.json.results import imported_entry
from ita_xlsx.cli.options import Shared, issued_option, shared_options
from ita_xlsx.cli.reporters import Outcome, Reporter, format_option
from ita_xlsx.cli.screen import show_findings
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.import_table import Imported, import_printed, write_imported
from ita_xlsx.cycle.settings.load_context import load_context


@click.command("import")
@click.argument("table", metavar="TABLE", type=click.Path(path_type=Path))
@click.option("--agency", metavar="NAME", help="The agency: its name, or its code in the roster.")
@click.option("--all", "all_agencies", is_flag=True, help="A table of all agencies: agencies in rows.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT",
              help="The filled form; with --all a folder for the forms (else the round's inbox).")  # fmt: skip
@click.option("--export", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="With --all: add the year to the database (ita.sqlite) in DIR.")  # fmt: skip
@format_option
@issued_option
@shared_options
def import_table(
    shared: Shared,
    table: Path,
    agency: str | None,
    all_agencies: bool,
    output: Path | None,
    export: Path | None,
    reporter: Reporter,
    issued: date,
) -> int:
    """Fill in a form from a table as printed in a report: TABLE is .xlsx or CSV.

    A score that is not certain is left empty and listed with its cell. With --all the table holds all agencies of the
    roster: a form for each goes into the round, or the whole year into a database for --previous.
    """
    _check_options(shared, agency, output, export, all_agencies=all_agencies)
    if agency is None or output is None:
        return import_all_agencies(shared, table, output, export, reporter, shared.edition(issued))
    context = load_context(shared.round_file, shared.framework, shared.roster)
    imported = import_printed(table, need_framework(shared, context), find_agency(shared, context, agency))
    target = write_imported(imported, context, shared.target(output), shared.edition(issued))

    def show(console: Console) -> None:
        _show(console, shared, imported, target)

    def entries() -> object:
        return imported_entry(imported, str(target) if target else None)

    reporter.report(Outcome(command="import", findings=imported.findings, entries=entries, show=show), shared.lang)
    if target is None:
        return COULD_NOT_RUN
    return FOUND_ERRORS if imported.not_understood else CLEAN


def _check_options(
    shared: Shared, agency: str | None, output: Path | None, export: Path | None, *, all_agencies: bool
) -> None:
    """Raise click.UsageError unless the options ask for one agency, or for all of them."""
    if (agency is not None) == all_agencies or (export and not all_agencies):
        raise click.UsageError(screen_text(shared.lang, "import_one_or_all"))
    if agency is not None and output is None:
        raise click.UsageError(screen_text(shared.lang, "import_needs_output"))
    if output is not None and output.is_dir() != all_agencies and output.exists():
        key = "import_output_is_file" if all_agencies else "import_output_is_folder"
        raise click.UsageError(screen_text(shared.lang, key, name=output))


def _show(console: Console, shared: Shared, imported: Imported, target: Path | None) -> None:
    """Print how many answers were understood for each instrument, then what was not, then the path of the form."""
    submission, framework = imported.submission, imported.framework
    if submission is not None and not shared.quiet:
        console.print(Text(screen_text(shared.lang, "import_understood", file=imported.file), style="bold"))
        answered = {answer.subject for answer in submission.answers}
        for item in framework.instruments:
            leaves = framework.nodes[item.code].leaves
            count = sum(leaf.subject in answered for leaf in leaves)
            line = screen_text(shared.lang, "answered", answered=count, expected=len(leaves))
            console.print(Text(f"  {item.code}  {line}"))
        announced = [answer.subject for answer in (*submission.announced, *submission.announced_words)]
        previous = [answer.subject for answer in (*submission.announced_previous, *submission.previous)]
        for key, subjects in (("import_given", announced), ("import_previous", previous)):
            if subjects:
                console.print(Text(f"  {screen_text(shared.lang, key, count=len(subjects))}: {', '.join(subjects)}"))
    findings = imported.not_understood if shared.quiet else imported.findings
    if findings:
        if not shared.quiet:
            console.print(
                Text(screen_text(shared.lang, "import_not", count=len(imported.not_understood)), style="bold")
            )
        show_findings(console, findings, shared.lang)
    if target is not None and not shared.quiet:
        console.print(Text(screen_text(shared.lang, "open_next", path=target)))
