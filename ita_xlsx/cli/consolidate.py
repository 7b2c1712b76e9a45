"""Run ``ita consolidate``: write one workbook for the province or the nation, and print averages and ranks.

Calls the cycle once; prints to standard output.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from importlib import import_module
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from ita_xlsx.cli.agencies import need_framework, need_paths
from ita_xlsx.cli.exit_codes import exit_code
from ita_xlsx.cli.hints import whole_commands
from ita_xlsx.cli.json.round_entries import consolidated
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
from ita_xlsx.cli.screen import plain_table, show_findings
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.context import load_context
from ita_xlsx.cycle.exports.format_names import FORMAT_NAMES
from ita_xlsx.cycle.files import Target, workbook_path
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.model.findings import visible
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.groups.groups_layout import SHEETS
from ita_xlsx.model.province.group_figures import all_groups
from ita_xlsx.model.province.groups import GroupBy
from ita_xlsx.model.province_results import ProvinceResults, count, mean, median, weighted_mean
from ita_xlsx.model.results import Basis
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.model.text.command_lines import quoted

_SHOWN, _WEAKEST = 5, 3
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
    from ita_xlsx.cycle.runs.consolidate_round import consolidate_round, write_consolidation

    run = consolidate_round(loaded, context, framework, previous, _own_sheets(by_kind, by_district))
    province, findings, results = loaded.province, run.findings, run.province_results
    plan_target = shared.target(workbook_path(plan_file)) if plan_file else None
    folder, edition = shared.target(export) if export else None, shared.edition(issued)
    write_consolidation(run, target, folder, edition, formats, plan_file=plan_target, with_contacts=with_contacts)

    def show(console: Console) -> None:
        if not shared.quiet and not loaded.path_missing:
            show_province_results(console, province, results, shared.lang)
        show_findings(console, findings, shared.lang, with_file=True)
        if loaded.usable and not shared.quiet:
            _show_written(shared, target, plan_target)

    entries = partial(consolidated, province, results)
    reporter.report(Outcome(command="consolidate", findings=findings, entries=entries, show=show), shared.lang)
    return exit_code(findings, usable=loaded.usable, strict=strict)


def _import_writers() -> None:
    """Import what writes the workbook; this takes a while, in which the children read."""
    import_module("ita_xlsx.cycle.runs.consolidate_round")


def _own_sheets(by_kind: bool, by_district: bool) -> tuple[GroupBy, ...]:
    wanted = {GroupBy.KIND: by_kind, GroupBy.DISTRICT: by_district}
    return tuple(by for by, is_wanted in wanted.items() if is_wanted)


def _show_written(shared: Shared, workbook: Target, plan: Target | None) -> None:
    """Print which workbook to open, and what to do with the plan."""
    click.echo(screen_text(shared.lang, "open_next", path=visible(str(workbook.path))))
    if plan is not None:
        command = whole_commands(f"ita template --measures {quoted(str(plan.path))} -o forms")
        click.echo(screen_text(shared.lang, "plan_made", path=visible(str(plan.path)), command=command))


def show_averages(console: Console, province: RoundState, province_results: ProvinceResults, lang: str) -> None:
    """Print the averages, how many agencies they are over, and how many agencies have each level."""
    overall, weights = province_results.column(OVERALL), province_results.weights(OVERALL)
    over = screen_text(lang, "over", counted=len(province_results.counted), count=len(province.members))
    middle = f"{screen_text(lang, 'median')} {_shown(median(overall), lang)}"
    console.print(Text(f"{screen_text(lang, 'average')} {_shown(mean(overall), lang)}   {middle}   ({over})"))
    if (weighted := weighted_mean(overall, weights)) is not None:
        console.print(Text(screen_text(lang, "weighted_by", value=weighted, count=count(weights)), style="dim"))
    levels = [f"{name} {number}" for name, number in province_results.levels.items() if number]
    if without := len(province_results.counted) - sum(province_results.levels.values()):
        levels.append(screen_text(lang, "without_level", count=without))
    console.print(Text("   ".join(levels)))


def show_weakest(
    console: Console, province: RoundState, province_results: ProvinceResults, lang: str, *, most: int = _WEAKEST
) -> None:
    """Print the indicators with the lowest averages, ``most`` of them."""
    means = [(mean(province_results.column(node.subject)), node) for node in province.framework.of_kind(Kind.INDICATOR)]
    ascending = sorted(((score, node) for score, node in means if score is not None), key=lambda item: item[0])
    for lowest, node in ascending[:most]:
        console.print(Text(f"{screen_text(lang, 'weakest')} {node.code}. {node.name}  {lowest}", style="dim"))


def show_province_results(console: Console, province: RoundState, province_results: ProvinceResults, lang: str) -> None:
    """Print the averages, how many agencies they are over, the levels, and the best and the last agencies."""
    show_averages(console, province, province_results, lang)
    table = plain_table()
    table.add_column(screen_text(lang, "rank"), justify="right")
    table.add_column(screen_text(lang, "agency"), min_width=30, overflow="fold")
    table.add_column(screen_text(lang, "score"), justify="right")
    order = province_results.order
    for index in order if len(order) <= 2 * _SHOWN else (*order[:_SHOWN], *order[-_SHOWN:]):
        agency, score = province_results.counted[index].agency, province_results.overall[index]
        table.add_row(str(province_results.rank(score)), visible(f"{agency.code} {agency.name}"), str(score))
    console.print(table)
    show_groups(console, province_results, lang)
    show_weakest(console, province, province_results, lang)


def show_groups(console: Console, province_results: ProvinceResults, lang: str) -> None:
    """Print the mean of each kind and district with how many agencies count, the first of them, and of the country."""
    for groups in all_groups(province_results):
        for group in groups.groups[:_SHOWN]:
            values = {"mean": _shown(group.mean(), lang), "counted": group.counted, "members": group.members}
            console.print(Text(visible(screen_text(lang, "of_group", name=group.name, **values))))
        if left := len(groups.groups[_SHOWN:]):
            console.print(Text(screen_text(lang, "more_groups", count=left, sheet=SHEETS[groups.by]), style="dim"))
    national = province_results.province.national
    if (value := national.mean(province_results.framework, OVERALL)) is not None:
        console.print(Text(screen_text(lang, "national_mean", mean=value)))


def _shown(value: Decimal | None, lang: str) -> str:
    return label_of(Basis.MISSING, lang) if value is None else str(value)
