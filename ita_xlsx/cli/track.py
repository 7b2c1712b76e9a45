"""Run ``ita track``: bring the measures of all agencies into one workbook, and print the counts.

Calls the cycle once; prints to standard output.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ita_xlsx.cli.agencies import need_framework, need_paths
from ita_xlsx.cli.exit_codes import exit_code
from ita_xlsx.cli.json.round_entries import tracked_steps
from ita_xlsx.cli.options import (
    Shared,
    issued_option,
    measures_option,
    paths_argument,
    read_deadline,
    reason_to_use,
    shared_options,
    strict_option,
    use_options,
)
from ita_xlsx.cli.progress_bar import reading_progress
from ita_xlsx.cli.reporters import Outcome, Reporter, format_option
from ita_xlsx.cli.screen import figure_columns, figures_in_room, hanging, plain_table, show_findings
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.check_links import load_link_results
from ita_xlsx.cycle.files import workbook_path
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.province_plan import load_plan, plan_file_of
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.cycle.track_measures import track_round, write_round_measures
from ita_xlsx.model.findings import Finding, Severity, Trait, has_trait, visible
from ita_xlsx.model.labels import SHORT_STEP_STATUSES, word_of
from ita_xlsx.model.layout.measures_layout import FINDINGS
from ita_xlsx.model.province.overdue_steps import agencies_behind
from ita_xlsx.model.round_measures import RoundMeasures, StepStatus, Tally, tally
from ita_xlsx.model.text.dates import numeric_date

_FIGURES = ("done", "doing", "not_yet", "unsaid", "gone", "no_duty", "overdue", "proved")
_MOST_AGENCIES, _MOST_ALIKE = 10, 2


@click.command()
@paths_argument
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.xlsx",
              help="The workbook of measures to write.")  # fmt: skip
@click.option("--by-owner", is_flag=True, help="A sheet for each responsible owner as well.")
@click.option("--previous", multiple=True, metavar="PATH",
              help="Last year's forms, or a database of earlier years: what was promised then.")  # fmt: skip
@click.option("--as-of", callback=read_deadline, metavar="DATE",
              help="The day periods are held against (else the date of issue).")  # fmt: skip
@use_options
@click.option(
    "--jobs", type=click.IntRange(0, 64), default=0, metavar="N", help="Children that read (else one a core)."
)
@click.option("--no-cache", is_flag=True, help="Read every file anew.")
@measures_option
@format_option
@strict_option
@issued_option
@shared_options
def track(
    shared: Shared,
    paths: tuple[str, ...],
    output: Path,
    by_owner: bool,
    previous: tuple[str, ...],
    as_of: date | None,
    use: tuple[str, ...],
    why: str | None,
    jobs: int,
    no_cache: bool,
    measures: str | None,
    reporter: Reporter,
    strict: bool,
    issued: date,
) -> int:
    """Bring the measures of all agencies into one workbook: status, evidence, overdue, repeated links.

    Steps are matched by their id, even if their text was changed; a row that the agency added is kept. A form that is
    rejected for its scores still counts here. Overdue steps are warnings; a missing agency is an error.
    """
    context = load_context(shared.round_file, shared.framework, shared.roster)
    framework = need_framework(shared, context)
    plan_in_force = load_plan(context, plan_file_of(context, measures), framework)
    context = plan_in_force.context
    links, unread = load_link_results(context)
    target = shared.target(workbook_path(output), context.inputs)
    target.check_free()
    paths, reason = need_paths(shared, context, paths), reason_to_use(shared, use, why, issued)
    with reading_progress(shared.lang, quiet=shared.quiet) as progress:
        loaded = load_round(paths, context, use=use, reason=reason, jobs=jobs, cached=not no_cache, progress=progress)
    tracked = track_round(loaded, context, as_of or issued, plan=plan_in_force.plan, links=links, previous=previous)
    tracking, findings = tracked.tracking, (*plan_in_force.findings, *unread, *tracked.findings)
    if loaded.usable:
        target = target.protect((*loaded.inputs, *map(Path, previous)))
        write_round_measures(tracked, target, shared.edition(issued), by_owner=by_owner)

    def show(console: Console) -> None:
        if not shared.quiet:
            show_tracking(console, tracking, shared.lang)
        show_first(console, findings, shared.lang, below_table=not shared.quiet)
        if loaded.usable and not shared.quiet:
            click.echo(screen_text(shared.lang, "open_next", path=visible(str(target.path))))

    outcome = Outcome(command="track", findings=findings, entries=lambda: tracked_steps(tracking), show=show)
    reporter.report(outcome, shared.lang)
    return exit_code(findings, usable=loaded.usable, strict=strict)


def show_first(console: Console, findings: Sequence[Finding], lang: str, *, below_table: bool = False) -> None:
    """Print every error and the first warnings of each code; the workbook has all.

    ``below_table`` leaves out findings whose figures are in the table of agencies above.
    """
    counts: Counter[str] = Counter()
    printed: list[Finding] = []
    left = 0
    for finding in findings:
        counts[finding.code] += 1
        if below_table and has_trait(finding, Trait.IN_AGENCY_TABLE):
            continue
        if finding.severity is Severity.ERROR or counts[finding.code] <= _MOST_ALIKE:
            printed.append(finding)
        else:
            left += 1
    show_findings(console, printed, lang, with_file=True)
    if left:
        console.print(Text(f"  … {screen_text(lang, 'more_in_sheet', count=left, sheet=FINDINGS)}", style="dim"))


def show_reporting(console: Console, tracking: RoundMeasures, lang: str) -> None:
    """Print how many agencies report how many steps."""
    day, members = tracking.as_of, tracking.province.members
    day_text = numeric_date(day)
    line = screen_text(
        lang,
        "tracked",
        agencies=len(tracking.agencies_with_reports),
        count=len(members),
        steps=len(tracking.steps),
        day=day_text,
    )
    console.print(Text(line))


def show_tracking(console: Console, tracking: RoundMeasures, lang: str) -> None:
    """Print how many agencies report, a line for each indicator, and the agencies with the most overdue steps."""
    show_reporting(console, tracking, lang)
    if not tracking.steps:
        return
    for table in _by_indicator(tracking, lang, console.width):
        console.print(table)
    behind = agencies_behind(tracking)
    if behind:
        console.print(
            _behind([(counts, f"{agency.code} {agency.name}") for agency, counts in behind], lang, console.width)
        )
    if len(behind) > _MOST_AGENCIES:
        console.print(Text(f"  … {screen_text(lang, 'more', count=len(behind) - _MOST_AGENCIES)}", style="dim"))


def _by_indicator(tracking: RoundMeasures, lang: str, room: int) -> Iterator[Table]:
    """Yield the table of indicators, split into several where the console is too narrow for all columns."""
    total = tally(tracking.steps)
    keys = ["steps", *(key for key in _FIGURES if getattr(total, key) or key in ("done", "overdue"))]
    headers = [(header_of(key, lang), int(getattr(total, key))) for key in keys]
    first = 0
    for count in figures_in_room(headers, room):
        part = slice(first, first + count)
        yield _figures_of(tracking, total, keys[part], headers[part], lang, room)
        first += count


def header_of(key: str, lang: str) -> str:
    """Return the header of a column of figures: the word of a step status, or of another count."""
    if key in list(StepStatus):
        return word_of(SHORT_STEP_STATUSES[StepStatus(key)], lang)
    return screen_text(lang, key)


def _figures_of(
    tracking: RoundMeasures, total: Tally, keys: list[str], headers: list[tuple[str, int]], lang: str, room: int
) -> Table:
    nodes, table = tracking.province.framework.nodes, plain_table()
    table.add_column(screen_text(lang, "indicator"))
    figure_columns(table, headers, room)
    for code, steps in tracking.by_indicator.items():
        name = Text(screen_text(lang, "no_indicator"))
        if code:
            name = hanging(f"{code}. ", nodes[code].name, table.columns[0].max_width or room, Console())
        _figures(table, name, tally(steps), keys)
    _figures(table, Text(screen_text(lang, "all")), total, keys)
    return table


def _figures(table: Table, name: Text, counts: Tally, keys: list[str]) -> None:
    cells = [Text(str(getattr(counts, key)), style=_style(key, getattr(counts, key))) for key in keys]
    table.add_row(name, *cells)


def _style(key: str, count: int) -> str:
    return "yellow" if key == "overdue" and count else ""


def _behind(late: list[tuple[Tally, str]], lang: str, room: int) -> Table:
    table = plain_table()
    table.add_column(screen_text(lang, "agency"))
    figure_columns(table, [(screen_text(lang, key), late[0][0].steps) for key in ("overdue", "of_steps")], room)
    table.columns[1].style = "yellow"
    for counts, name in late[:_MOST_AGENCIES]:
        table.add_row(visible(name), str(counts.overdue), str(counts.steps))
    return table
