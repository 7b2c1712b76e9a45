"""Run ``ita template``: write the forms that agencies fill in.

Calls the cycle; prints what was written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from ita_xlsx.cli.agencies import find_agency, need_framework
from ita_xlsx.cli.documents.mail_lines import make_mails, show_mails
from ita_xlsx.cli.exit_codes import exit_code
from ita_xlsx.cli.options import (
    Shared,
    issued_option,
    mail_option,
    measures_option,
    plan_layout_option,
    shared_options,
)
from ita_xlsx.cli.screen import open_console, show_findings
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.context import load_context
from ita_xlsx.cycle.mails.mail_sources import form_items
from ita_xlsx.cycle.mails.mail_words import MailItem
from ita_xlsx.cycle.mails.write_mails import check_mails_free
from ita_xlsx.cycle.province_plan import load_plan
from ita_xlsx.cycle.templates import blank_agency, write_template, write_templates
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import Finding
from ita_xlsx.model.mails.mail_draft import MailKind


@click.command()
@click.option("--agency", metavar="NAME", help="One agency: its name, or its code in the roster.")
@click.option("--blank", is_flag=True, help="The blank master, in which an agency names itself.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="OUT",
              help="OUT.xlsx for one workbook, a folder for a roster.")  # fmt: skip
@click.option("--missing", is_flag=True, help="Of a roster, make only the forms that are not there yet.")
@measures_option
@click.option("--plan-for", type=click.Choice(["all"]),
              help="Issue a plan drafted from the result of one agency to all of them.")  # fmt: skip
@plan_layout_option
@mail_option
@issued_option
@shared_options
def template(
    shared: Shared,
    agency: str | None,
    blank: bool,
    output: Path,
    missing: bool,
    measures: str | None,
    plan_for: str | None,
    plan_layout: str | None,
    mail: Path | None,
    issued: date,
) -> int:
    """Write the form of one agency, of each agency of the roster, or the blank master.

    With a plan of measures, each form holds the steps of its agency; --form adds the plan as a sheet to print.
    """
    context = load_context(shared.round_file, shared.framework, shared.roster)
    if plan_for:
        context = replace(context, round=replace(context.round, measures_for_all=True))
    need_framework(shared, context)
    if (agency is not None and blank) or not (agency or blank or (context.roster and agency is None)):
        raise click.UsageError(screen_text(shared.lang, "one_of"))
    if mail is not None and blank:
        raise click.UsageError(screen_text(shared.lang, "mail_of_blank"))
    plan_in_force = load_plan(context, measures or context.round.measures)
    plan, context = plan_in_force.plan, plan_in_force.context
    if plan_layout and not plan.measures:
        raise click.UsageError(screen_text(shared.lang, "form_needs_plan"))
    target, edition = shared.target(output), shared.edition(issued, plan_layout)
    not_written: tuple[Finding, ...] = ()
    written, items = True, tuple[MailItem, ...]()
    if agency or blank:
        agency_of_form = find_agency(shared, context, agency) if agency else blank_agency(context.round.province)
        _check_mails(shared, mail, (agency_of_form,))
        made = write_template(context, agency_of_form, target, edition, plan)
        _print_line(shared, str(made))
        items = (MailItem(agency=agency_of_form, files=(made,)),)
    elif context.roster is not None:
        _check_mails(shared, mail, context.roster.agencies)
        made_all = write_templates(context, context.roster, target, edition, plan, missing=missing)
        _print_line(shared, screen_text(shared.lang, "templates_made", count=len(made_all.paths), folder=output))
        not_written, written = made_all.findings, bool(made_all.paths) or not made_all.findings
        if mail is not None:
            items, not_sent = form_items(context, context.roster, output, made_all.paths)
            not_written += not_sent
    mails = None if mail is None else make_mails(shared, MailKind.FORM, items, context, mail, edition)
    show_mails(mails, mail, shared)
    findings = (*context.findings, *plan_in_force.findings, *not_written, *(mails.findings if mails else ()))
    show_findings(open_console(), findings, shared.lang, with_file=True)
    return exit_code(findings, usable=written)


def _check_mails(shared: Shared, folder: Path | None, agencies: Sequence[Agency]) -> None:
    """Raise OutputError before a form is written, if a draft to one of the agencies may not be replaced."""
    if folder is not None:
        check_mails_free(MailKind.FORM, agencies, shared.target(folder))


def _print_line(shared: Shared, text: str) -> None:
    if not shared.quiet:
        click.echo(text)
