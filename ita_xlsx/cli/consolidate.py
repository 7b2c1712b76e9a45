"""Run ``ita consolidate``: write one workbook for the province or the nation, and print averages and ranks.

Calls the cycle once; prints to standard output.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ita_xlsx.cli.agencies import need_framework, need_paths
from ita_xlsx.cli.exit_codes import exit_code
from ita_xlsx.cli.options import (
    Shared,
    issued_option,
    latest_day,
    paths_argument,
    reason_to_use,
    shared_options,
    strict_option,
    use_options,
)
from ita_xlsx.cli.progress_bar import reading_progress
from ita_xlsx.cli.reporters import Outcome, Reporter, format_option
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.exports.format_names import FORMAT_NAMES
from ita_xlsx.cycle.files import Target, workbook_path
from ita_xlsx.cycle.load_round import LoadedRound, load_round
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.findings import visible
from ita_xlsx.model.province.groups import GroupBy
from ita_xlsx.model.text.command_lines import quoted

if TYPE_CHECKING:
    from rich.console import Console

    from ita_xlsx.cycle.runs.consolidate_round import ConsolidationRun
_FORMAT_NAMES = ", ".join(FORMAT_NAMES.values())


@click.command()
@paths_argument
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.xlsx",
              help="The consolidated workbook to write.")  # fmt: skip
@click.option("--previous", multiple=True, metavar="PATH",
              help="Earlier workbooks, or a database of earlier years; may be given again.")  # fmt: skip
@click.option("--export", "export", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help=f"Write tidy tables ({_FORMAT_NAMES}, datapackage.json) into DIR.")  # fmt: skip
@click.option("--export-format", "formats", multiple=True, type=click.Choice(list(FORMAT_NAMES)),
              help="With --export: a format of the tables (else all); may be given again.")  # fmt: skip
@click.option("--by-kind", is_flag=True, help="Give each kind of agency a sheet of its own.")
@click.option("--by-district", is_flag=True, help="Give each district a sheet of its own.")
@click.option("--plan", "plan_file", type=click.Path(dir_okay=False, path_type=Path), metavar="PLAN.xlsx",
              help="Write the plan drafted from shared weak points into a workbook of its own.")  # fmt: skip
@click.option("--with-contacts", is_flag=True,
              help="With --export: name senders, contacts and reasons, too. Not for publishing.")  # fmt: skip
@use_options
@click.option(
    "--jobs", type=click.IntRange(0, 64), default=0, metavar="N", help="Children that read (else one a core)."
)
@click.option("--no-cache", is_flag=True, help="Read and make everything anew.")
@format_option
@strict_option
@issued_option
@shared_options
def consolidate(
    shared: Shared,
    paths: tuple[str, ...],
    output: Path,
    previous: tuple[str, ...],
    export: Path | None,
    formats: tuple[str, ...],
    by_kind: bool,
    by_district: bool,
    plan_file: Path | None,
    with_contacts: bool,
    use: tuple[str, ...],
    why: str | None,
    jobs: int,
    no_cache: bool,
    reporter: Reporter,
    strict: bool,
    issued: date,
) -> int:
    """Bring all agencies into one workbook: averages, ranks, heat map, shared weak points, findings."""
    if export is None and (formats or with_contacts):
        raise click.UsageError(screen_text(shared.lang, "needs_export" if formats else "contacts_need_export"))
    context = load_context(shared.round_file, shared.framework, shared.roster)
    paths, framework = need_paths(shared, context, paths), need_framework(shared, context)
    target = shared.target(workbook_path(output), context.inputs)
    target.check_free()
    with reading_progress(shared.lang, quiet=shared.quiet) as progress:
        reason, day = reason_to_use(shared, use, why, issued), latest_day(issued)
        loaded = load_round(
            paths, context, use=use, reason=reason, jobs=jobs, cached=not no_cache, progress=progress, today=day,
            meanwhile=_import_writers,
        )  # fmt: skip
    from ita_xlsx.cli.json.round_entries import consolidated
    from ita_xlsx.cycle.runs.consolidate_round import consolidate_round, write_consolidation

    run = consolidate_round(loaded, context, framework, previous, _own_sheets(by_kind, by_district))
    province, findings, results = loaded.province, run.findings, run.province_results
    plan_target = shared.target(workbook_path(plan_file)) if plan_file else None
    folder, edition = shared.target(export) if export else None, shared.edition(issued)
    write_consolidation(run, target, folder, edition, formats, plan_file=plan_target, with_contacts=with_contacts)

    show = partial(_show, shared, loaded, run, target, plan_target)
    entries = partial(consolidated, province, results)
    reporter.report(Outcome(command="consolidate", findings=findings, entries=entries, show=show), shared.lang)
    return exit_code(findings, usable=loaded.usable, strict=strict)


def _show(
    shared: Shared, loaded: LoadedRound, run: ConsolidationRun, workbook: Target, plan: Target | None, console: Console
) -> None:
    """Print the averages, the findings, and what was written."""
    from ita_xlsx.cli.province_lines import show_province_results
    from ita_xlsx.cli.screen import show_findings

    if not shared.quiet and not loaded.path_missing:
        show_province_results(console, loaded.province, run.province_results, shared.lang)
    show_findings(console, run.findings, shared.lang, with_file=True)
    if loaded.usable and not shared.quiet:
        _show_written(shared, workbook, plan)


def _import_writers() -> None:
    """Import what writes the workbook and the screen; this takes a while, in which the children start and read."""
    for name in ("cycle.runs.consolidate_round", "output.province", "intake.workbook.package", "cli.screen"):
        import_module(f"ita_xlsx.{name}")


def _own_sheets(by_kind: bool, by_district: bool) -> tuple[GroupBy, ...]:
    wanted = {GroupBy.KIND: by_kind, GroupBy.DISTRICT: by_district}
    return tuple(by for by, is_wanted in wanted.items() if is_wanted)


def _show_written(shared: Shared, workbook: Target, plan: Target | None) -> None:
    """Print which workbook to open, and what to do with the plan."""
    click.echo(screen_text(shared.lang, "open_next", path=visible(str(workbook.path))))
    if plan is not None:
        from ita_xlsx.cli.hints import whole_commands

        command = whole_commands(f"ita template --measures {quoted(str(plan.path))} -o forms")
        click.echo(screen_text(shared.lang, "plan_made", path=visible(str(plan.path)), command=command))
