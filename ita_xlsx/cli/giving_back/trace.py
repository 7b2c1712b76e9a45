"""Run ``ita trace``: lead from one figure of a round to its file and cell, and to the decision behind it.

Calls the cycle once; prints to standard output.
"""

from __future__ import annotations

import click
from rich.console import Console
from rich.text import Text

from ita_xlsx.cli.agencies import need_framework, need_paths
from ita_xlsx.cli.exit_codes import exit_code
from ita_xlsx.cli.json.trace_entries import trace_entries
from ita_xlsx.cli.options import Shared, shared_options
from ita_xlsx.cli.progress_bar import reading_progress
from ita_xlsx.cli.reporters import Outcome, Reporter, format_option
from ita_xlsx.cli.screen import plain_table, show_findings
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.findings import visible
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.subjects import subject_label
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.model.trace.file_place import file_place
from ita_xlsx.model.trace.find_figure import Figure, FigureName, find_figure, name_of_words
from ita_xlsx.model.trace.trail import BETWEEN_FILES, TraceRow


@click.command()
@click.argument("words", metavar="FIGURE...", nargs=-1, required=True)
@click.option("--path", "paths", multiple=True, metavar="PATH",
              help="The returned files (else those of the round); may be given again.")  # fmt: skip
@click.option("--no-cache", is_flag=True, help="Read every file anew.")
@format_option
@shared_options
def trace(shared: Shared, words: tuple[str, ...], paths: tuple[str, ...], no_cache: bool, reporter: Reporter) -> int:
    """Lead from a figure to the file, the cell and the decision behind it.

    FIGURE is a subject and an agency, such as «P05 i3» or «overall P05», or a subject alone for the average of all
    agencies. A year, such as 2567, means the score of last year as the form gives it.
    """
    context = load_context(shared.round_file, shared.framework, shared.roster)
    paths = need_paths(shared, context, paths)
    framework = need_framework(shared, context)
    with reading_progress(shared.lang, quiet=shared.quiet) as progress:
        loaded = load_round(paths, context, cached=not no_cache, progress=progress)
    figure = find_figure(loaded.province, _name(shared, loaded.province, words))
    findings = () if loaded.usable else loaded.findings

    def show(console: Console) -> None:
        show_findings(console, findings, shared.lang, with_file=True)
        show_figure(console, figure, framework, shared.lang)

    def entries() -> object:
        return trace_entries(figure, framework)

    reporter.report(Outcome(command="trace", findings=findings, entries=entries, show=show), shared.lang)
    return exit_code(findings, usable=loaded.usable, strict=False)


def _name(shared: Shared, province: RoundState, words: tuple[str, ...]) -> FigureName:
    """Return what the words name; raise click.UsageError if they name no subject, or an agency that is not there."""
    name, text = name_of_words(province, words), visible(" ".join(words))
    if name.node is None:
        raise click.UsageError(screen_text(shared.lang, "no_figure", text=text))
    if name.left:
        raise click.UsageError(screen_text(shared.lang, "figure_of_nobody", text=visible(name.left)))
    return name


def show_figure(console: Console, figure: Figure, framework: Framework, lang: str) -> None:
    """Print a figure, and for each of its rows the file, the cell and the decision."""
    node = figure.name.node
    label = subject_label(framework, node) if node else ""
    if figure.value is None:
        member = figure.name.member
        whose = f" · {member.agency.code} {member.agency.name}: {label_of(member.state, lang)}" if member else ""
        sentence = screen_text(lang, "trace_no_score", label=label, year=figure.name.year)
        console.print(Text(visible(f"{sentence}{whose}")))
    elif figure.name.member is None:
        average = screen_text(
            lang, "trace_average", label=label, year=figure.name.year, value=figure.value, count=len(figure.rows)
        )
        console.print(Text(average))
        _show_agencies(console, figure.rows, lang)
    else:
        agency = figure.name.member.agency
        console.print(Text(visible(f"{label}  {figure.name.year}  {agency.code} {agency.name}  {figure.value}")))
        _show_row(console, figure.rows[0], lang)
        _show_below(console, figure.below, framework, lang)


def _show_row(console: Console, row: TraceRow, lang: str) -> None:
    """Print the file, its digest, the cell and the decisions of one score."""
    lines = [("trace_file", file_text(row)), ("trace_digest", row.digest), (f"trace_{row.kind}", row.place)]
    if row.correction is not None:
        lines.append(("trace_corrected_in", row.correction.text))
    lines += [("trace_decided_in", item.text) for item in row.choices]
    table = plain_table()
    table.show_header = False
    table.add_column()
    table.add_column(overflow="fold")
    for key, text in lines:
        table.add_row(screen_text(lang, key), visible(text or "-"))
    console.print(table)


def _show_agencies(console: Console, rows: tuple[TraceRow, ...], lang: str) -> None:
    """Print the score of each agency with its file and its cells."""
    table = plain_table()
    table.add_column(screen_text(lang, "agency"), overflow="fold")
    table.add_column(screen_text(lang, "score"), justify="right")
    table.add_column(screen_text(lang, "trace_cell"), overflow="fold")
    table.add_column(screen_text(lang, "trace_file"), overflow="fold")
    for row in rows:
        name = visible(f"{row.agency.code} {row.agency.name}")
        table.add_row(name, str(row.shown), visible(row.place), visible(file_text(row)))
    console.print(table)


def _show_below(console: Console, rows: tuple[TraceRow, ...], framework: Framework, lang: str) -> None:
    """Print the scores from which a score is computed, each with its cell."""
    if not rows:
        return
    table = plain_table()
    table.add_column(screen_text(lang, "trace_below"))
    table.add_column(screen_text(lang, "score"), justify="right")
    table.add_column(screen_text(lang, "trace_cell"), overflow="fold")
    table.add_column(screen_text(lang, "trace_corrected_in"), overflow="fold")
    several = len({row.file for row in rows}) > 1
    for row in rows:
        place = f"{file_text(row)} {row.place}" if several else row.place
        corrected = row.correction.text if row.correction else ""
        label = subject_label(framework, framework.nodes[row.subject])
        table.add_row(label, str(row.shown), visible(place), visible(corrected))
    console.print(table)


def file_text(row: TraceRow) -> str:
    """Return the file of a score as a person reads it, behind the mail or archive that holds it."""
    return BETWEEN_FILES.join(file_place(name).text for name in row.file.split(BETWEEN_FILES))
