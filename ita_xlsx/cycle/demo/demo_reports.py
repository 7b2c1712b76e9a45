"""Make the files of the published reports: an empty form, the filled form, its analysis, and the report again.

Writes files into the folder of the demo.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ita_xlsx.catalogue import load_examples, load_framework
from ita_xlsx.cycle.analyze import Analysis, analyze_return, write_analysis
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.documents.document_parts import report_parts
from ita_xlsx.cycle.documents.round_report import ReportRequest, write_agency_report
from ita_xlsx.cycle.documents.written import WrittenDocument
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.receive import Returned, receive_path
from ita_xlsx.cycle.templates import make_form, write_template
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.example import Example
from ita_xlsx.model.round_settings import RoundSettings


@dataclass(frozen=True, kw_only=True)
class DemoReport:
    """One published report with its read form, its analysis, and the files; ``document`` is the Word report."""

    example: Example
    returned: Returned
    analysed: Analysis | None
    template: Path
    filled: Path
    analysis: Path
    document: WrittenDocument | None


def make_demo_reports(folder: Target, edition: Edition) -> Iterator[DemoReport]:
    """Write the files of every published report that ships, and yield each report with what was read from them."""
    examples = load_examples()
    targets = {example.slug: _targets(folder, example) for example in examples}
    for target in (target for files in targets.values() for target in files):
        target.check_free()
    for example in examples:
        template, filled, analysis, document = targets[example.slug]
        framework = load_framework(example.year)
        settings = RoundSettings(framework=str(example.year), province=example.submission.agency.province)
        context = RunContext(round=settings, framework=framework, roster=None)
        write_template(context, example.submission.agency, template, edition)
        with_remark = replace(edition, remark=example.remark)
        filled.put_workbook(make_form(framework, settings, example.submission, with_remark))
        returned = receive_path(filled.path, context)
        analysed = analyze_return(returned, context)
        if analysed is not None:
            write_analysis(analysed, analysis, with_remark)
        asked = ReportRequest(context=context, parts=report_parts(context), edition=replace(edition, digits="thai"))
        yield DemoReport(
            example=example,
            returned=returned,
            analysed=analysed,
            template=template.path,
            filled=filled.path,
            analysis=analysis.path,
            document=write_agency_report(returned, asked, document).document,
        )


def _targets(folder: Target, example: Example) -> tuple[Target, Target, Target, Target]:
    names = ("1-template.xlsx", "2-returned.xlsx", "3-analysis.xlsx", "4-report.docx")
    first, second, third, fourth = map(folder.file(example.slug).file, names)
    return first, second, third, fourth
