"""``ita template``: the forms that agencies fill in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ita_xlsx.cli.agencies import find_agency, need_framework
from ita_xlsx.cli.exit_codes import exit_code
from ita_xlsx.cli.options import Shared, issued_option, measures_option, plan_form_option, shared_options
from ita_xlsx.cli.screen import open_console, show_findings
from ita_xlsx.cli.texts import say
from ita_xlsx.cycle.context import set_desk
from ita_xlsx.cycle.province_plan import lay_plan
from ita_xlsx.cycle.templates import blank_agency, issue_one, issue_roster


@click.command()
@click.option("--agency", metavar="NAME", help="One agency: its name, or its code in the roster.")
@click.option("--blank", is_flag=True, help="The blank master, in which an agency names itself.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="OUT",
              help="OUT.xlsx for one workbook, a folder for a roster.")  # fmt: skip
@click.option("--missing", is_flag=True, help="Of a roster, make only the forms that are not there yet.")
@measures_option
@plan_form_option
@issued_option
@shared_options
def template(
    shared: Shared,
    agency: str | None,
    blank: bool,
    output: Path,
    missing: bool,
    measures: str | None,
    plan_form: str | None,
    issued: date,
) -> int:
    """Make the forms: one agency's, one for each agency of the roster, or the blank master.

    With a plan of measures, each holds the steps of its agency; --form adds the plan as a sheet to print.
    """
    desk = set_desk(shared.round_file, shared.framework, shared.roster)
    need_framework(shared, desk)
    if (agency is not None and blank) or not (agency or blank or (desk.roster and agency is None)):
        raise click.UsageError(say(shared.lang, "one_of"))
    laid = lay_plan(desk, measures or desk.round.measures)
    plan, form, desk = laid.plan, plan_form or "", laid.desk
    if form and not plan.measures:
        raise click.UsageError(say(shared.lang, "form_needs_plan"))
    digits, force = shared.digits, shared.force
    if agency or blank:
        chosen = find_agency(shared, desk, agency) if agency else blank_agency(desk.round.province)
        made = issue_one(desk, chosen, issued, output, digits=digits, force=force, plan=plan, plan_form=form)
        _tell(shared, str(made))
    elif desk.roster is not None:
        made_all = issue_roster(
            desk, desk.roster, issued, output, digits=digits, force=force, plan=plan, plan_form=form, missing=missing
        )
        _tell(shared, say(shared.lang, "templates_made", count=sum(1 for _ in made_all), folder=output))
    findings = (*desk.findings, *laid.findings)
    show_findings(open_console(), findings, shared.lang, named=True)
    return exit_code(findings, usable=True)


def _tell(shared: Shared, text: str) -> None:
    if not shared.quiet:
        click.echo(text)
