"""Run ``ita template``: write the forms that agencies fill in.

Calls the cycle; prints what was written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

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
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.giving_back.prefill import NO_PREFILL, Prefill, prefill_round
from ita_xlsx.cycle.province_plan import load_plan
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.cycle.templates import blank_agency, findings_of_plan, write_template, write_templates
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding
from ita_xlsx.model.mails.mail_draft import MailKind
from ita_xlsx.model.measures import Plan

# Slow to import, and needed only where somebody asks for mail drafts.
if TYPE_CHECKING:
    from ita_xlsx.cycle.mails.mail_words import MailItem


@click.command()
@click.option("--agency", metavar="NAME", help="One agency: its name, or its code in the roster.")
@click.option("--blank", is_flag=True, help="The blank master, in which an agency names itself.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="OUT",
              help="OUT.xlsx for one workbook, a folder for a roster.")  # fmt: skip
@click.option("--missing", is_flag=True, help="Of a roster, make only the forms that are not there yet.")
@click.option("--previous", multiple=True, metavar="PATH",
              help="Last year's round, forms, consolidated workbook or database: forms show them.")  # fmt: skip
@click.option("--no-prefill", is_flag=True, help="Fill in nothing of last year, also if round.toml names it.")
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
    previous: tuple[str, ...],
    no_prefill: bool,
    measures: str | None,
    plan_for: str | None,
    plan_layout: str | None,
    mail: Path | None,
    issued: date,
) -> int:
    """Write the form of one agency, of each agency of the roster, or the blank master.

    With a plan of measures, each form holds the steps of its agency; --form adds the plan as a sheet to print. With
    last year's results, each form shows last year's scores, open steps and links.
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
    one = find_agency(shared, context, agency) if agency else blank_agency(context.round.province) if blank else None
    prefill = NO_PREFILL if no_prefill or blank else prefill_round(context, one, previous)
    context = replace(context, inputs=(*context.inputs, *map(Path, previous)))
    made = _write_forms(shared, context, one, target, edition, plan, prefill, missing=missing, mail=mail)
    mails = None if mail is None else make_mails(shared, MailKind.FORM, made.items, context, mail, edition)
    show_mails(mails, mail, shared)
    findings = (
        *context.findings, *plan_in_force.findings, *prefill.findings, *made.findings,
        *(mails.findings if mails else ()),
    )  # fmt: skip
    if findings:
        # Slow to import, and most runs find nothing.
        from ita_xlsx.cli.screen import open_console, show_findings

        show_findings(open_console(), findings, shared.lang, with_file=True)
    return exit_code(findings, usable=made.written)


class _Made(NamedTuple):
    """The outcome of writing forms: whether one was written, what goes with each by mail, and what was not written."""

    written: bool
    items: tuple[MailItem, ...] = ()
    findings: tuple[Finding, ...] = ()


def _write_forms(
    shared: Shared, context: RunContext, one: Agency | None, target: Target, edition: Edition, plan: Plan,
    prefill: Prefill, *, missing: bool, mail: Path | None,
) -> _Made:  # fmt: skip
    """Write the form of one agency, or of each agency of the roster; print what was written."""
    if one is not None:
        _check_mails(shared, mail, (one,))
        path = write_template(context, one, target, edition, plan, prefill)
        _print_line(shared, str(path))
        without = findings_of_plan(plan, (one,)) if one.name else ()
        return _Made(written=True, items=_mail_of_one(one, path, mail), findings=without)
    if context.roster is None:
        return _Made(written=True)
    _check_mails(shared, mail, context.roster.agencies)
    made = write_templates(context, context.roster, target, edition, plan, missing=missing, prefill=prefill)
    _print_line(shared, screen_text(shared.lang, "templates_made", count=len(made.paths), folder=target.path))
    is_written = bool(made.paths) or not made.findings
    if mail is None:
        return _Made(written=is_written, findings=made.findings)
    from ita_xlsx.cycle.mails.mail_sources import form_items  # slow to import

    items, not_sent = form_items(context, context.roster, target.path, made.paths)
    return _Made(written=is_written, items=items, findings=(*made.findings, *not_sent))


def _mail_of_one(agency: Agency, form: Path, folder: Path | None) -> tuple[MailItem, ...]:
    """Return what goes to an agency by mail, if somebody asks for mail drafts."""
    if folder is None:
        return ()
    from ita_xlsx.cycle.mails.mail_words import MailItem

    return (MailItem(agency=agency, files=(form,)),)


def _check_mails(shared: Shared, folder: Path | None, agencies: Sequence[Agency]) -> None:
    """Raise OutputError before a form is written, if a draft to one of the agencies may not be replaced."""
    if folder is not None:
        from ita_xlsx.cycle.mails.write_mails import check_mails_free  # slow to import

        check_mails_free(MailKind.FORM, agencies, shared.target(folder))


def _print_line(shared: Shared, text: str) -> None:
    if not shared.quiet:
        click.echo(text)
