"""Run ``ita demo``: make a folder with a whole round on real published figures, and print what it comes to.

Calls the cycle; prints to standard output.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from ita_xlsx.cli.options import Shared, issued_option, shared_options
from ita_xlsx.cli.province_lines import show_averages, show_weakest
from ita_xlsx.cli.screen import answered, open_console, print_hanging
from ita_xlsx.cli.status import show_states
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cli.track import show_reporting
from ita_xlsx.cycle.demo.demo_reports import DemoReport, make_demo_reports
from ita_xlsx.cycle.demo.demo_round import DemoRound, make_demo_round
from ita_xlsx.cycle.demo.demo_table import make_demo_table
from ita_xlsx.model.diagnosis import Remedy
from ita_xlsx.model.findings import Severity, visible
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.round_measures import tally
from ita_xlsx.model.text import words

# What is printed is a page of a small terminal.
_WIDTH = 80
_INDENT = "  "


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@issued_option
@shared_options
def demo(shared: Shared, folder: Path, issued: date) -> int:
    """Walk a whole round on real published figures: template, filling, check, analysis, measures, documents."""
    console = open_console(quiet=shared.quiet)
    console.width = min(console.width, _WIDTH)
    target, edition = shared.target(folder), shared.edition(issued)
    reports: list[DemoReport] = []
    for report in make_demo_reports(target, edition):
        _show_report(console, report, shared.lang)
        reports.append(report)
    made = make_demo_round(target.file("round"), edition)
    _show_round(console, made, shared.lang)
    make_demo_table(target.file("table"), edition)
    files = list(_files(reports[0], made))
    console.print(Text(screen_text(shared.lang, "rounded_apart"), style="dim"))
    print_hanging(console, "", screen_text(shared.lang, "demo_files", folder=visible(str(folder))))
    width = max(len(path.relative_to(folder).as_posix()) for path, _ in files)
    for path, key in files:
        head = f"{_INDENT}{path.relative_to(folder).as_posix():<{width}}  "
        print_hanging(console, head, Text(screen_text(shared.lang, key), style="dim"))
    return 0


def _files(newest: DemoReport, made: DemoRound) -> Iterator[tuple[Path, str]]:
    """Yield the files to open first; one page has no room for all of them."""
    yield newest.template, "demo_template"
    yield newest.analysis, "demo_analysis"
    yield made.consolidated, "demo_consolidated"
    yield made.measures, "demo_tracked"
    if newest.document is not None:
        yield newest.document.path, "demo_report"
    for document in made.reports:
        yield document.path, "demo_province_report"
    for document in made.letters[:1]:
        yield document.path.parent, "demo_letters"


def _show_report(console: Console, report: DemoReport, lang: str) -> None:
    """Print whose published report it is, its result, and how many answers, findings and weak points it has."""
    example, returned, analysed = report.example, report.returned, report.analysed
    year = screen_text(lang, "year", year=example.year)
    console.print(Text(f"{example.submission.agency.name}  {year}", style="bold underline"))
    print_hanging(console, "", Text(example.remark if lang == "th" else example.remark_en, style="dim"))
    if analysed is None:
        return
    results, points = analysed.results, analysed.diagnosis.weak_points
    score = results.by_subject["overall"].rounded
    line = Text(f"{screen_text(lang, 'overall')} ")
    line.append(words.NO_LEVEL if score is None else str(score), style="bold")
    line.append(f"  {screen_text(lang, 'level')} ")
    line.append(results.level.name or words.NO_LEVEL, style="bold")
    line.append(f"  {answered(results, lang)} · {label_of(returned.status, lang)}")
    print_hanging(console, _INDENT, line)
    urgent = sum(point.remedy is Remedy.URGENT for point in points)
    counts = {"count": len(points), "urgent": urgent, "develop": len(points) - urgent}
    print_hanging(console, _INDENT, screen_text(lang, "weak_points", **counts))


def _show_round(console: Console, made: DemoRound, lang: str) -> None:
    """Print the states of the agencies, the averages, the weakest indicators, and how far the measures are."""
    province, tracking, findings = made.loaded.province, made.tracked.tracking, made.loaded.findings
    print_hanging(console, "", Text(screen_text(lang, "demo_round"), style="bold underline"))
    show_states(console, province, lang)
    results = ProvinceResults(province)
    show_averages(console, province, results, lang)
    show_weakest(console, province, results, lang, most=1)
    show_reporting(console, tracking, lang)
    counts = tally(tracking.steps)
    console.print(Text(screen_text(lang, "demo_measures", done=counts.done, overdue=counts.overdue)))
    severities = [finding.severity for finding in findings]
    errors, warnings = (severities.count(severity) for severity in (Severity.ERROR, Severity.WARNING))
    print_hanging(console, "", screen_text(lang, "demo_findings", errors=errors, warnings=warnings))
