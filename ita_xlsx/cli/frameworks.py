"""Run ``ita frameworks``: list the fiscal years, show one, write one as a workbook to edit, and check an edited one.

Calls the cycle once; prints to standard output.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ita_xlsx.cli.exit_codes import CLEAN, exit_code
from ita_xlsx.cli.json.results import framework_entry
from ita_xlsx.cli.options import Shared, issued_option, shared_options
from ita_xlsx.cli.reporters import Outcome, Reporter, format_option
from ita_xlsx.cli.screen import open_console, plain_table, show_findings, show_notes
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.frameworks import check_definition, export_definition, shelf
from ita_xlsx.cycle.settings.load_context import find_definition
from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Aspect, Kind
from ita_xlsx.model.labels import RULE_MEANINGS, label_of
from ita_xlsx.model.layout.framework_layout import CONFIDENCE
from ita_xlsx.model.results import plain_number
from ita_xlsx.model.rules import Rule
from ita_xlsx.model.text.command_lines import quoted

_NUMBER = re.compile("[0-9]+")


@click.group(invoke_without_command=True)
@format_option
@shared_options
@click.pass_context
def frameworks(ctx: click.Context, shared: Shared, reporter: Reporter) -> int:
    """List the fiscal years; show one of them; write one as a workbook to edit; check an edited one."""
    if ctx.invoked_subcommand is not None:
        return CLEAN
    available = tuple(shelf())

    def show_years(console: Console) -> None:
        if not shared.quiet:
            _show_shelf(console, available, shared.lang)

    def entries() -> object:
        return [framework_entry(item) for item in available]

    reporter.report(Outcome(command="frameworks", findings=(), entries=entries, show=show_years), shared.lang)
    return CLEAN


@frameworks.command()
@click.argument("year", metavar="YEAR")
@shared_options
def show(shared: Shared, year: str) -> int:
    """Show one framework: YEAR is a fiscal year, or a definition (.xlsx or folder)."""
    definition = find_definition(year)
    _show_framework(open_console(quiet=shared.quiet), definition.framework, shared.lang)
    return CLEAN


@frameworks.command()
@click.argument("year", metavar="YEAR")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.xlsx",
              help="The workbook to write.")  # fmt: skip
@issued_option
@shared_options
def export(shared: Shared, year: str, output: Path, issued: date) -> int:
    """Write a framework as a workbook, to be edited into the one of next year."""
    made = export_definition(year, shared.target(output), shared.edition(issued))
    if not shared.quiet:
        click.echo(screen_text(shared.lang, "definition_made", path=made, quoted=quoted(str(made))))
    return CLEAN


@frameworks.command()
@click.argument("file", metavar="FILE")
@format_option
@shared_options
def check(shared: Shared, file: str, reporter: Reporter) -> int:
    """Check a definition and print all its faults at once, with sheet and cell: FILE is a .xlsx or a folder."""
    checked = check_definition(file)
    code = exit_code(checked.findings, usable=checked.readable)
    framework = checked.definition.framework if checked.definition else None

    def show_checked(console: Console) -> None:
        if shared.quiet and code == CLEAN:
            return
        show_findings(console, checked.findings, shared.lang)
        if framework is not None:
            counts = {"questions": len(framework.questions), "answers": len(framework.answers)}
            line = screen_text(shared.lang, "definition_clean", path=file, year=framework.year, **counts)
            console.print(Text(line, style="green"))
        else:
            console.print(Text(screen_text(shared.lang, "definition_faulty", path=file, count=len(checked.findings))))

    def entries() -> object:
        return [framework_entry(framework, file)] if framework else []

    reporter.report(
        Outcome(command="frameworks", findings=checked.findings, entries=entries, show=show_checked), shared.lang
    )
    return code


def _show_shelf(console: Console, available: Sequence[Framework], lang: str) -> None:
    table = _table(lang, "fiscal_year")
    for aspect in Aspect:
        table.add_column(label_of(aspect, lang).capitalize())
    table.add_column(screen_text(lang, "forms_say"))
    for key in ("count_questions", "count_answers"):
        table.add_column(screen_text(lang, key), justify="right")
    for item in available:
        words = (Text(_confidence(entry.word, lang)) for entry in item.confidence)
        counts = (str(len(item.questions)), str(len(item.answers)))
        table.add_row(str(item.year), *words, _forms_say(item, lang), *counts)
    console.print(table)
    console.print(Text(screen_text(lang, "shelf_next"), style="dim"))


def _show_framework(console: Console, framework: Framework, lang: str) -> None:
    line = Text(screen_text(lang, "year", year=framework.year), style="bold")
    line.append("  ")
    line.append(_forms_say(framework, lang))
    counts = {"questions": len(framework.questions), "answers": len(framework.answers)}
    line.append(f"  {screen_text(lang, 'counts', **counts)}", style="dim")
    console.print(line)
    sources = _table(lang, "part_of", "confidence", "source")
    for entry in framework.confidence:
        source = Text(entry.source_in(lang), style="dim")
        sources.add_row(label_of(entry.aspect, lang), _confidence(entry.word, lang), source)
    for part in (sources, _tree(framework, lang), _levels(framework, lang), _rules(framework.rules, lang)):
        console.print()
        console.print(part)
    show_notes(console, framework, lang)


def _tree(framework: Framework, lang: str) -> Table:
    table = _table(lang, "structure", "weight", "items", right=("weight",))
    for item in framework.instruments:
        table.add_row(Text(f"{item.code}  {item.name}", style="bold"), f"{plain_number(item.weight)}%", "")
        for part in item.parts:
            table.add_row(Text(f"  {part.code}  {part.name}", style="dim"), str(part.weight), "")
        for node in framework.nodes[item.code].children:
            table.add_row(Text(f"  {node.code}. {node.name}"), "", _items(node.leaves))
            groups = [child for child in node.walk() if child.kind is Kind.SUBINDICATOR]
            for code in dict.fromkeys(group.code for group in groups):
                group = next(child for child in groups if child.code == code)
                table.add_row(Text(f"    {group.code} {group.name}", style="dim"), "", _items(group.leaves))
    return table


def _levels(framework: Framework, lang: str) -> Table:
    table = _table(lang, "level", "overall", "each_instrument", right=("overall", "each_instrument"))
    for item in framework.levels:
        each = "" if item.each_instrument is None else f"≥ {plain_number(item.each_instrument)}"
        table.add_row(item.name, f"≥ {plain_number(item.overall)}", each)
    return table


def _rules(rules: tuple[Rule, ...], lang: str) -> Table:
    table = _table(lang, "rule", "looks_at", "limit", *(["meaning"] if lang == "th" else []), right=("limit",))
    for rule in rules:
        kinds = [label_of(kind, lang) for kind in Kind if kind in rule.of]
        limit = "" if rule.limit is None else plain_number(rule.limit)
        meaning = [Text(RULE_MEANINGS[rule.code], style="dim")] if lang == "th" else []
        table.add_row(rule.code.value, ", ".join(kinds), limit, *meaning)
    return table


def _table(lang: str, *keys: str, right: Iterable[str] = ()) -> Table:
    table = plain_table()
    for key in keys:
        table.add_column(screen_text(lang, key), justify="right" if key in right else "left")
    return table


def _items(leaves: tuple[Node, ...]) -> str:
    """Return the codes of answers as ranges such as ``o1-o4``, then those whose weight is not one."""
    runs: list[list[tuple[str, int, str]]] = []
    for code in dict.fromkeys(leaf.code for leaf in leaves):
        match = _NUMBER.search(code)
        head, number = (code[: match.start()], int(match[0])) if match else (code, -1)
        last = runs[-1][-1] if runs else None
        if last and match and match.end() == len(code) and last[:2] == (head, number - 1):
            runs[-1].append((head, number, code))
        else:
            runs.append([(head, number, code)])
    runs_text = [run[0][2] if len(run) == 1 else f"{run[0][2]}-{run[-1][2]}" for run in runs]
    heavy = {leaf.code: leaf.weight for leaf in leaves if leaf.weight != 1}
    return ", ".join([*runs_text, *(f"{code} × {weight}" for code, weight in heavy.items())])


def _forms_say(framework: Framework, lang: str) -> Text:
    """Return what the first sheet of every workbook made from a framework warns of; empty if it warns of nothing."""
    if framework.is_draft:
        return Text(screen_text(lang, "is_draft"), style="yellow")
    words = [screen_text(lang, "wording_doubtful")] if framework.is_wording_doubtful else []
    words += [screen_text(lang, "note_on", subject=note.subject) for note in framework.notes]
    return Text(", ".join(words), style="yellow")


def _confidence(word: str, lang: str) -> str:
    return CONFIDENCE.get(word, word) if lang == "th" else word
