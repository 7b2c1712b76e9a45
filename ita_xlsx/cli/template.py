"""Run ``ita template``: write the forms that agencies fill in.

Calls the cycle; prints what was written.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from ita_xlsx.cli.agencies import find_agency, need_framework
from ita_xlsx.cli.exit_codes import exit_code
from ita_xlsx.cli.options import Shared, issued_option, measures_option, plan_layout_option, shared_options
from ita_xlsx.cli.screen import open_console, show_findings
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.context import load_context
from ita_xlsx.cycle.giving_back.prefill import NO_PREFILL, prefill_round
from ita_xlsx.cycle.province_plan import load_plan
from ita_xlsx.cycle.templates import blank_agency, write_template, write_templates
from ita_xlsx.model.findings import Finding


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
    plan_in_force = load_plan(context, measures or context.round.measures)
    plan, context = plan_in_force.plan, plan_in_force.context
    if plan_layout and not plan.measures:
        raise click.UsageError(screen_text(shared.lang, "form_needs_plan"))
    target, edition = shared.target(output), shared.edition(issued, plan_layout)
    one = find_agency(shared, context, agency) if agency else blank_agency(context.round.province) if blank else None
    prefill = NO_PREFILL if no_prefill or blank else prefill_round(context, one, previous)
    context = replace(context, inputs=(*context.inputs, *map(Path, previous)))
    not_written: tuple[Finding, ...] = ()
    written = True
    if one is not None:
        made = write_template(context, one, target, edition, plan, prefill)
        _print_line(shared, str(made))
    elif context.roster is not None:
        made_all = write_templates(context, context.roster, target, edition, plan, missing=missing, prefill=prefill)
        _print_line(shared, screen_text(shared.lang, "templates_made", count=len(made_all.paths), folder=output))
        not_written, written = made_all.findings, bool(made_all.paths) or not made_all.findings
    findings = (*context.findings, *plan_in_force.findings, *prefill.findings, *not_written)
    show_findings(open_console(), findings, shared.lang, with_file=True)
    return exit_code(findings, usable=written)


def _print_line(shared: Shared, text: str) -> None:
    if not shared.quiet:
        click.echo(text)
