"""Make the workbooks of the published reports: an empty form, the filled form, and its analysis.

Writes files into the folder of the demo.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ita_xlsx.catalogue import load_examples, load_framework
from ita_xlsx.cycle.analyze import Analysis, analyze_return, write_analysis
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import put_workbook
from ita_xlsx.cycle.receive import Returned, receive_one
from ita_xlsx.cycle.templates import make_form, write_template
from ita_xlsx.intake.sources import Source
from ita_xlsx.model.example import Example
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.output.safe_write import check_free


@dataclass(frozen=True, kw_only=True)
class DemoReport:
    """One published report with its read form, its analysis, and the three files."""

    example: Example
    returned: Returned
    analysed: Analysis | None
    template: Path
    filled: Path
    analysis: Path


def make_demo_reports(
    folder: Path, issued: date, *, digits: str = "arabic", force: bool = False
) -> Iterator[DemoReport]:
    """Write the files of every published report that ships, and yield each report with what was read from them."""
    examples = load_examples()
    targets = {example.slug: _targets(folder, example) for example in examples}
    for paths in targets.values():
        for path in paths:
            check_free(path, force=force)
    for example in examples:
        template, filled, analysis = targets[example.slug]
        framework = load_framework(example.year)
        settings = RoundSettings(framework=str(example.year), province=example.submission.agency.province)
        context = RunContext(round=settings, framework=framework, roster=None)
        write_template(context, example.submission.agency, issued, template, digits=digits, force=force)
        form = make_form(framework, settings, example.submission, issued, digits, example.remark)
        put_workbook(filled, form, force=force)
        returned = receive_one(Source(str(filled), filled), context)
        analysed = analyze_return(returned, context)
        if analysed is not None:
            write_analysis(analysed, analysis, issued, digits=digits, remark=example.remark, force=force)
        yield DemoReport(
            example=example, returned=returned, analysed=analysed, template=template, filled=filled, analysis=analysis
        )


def _targets(folder: Path, example: Example) -> tuple[Path, Path, Path]:
    names = ("1-template.xlsx", "2-returned.xlsx", "3-analysis.xlsx")
    first, second, third = (folder / example.slug / name for name in names)
    return first, second, third
