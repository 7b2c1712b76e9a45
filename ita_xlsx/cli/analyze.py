"""Run ``ita analyze``: print the results of one returned form, or of a round, and write the analysis workbooks.

Calls the cycle once; prints to standard output.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from ita_xlsx.cli.agencies import need_paths
from ita_xlsx.cli.documents.mail_lines import make_mails, show_mails
from ita_xlsx.cli.exit_codes import CLEAN, exit_code
from ita_xlsx.cli.giving_back.analyses import AnalyzeOptions, analyze_many
from ita_xlsx.cli.json.results import analysis
from ita_xlsx.cli.options import (
    Shared,
    issued_option,
    mail_option,
    measures_option,
    paths_argument,
    plan_layout_option,
    read_limit,
    reason_to_use,
    shared_options,
    strict_option,
    use_options,
)
from ita_xlsx.cli.reporters import Outcome, Reporter, format_option
from ita_xlsx.cli.screen import show_analysis, show_findings, show_returned
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import workbook_path
from ita_xlsx.cycle.giving_back.one_form import is_one_form
from ita_xlsx.cycle.mails.mail_sources import result_items
from ita_xlsx.cycle.receive import receive_path
from ita_xlsx.cycle.runs.analyze_file import analyze_file, write_analysis_file
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.limits import Limit
from ita_xlsx.model.mails.mail_draft import MailKind


@click.command()
@paths_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT",
              help="The analysis workbook to write; for several forms a folder.")  # fmt: skip
@click.option("--cards", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Write a card of one page for each agency into DIR.")  # fmt: skip
@click.option("--previous", multiple=True, metavar="FILE", help="An earlier form or analysis; may be given again.")
@click.option("--threshold", callback=read_limit, metavar="N", help="What is weak below it (else the pass mark).")
@measures_option
@plan_layout_option
@mail_option
@use_options
@format_option
@strict_option
@issued_option
@shared_options
def analyze(
    shared: Shared,
    paths: tuple[str, ...],
    output: Path | None,
    cards: Path | None,
    previous: tuple[str, ...],
    threshold: Limit | None,
    measures: str | None,
    plan_layout: str | None,
    use: tuple[str, ...],
    why: str | None,
    mail: Path | None,
    reporter: Reporter,
    strict: bool,
    issued: date,
) -> int:
    """Compute the scores and the level of one returned form or of many, and write the analysis workbooks.

    PATH is a form, a folder, a .zip of forms, or a glob; in the folder of a round it is not needed. The plan of
    measures is drafted from the weak points; with --measures the given plan is used, and weak points that it does not
    cover get a draft.
    """
    if mail is not None and output is None and cards is None:
        raise click.UsageError(screen_text(shared.lang, "mail_needs_output"))
    context = load_context(shared.round_file, shared.framework, shared.roster, threshold)
    options = AnalyzeOptions(
        output=output,
        cards=cards,
        mail=mail,
        previous=previous,
        measures=measures,
        plan_layout=plan_layout,
        use=use,
        strict=strict,
    )
    if cards is None and is_one_form(paths):
        return _analyze_one(shared, context, Path(paths[0]), options, reporter, issued)
    reason = reason_to_use(shared, use, why, issued)
    return analyze_many(shared, context, need_paths(shared, context, paths), options, reporter, issued, reason)


def _analyze_one(
    shared: Shared, context: RunContext, file: Path, options: AnalyzeOptions, reporter: Reporter, issued: date
) -> int:
    run = analyze_file(receive_path(file, context), context, options.previous, options.measures)
    returned = run.returned
    plan_findings = run.other_findings
    target = shared.target(workbook_path(options.output)) if options.output else None
    if target is not None:
        plan_findings += write_analysis_file(run, target, shared.edition(issued, options.plan_layout))
    analysed, mails = run.analysis, None
    if options.mail is not None and target is not None and analysed is not None:
        items, not_sent = result_items(run, target.path)
        mails = make_mails(shared, MailKind.RESULT, items, context, options.mail, shared.edition(issued))
        plan_findings += (*not_sent, *mails.findings)
    code = exit_code((*returned.findings, *plan_findings), usable=returned.usable, strict=options.strict)

    def show(console: Console) -> None:
        if not shared.quiet or code != CLEAN:
            show_returned(console, returned, shared.lang)
            show_findings(console, plan_findings, shared.lang, with_file=True)
        if not shared.quiet and analysed is not None:
            console.print()
            show_analysis(console, analysed, shared.lang)
            if target is not None:
                console.print(Text(screen_text(shared.lang, "open_next", path=target.path)))
                show_mails(mails, options.mail, shared)

    findings = (*returned.findings, *plan_findings)
    reporter.report(
        Outcome(command="analyze", findings=findings, entries=lambda: analysis(analysed), show=show), shared.lang
    )
    return code
