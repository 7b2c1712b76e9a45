"""``ita consolidate``: one workbook for the province or the nation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from ita_xlsx.cli.agencies import need_framework
from ita_xlsx.cli.exit_codes import exit_code
from ita_xlsx.cli.json.results import document
from ita_xlsx.cli.json.round import consolidated
from ita_xlsx.cli.options import Shared, format_option, issued_option, shared_options, strict_option
from ita_xlsx.cli.progress_bar import reading_progress
from ita_xlsx.cli.screen import open_console, plain_table, show_findings
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.consolidate import check_export, export_round, read_earlier_rounds, write_round
from ita_xlsx.cycle.context import load_context
from ita_xlsx.cycle.files import check_free, workbook_path
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.model.findings import visible
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.province_results import ProvinceResults, count, mean, median, weighted_mean
from ita_xlsx.model.round_state import RoundState

_SHOWN, _WEAKEST = 5, 3


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.xlsx",
              help="The consolidated workbook to write.")  # fmt: skip
@click.option("--previous", multiple=True, metavar="PATH",
              help="Earlier workbooks, or a database of earlier years; may be given again.")  # fmt: skip
@click.option("--export", "export", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Write tidy tables (CSV, SQLite, datapackage.json) into DIR.")  # fmt: skip
@click.option("--use", multiple=True, metavar="FILE", help="Of several files of an agency, the one that counts.")
@click.option(
    "--jobs", type=click.IntRange(0, 64), default=0, metavar="N", help="Children that read (else one a core)."
)
@click.option("--no-cache", is_flag=True, help="Read every file anew.")
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
    use: tuple[str, ...],
    jobs: int,
    no_cache: bool,
    form: str,
    strict: bool,
    issued: date,
) -> int:
    """Averages, ranks, heat map, shared weak points and findings of all agencies in one workbook."""
    context = load_context(shared.round_file, shared.framework, shared.roster)
    framework = need_framework(shared, context)
    target = workbook_path(output)
    check_free(target, force=shared.force, inputs=context.inputs)
    with reading_progress(shared.lang, quiet=shared.quiet) as progress:
        gathered = load_round(paths, context, use=use, jobs=jobs, cached=not no_cache, progress=progress)
    inputs = (*gathered.inputs, *map(Path, previous))
    if export is not None:
        check_export(export, force=shared.force)
    province = gathered.province
    earlier, told = read_earlier_rounds(previous, context, framework) if previous else ((), ())
    findings = (*gathered.findings, *told)
    standing = ProvinceResults(province)
    if gathered.usable:
        write_round(province, earlier, target, issued, digits=shared.digits, force=shared.force, inputs=inputs)
        if export is not None:
            export_round(province, export, issued, force=shared.force)
    if form == "json":
        click.echo(document("consolidate", findings, consolidated(province, standing), shared.lang))
    else:
        console = open_console()
        if not shared.quiet and not gathered.misnamed:
            show_standing(console, province, standing, shared.lang)
        show_findings(console, findings, shared.lang, named=True)
        if gathered.usable and not shared.quiet:
            click.echo(screen_text(shared.lang, "open_next", path=visible(str(target))))
    return exit_code(findings, usable=gathered.usable, strict=strict)


def show_standing(console: Console, province: RoundState, standing: ProvinceResults, lang: str) -> None:
    """Averages over how many agencies, levels, the best and the worst."""
    overall, weights = standing.column(OVERALL), standing.weights(OVERALL)
    over = screen_text(lang, "over", counted=len(standing.counted), count=len(province.members))
    middle = f"{screen_text(lang, 'median')} {_shown(median(overall), lang)}"
    console.print(Text(f"{screen_text(lang, 'average')} {_shown(mean(overall), lang)}   {middle}   ({over})"))
    if (weighted := weighted_mean(overall, weights)) is not None:
        console.print(Text(screen_text(lang, "weighted_by", value=weighted, count=count(weights)), style="dim"))
    console.print(Text("   ".join(f"{name} {number}" for name, number in standing.levels.items() if number)))
    table = plain_table()
    table.add_column(screen_text(lang, "rank"), justify="right")
    table.add_column(screen_text(lang, "agency"), min_width=30)
    table.add_column(screen_text(lang, "score"), justify="right")
    order = standing.order
    for index in order if len(order) <= 2 * _SHOWN else (*order[:_SHOWN], *order[-_SHOWN:]):
        agency, score = standing.counted[index].agency, standing.overall[index]
        table.add_row(str(standing.rank(score)), visible(f"{agency.code} {agency.name}"), str(score))
    console.print(table)
    means = [(mean(standing.column(node.subject)), node) for node in province.framework.of_kind(Kind.INDICATOR)]
    known = sorted(((score, node) for score, node in means if score is not None), key=lambda item: item[0])
    for lowest, node in known[:_WEAKEST]:
        console.print(Text(f"{screen_text(lang, 'weakest')} {node.code}. {node.name}  {lowest}", style="dim"))


def _shown(value: Decimal | None, lang: str) -> str:
    return screen_text(lang, "missing") if value is None else str(value)
