"""Run ``ita report``: write the analysis report of one agency or of the province as a Word document.

Calls the cycle; prints what was written and what is left blank.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from rich.console import Console

from ita_xlsx.cli.agencies import need_framework, need_paths
from ita_xlsx.cli.documents.document_lines import document_entries, show_blanks, write_shipped_master
from ita_xlsx.cli.exit_codes import CLEAN, exit_code
from ita_xlsx.cli.options import (
    Shared,
    document_options,
    issued_option,
    measures_option,
    reason_to_use,
    strict_option,
    use_options,
)
from ita_xlsx.cli.progress_bar import reading_progress
from ita_xlsx.cli.reporters import Outcome, Reporter, format_option
from ita_xlsx.cli.screen import print_hanging, show_findings
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.context import ROUND_FILE, RunContext
from ita_xlsx.cycle.documents.document_parts import MasterKind, document_path, report_parts
from ita_xlsx.cycle.documents.round_report import ReportRequest, ReportRun, write_file_report, write_round_report
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.findings import visible


@click.command()
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.docx",
              help="The report to write (.docx).")  # fmt: skip
@click.option("--export-master", "master", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write the master document, to be restyled in Word.")  # fmt: skip
@click.option("--previous", multiple=True, metavar="PATH",
              help="Earlier workbooks, or a database of earlier years; may be given again.")  # fmt: skip
@use_options
@measures_option
@format_option
@strict_option
@issued_option
@document_options
def report(
    shared: Shared,
    file: Path | None,
    output: Path | None,
    master: Path | None,
    previous: tuple[str, ...],
    use: tuple[str, ...],
    why: str | None,
    measures: str | None,
    reporter: Reporter,
    strict: bool,
    issued: date,
) -> int:
    """Write the analysis report of an agency (its form or its analysis) or of the province (a consolidated workbook).

    Without FILE it is the report of the round. What is unknown is a marked blank, and the blanks are counted.
    """
    if master is not None:
        write_shipped_master(shared, MasterKind.REPORT, master)
    if output is None and master is not None:
        return CLEAN
    if output is None:
        raise click.UsageError(screen_text(shared.lang, "report_needs_output"))
    context, workbook = _context_and_workbook(shared, file)
    target = shared.target(document_path(output), context.inputs)
    target.check_free()
    request = ReportRequest(
        context=context,
        parts=report_parts(context),
        edition=shared.edition(issued),
        previous=previous,
        measures=measures,
    )
    if workbook is not None:
        run = write_file_report(workbook, request, target)
    else:
        framework = need_framework(shared, context)
        paths, reason = need_paths(shared, context, ()), reason_to_use(shared, use, why, issued)
        with reading_progress(shared.lang, quiet=shared.quiet) as progress:
            loaded = load_round(paths, context, use=use, reason=reason, progress=progress)
        run = write_round_report(loaded, framework, request, target)
    return _finish(shared, run, reporter, strict=strict)


def _context_and_workbook(shared: Shared, file: Path | None) -> tuple[RunContext, Path | None]:
    """Return the context of the run, and the workbook that was named; None for the report of the round."""
    round_file = shared.round_file
    if file is not None and (file.is_dir() or file.suffix.lower() == ".toml"):
        round_file, file = str(file / ROUND_FILE if file.is_dir() else file), None
    context = load_context(round_file, shared.framework, shared.roster)
    if file is None and context.round_file is None:
        raise click.UsageError(screen_text(shared.lang, "report_of_what"))
    return context, file


def _finish(shared: Shared, run: ReportRun, reporter: Reporter, *, strict: bool) -> int:
    documents = () if run.document is None else (run.document,)

    def show(console: Console) -> None:
        show_findings(console, run.findings, shared.lang, with_file=True)
        if run.document is None:
            console.print(screen_text(shared.lang, "no_report"))
        if run.document is not None and not shared.quiet:
            path = visible(str(run.document.path))
            print_hanging(console, "", screen_text(shared.lang, "report_made", path=path))
            show_blanks(console, documents, shared.lang)

    def entries() -> object:
        return document_entries(documents)

    reporter.report(Outcome(command="report", findings=run.findings, entries=entries, show=show), shared.lang)
    return exit_code(run.findings, usable=run.document is not None, strict=strict)
