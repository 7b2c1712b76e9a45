"""Print results and findings as text: tables, one line for each finding, and the weak points.

Writes to the console it is given; every command uses it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ita_xlsx.cli.hints import split_command
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.model.diagnosis import Reason, Remedy
from ita_xlsx.model.findings import (
    CATALOGUE,
    Code,
    Finding,
    Plural,
    Severity,
    Status,
    message_and_fix,
    sort_by_severity,
    visible,
)
from ita_xlsx.model.framework import OVERALL, Framework
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.labels import label_of, severity_label
from ita_xlsx.model.results import Basis, Results, Score, two_decimals
from ita_xlsx.model.text import words

# Only the commands that show these import their modules.
if TYPE_CHECKING:
    from ita_xlsx.cycle.analyze import Analysis
    from ita_xlsx.cycle.receive import Returned

_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
_STATUS_STYLES = {Status.ACCEPTED: "green", Status.ACCEPTED_WITH_WARNINGS: "yellow", Status.REJECTED: "red"}
_MARKS = {Status.ACCEPTED: "✓", Status.ACCEPTED_WITH_WARNINGS: "!", Status.REJECTED: "✗"}
_SEVERITY_WIDTH = 10
# What stands before the way to fix a finding, under its message.
_FIX = Text(f"{'':18}→ ", style="dim")
_BAR = 24
_SHOWN = 5
# Findings that ask for nothing: so many of each code are printed.
_SHOWN_ALIKE = 3
# A message with a plural text about more agencies than these is one line on a screen, with so many codes.
_FEW, _SHOWN_CODES = 3, 10
# Blanks between two columns, and the least width of a column of names.
_BETWEEN, LEAST_NAME = 2, 14
# The least width of a text beside what stands before it.
_LEAST_BODY = 10


def open_console(*, quiet: bool = False) -> Console:
    """Return a console on standard output; where that is no terminal, plain text 100 characters wide."""
    width = None if sys.stdout.isatty() else 100
    return Console(file=sys.stdout, highlight=False, soft_wrap=False, width=width, quiet=quiet, markup=False)


def hanging(head: Text | str, body: Text | str, width: int, console: Console) -> Text:
    """Return a head with a body beside it; each further line of the body stands under its first one.

    No line is longer than ``width`` cells, as long as ten cells are left beside the head. Marks above and below a Thai
    letter take no cell.
    """
    first = head if isinstance(head, Text) else Text(head)
    indent = first.cell_len
    text = body if isinstance(body, Text) else Text(body)
    lines = text.wrap(console, max(width - indent, _LEAST_BODY), overflow="fold")
    made = first.copy()
    for number, line in enumerate(lines):
        line.rstrip()
        if number:
            made.append("\n" + " " * indent)
        made.append_text(line)
    return made


def print_hanging(console: Console, head: Text | str, body: Text | str) -> None:
    """Print a head with a body beside it, whose further lines stand under its first one."""
    console.print(hanging(head, body, console.width, console), no_wrap=True, overflow="ignore", crop=False)


def plain_table() -> Table:
    """Return an empty table without lines and with dim headers."""
    return Table(box=None, pad_edge=False, show_edge=False, header_style="dim")


def figure_columns(table: Table, headers: Sequence[tuple[str, int]], room: int, *, usual: int = 30) -> None:
    """Add a column for each (header, greatest figure), after a first column of names that takes the width that is left.

    ``room`` is the width of the console in cells. Names are broken into lines before any figure is cut.
    """
    widths = [figure_width(*header) for header in headers]
    left = max(room - sum(widths) - _BETWEEN * len(widths), LEAST_NAME)
    table.columns[0].min_width = min(usual, left)
    table.columns[0].max_width = left
    table.columns[0].overflow = "fold"
    for (header, _), width in zip(headers, widths, strict=True):
        table.add_column(header, justify="right", no_wrap=True, min_width=width)


def figures_in_room(headers: Sequence[tuple[str, int]], room: int) -> list[int]:
    """Return how many of the headers fit into each table beside a column of names, with ``room`` cells in all."""
    counts: list[int] = []
    taken = room
    for header in headers:
        width = figure_width(*header) + _BETWEEN
        if taken + width > room - LEAST_NAME:
            counts.append(0)
            taken = 0
        counts[-1] += 1
        taken += width
    return counts


def figure_width(header: str, greatest: int) -> int:
    """Return the width of a column of figures in cells."""
    return max(cell_len(header), len(str(greatest)))


def show_findings(console: Console, findings: Iterable[Finding], lang: str, *, with_file: bool = False) -> None:
    """Print each finding in two lines, place and message, then what to do; errors come first.

    ``with_file`` adds the name of the file. A message about many agencies becomes one line with their codes. With
    ``--quiet`` nothing is printed that asks for nothing.
    """
    counts: Counter[str] = Counter()
    quiet = is_quiet()
    all_findings = [item for item in findings if not quiet or item.severity is not Severity.INFO]
    groups = _groups(all_findings)
    for finding in sort_by_severity(all_findings):
        counts[finding.code] += 1
        if (plural := CATALOGUE[finding.code].plural) and finding.code in groups:
            if counts[finding.code] == 1:
                _show_group(console, groups[finding.code], plural, lang)
            continue
        if finding.severity is Severity.INFO and counts[finding.code] > _SHOWN_ALIKE:
            continue
        message, fix = message_and_fix(finding, lang)
        head = Text("  ")
        word = severity_label(finding, lang)
        head.append(word + " " * (_SEVERITY_WIDTH - cell_len(word)), style=_STYLES[finding.severity])
        head.append(f"{finding.code}  ")
        body = Text()
        place = visible(
            "  ".join(part for part in (Path(finding.file).name if with_file else "", finding.place) if part)
        )
        body.append(f"{place}  " if place else "", style="bold")
        body.append(message)
        print_hanging(console, head, body)
        if finding.severity is not Severity.INFO:
            _print_fix(console, fix)
    for code, count in counts.items():
        if CATALOGUE[code].severity is Severity.INFO and count > _SHOWN_ALIKE:
            more = screen_text(lang, "more", count=count - _SHOWN_ALIKE)
            console.print(Text(f"  {'':{_SEVERITY_WIDTH}}{code}  … {more}", style="dim"))


def is_quiet() -> bool:
    """Return True if the command that runs was told to say only what went wrong."""
    context = click.get_current_context(silent=True)
    return bool(context and context.params.get("quiet"))


def _groups(findings: Iterable[Finding]) -> Mapping[Code, Sequence[Finding]]:
    """Return the findings by code, of each message with a plural text about more than a few agencies."""
    by_code: dict[Code, list[Finding]] = {}
    for finding in findings:
        if CATALOGUE[finding.code].plural:
            by_code.setdefault(finding.code, []).append(finding)
    return {code: several for code, several in by_code.items() if len(several) > _FEW}


def _show_group(console: Console, findings: Sequence[Finding], plural: Plural, lang: str) -> None:
    """Print one line for a message about many agencies: their number and the first of their codes."""
    first, count = findings[0], len(findings)
    codes = [dict(item.params).get("agency") or Path(item.file).name for item in findings[:_SHOWN_CODES]]
    word = severity_label(first, lang)
    head = Text("  ")
    head.append(word + " " * (_SEVERITY_WIDTH - cell_len(word)), style=_STYLES[first.severity])
    tail = f" … {screen_text(lang, 'more', count=count - _SHOWN_CODES)}" if count > _SHOWN_CODES else ""
    text, fix = (plural.th, plural.fix_th) if lang == "th" else (plural.en, plural.fix_en)
    head.append(f"{first.code}  ")
    print_hanging(console, head, f"{text.format(count=count)} {visible(', '.join(codes))}{tail}")
    _print_fix(console, fix)


def _print_fix(console: Console, fix: str) -> None:
    """Print the way to fix a finding; a command stands on a line of its own, so that it can be copied whole."""
    text, command = split_command(fix)
    if text:
        print_hanging(console, _FIX, Text(text, style="dim"))
    if command:
        head = Text(" " * _FIX.cell_len) if text else _FIX
        print_command(console, head, command)


def print_command(console: Console, head: Text | str, command: str) -> None:
    """Print a command on one line, however long it is."""
    line = head.copy() if isinstance(head, Text) else Text(head)
    line.append(command, style="dim")
    console.print(line, no_wrap=True, overflow="ignore", crop=False)


def show_returned(console: Console, returned: Returned, lang: str) -> None:
    """Print the name of a file, its agency, its status, how many answers it has, and its findings."""
    line = Text()
    line.append(f"{_MARKS[returned.status]} ", style=_STATUS_STYLES[returned.status])
    details = Text()
    if returned.submission is not None and returned.framework is not None and returned.results is not None:
        agency = returned.submission.agency
        agency_text = visible(f"{agency.code} {agency.name}".strip())
        year = screen_text(lang, "year", year=returned.framework.year)
        details.append(f"{agency_text} · {year} · {answered(returned.results, lang)} · ")
    details.append(label_of(returned.status, lang), style=_STATUS_STYLES[returned.status])
    print_hanging(console, line, Text(visible(returned.file), style="bold"))
    print_hanging(console, "  ", details)
    show_findings(console, returned.findings, lang)


def answered(results: Results, lang: str) -> str:
    """Return how many answers there are, as ``61/61 answered``."""
    return screen_text(lang, "answered", answered=results.answered, expected=len(results.answers))


def show_analysis(console: Console, analysed: Analysis, lang: str) -> None:
    """Print the overall score, the level, the instruments, a bar for each indicator, and the weak points."""
    framework, results = analysed.framework, analysed.results
    overall = results.by_subject["overall"]
    line = Text()
    line.append(f"{screen_text(lang, 'overall')} ")
    line.append(_score(overall, lang), style="bold")
    line.append(f"   {screen_text(lang, 'level')} ")
    line.append(results.level.name or words.NO_LEVEL, style="bold")
    if results.level.basis is not Basis.COMPUTED and results.announced_level:
        text = screen_text(lang, "announced_level", level=visible(results.announced_level))
        line.append(f"   {text}", style="dim")
    if overall.announced:
        line.append(f"   ({_origin(framework, overall, lang)})", style="dim")
    console.print(line)
    console.print(_instruments(framework, results, lang))
    console.print(_indicators(framework, results, lang))
    show_notes(console, framework, lang)
    _weak_points(console, analysed, lang)


def show_notes(console: Console, framework: Framework, lang: str) -> None:
    """Print the notes of a framework, each with the subject it is about."""
    for note in framework.notes:
        subject = screen_text(lang, "overall") if note.subject == OVERALL else note.subject
        print_hanging(
            console, Text("* ", style="dim"), Text(f"{subject}: {note.th if lang == 'th' else note.en}", "dim")
        )


def _weak_points(console: Console, analysed: Analysis, lang: str) -> None:
    """Print the number of weak points for each remedy, and the first of them."""
    points = analysed.diagnosis.weak_points
    urgent = sum(point.remedy is Remedy.URGENT for point in points)
    console.print(
        Text(screen_text(lang, "weak_points", count=len(points), urgent=urgent, develop=len(points) - urgent))
    )
    for point in points[:_SHOWN]:
        line = Text(f"  {point.subject:<10} {point.score}  ")
        remedy = point.remedy or Remedy.DEVELOP
        line.append(label_of(remedy, lang), style="red" if remedy is Remedy.URGENT else "yellow")
        reasons = ", ".join(
            screen_text(lang, f"rule_{reason.rule}", **_figures(reason)) for reason in point.weak_reasons
        )
        line.append("  ")
        print_hanging(console, line, Text(reasons, style="dim"))
    if len(points) > _SHOWN:
        console.print(Text(f"  … {screen_text(lang, 'more', count=len(points) - _SHOWN)}", style="dim"))


def _figures(reason: Reason) -> dict[str, str]:
    limit, distance = reason.limit or Decimal(0), reason.distance or Decimal(0)
    return {"limit": f"{limit:.2f}", "distance": f"{distance:.2f}", "sum": f"{limit + distance:.2f}"}


def _instruments(framework: Framework, results: Results, lang: str) -> Table:
    table = plain_table()
    table.add_column(screen_text(lang, "instrument"), min_width=30)
    table.add_column(screen_text(lang, "score"), justify="right")
    table.add_column(screen_text(lang, "weighted"), justify="right")
    table.add_column(screen_text(lang, "origin"))
    for item in framework.instruments:
        score = results.by_subject[item.code]
        weighted = results.weighted_by_instrument[item.code]
        table.add_row(
            f"{item.code} × {float(item.weight):g}%",
            _score(score, lang),
            _score(weighted, lang),
            Text(_origin(framework, score, lang), style="dim"),
        )
    return table


def _indicators(framework: Framework, results: Results, lang: str) -> Table:
    table = plain_table()
    table.add_column(screen_text(lang, "indicator"), min_width=30)
    table.add_column(screen_text(lang, "score"), justify="right")
    table.add_column("")
    for node in framework.of_kind(Kind.INDICATOR):
        score = results.by_subject[node.subject]
        below = results.below_threshold(node.subject)
        bar = Text("█" * round(_BAR * float(score.value or 0) / 100), style="red" if below else "blue")
        if below:
            bar.append(f" {screen_text(lang, 'below', threshold=two_decimals(results.threshold))}")
        mark = " *" if framework.notes_on(node.subject) else ""
        table.add_row(f"{node.code}. {node.name}{mark}", _score(score, lang), bar)
    return table


def _score(score: Score, lang: str) -> str:
    return label_of(Basis.MISSING, lang) if score.rounded is None else str(score.rounded)


def _origin(framework: Framework, score: Score, lang: str) -> str:
    if score.basis is Basis.COMPUTED and score.announced:
        return screen_text(lang, "computed_from", announced=" ".join(score.announced))
    label = label_of(score.basis, lang)
    if not score.answered:
        return label
    expected = len(framework.nodes[score.subject].leaves)
    return label + screen_text(lang, "answers_below", answered=score.answered, expected=expected)
