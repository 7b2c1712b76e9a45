"""Check reports and letters by Microsoft's own validator."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ita_xlsx.model.document import Blank, Control, Figure, FilledForm, Letters, MasterKind, Paragraph, Program
from ita_xlsx.report.letters.letter_frame import make_letter
from ita_xlsx.report.letters.letter_kinds import LetterKind
from ita_xlsx.report.province_report import province_report
from ita_xlsx.report.word.make_document import make_document, make_letters
from ita_xlsx.report.word.shipped_masters import export_master, load_master
from tests.excel.validator import complaints_of
from tests.report.letters.test_letter_values import ROUND, content
from tests.report.sample_documents import HARD_TEXTS, blocks, document, picture, scores
from tests.report.test_real_reports import report_of
from tests.support.provinces import province_of
from tests.support.report_contents import province_contents_of


@pytest.mark.usefixtures("microsoft")
def test_documents_are_valid(tmp_path: Path) -> None:
    report, letter = load_master(MasterKind.REPORT), load_master(MasterKind.LETTER)
    files = {f"master-{kind}": export_master(kind) for kind in MasterKind}
    files |= {f"report-{program}": make_document(document(), report, program) for program in Program}
    files |= {
        f"hard-{number}": make_document(document(blocks(text), text=text, digits="arabic"), report)
        for number, text in enumerate(HARD_TEXTS)
    }
    emblem = Figure(picture(), "ตรา", 30)
    form = FilledForm(
        (
            Control("emblem", blocks=(emblem,)),
            Control("subject", (HARD_TEXTS[0], Blank("เรื่อง"))),
            Control("body", blocks=(Paragraph((HARD_TEXTS[2],)), replace(scores(), caption=None))),
            Control("acting-for"),
        )
    )
    for count in (1, 3):
        sent = Letters(title="ก", subject="ข", agency="ค", issued=date(2025, 9, 1), letters=(form,) * count)
        files[f"letters-{count}"] = make_letters(sent, letter)
    for name, data in files.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    assert complaints_of(tmp_path.iterdir(), ("Office2013", "Microsoft365")) == []


@pytest.mark.usefixtures("microsoft")
def test_the_reports_and_letters_of_rounds_are_valid(tmp_path: Path) -> None:
    master = load_master(MasterKind.REPORT)
    reports = {slug: report_of(slug) for slug in ("samut-prakan-2568", "pathum-thani-2562", "nakhon-pathom-2565")}
    reports["province"] = province_report(province_contents_of(province_of(2568, 31)))
    for name, made in reports.items():
        (tmp_path / f"{name}.docx").write_bytes(make_document(made, master))
    round_of_letters = replace(ROUND, emblem=Figure(picture(), "ตรา", 30))
    forms = tuple(make_letter(content(kind, round_of_letters), round_of_letters).form for kind in LetterKind)
    files = [("all", forms), *((str(kind), (form,)) for kind, form in zip(LetterKind, forms, strict=True))]
    for name, chosen in files:
        sent = Letters(title="ก", subject="ข", agency="ค", issued=date(2025, 9, 1), letters=chosen)
        (tmp_path / f"letter-{name}.docx").write_bytes(make_letters(sent, load_master(MasterKind.LETTER)))
    assert len(list(tmp_path.iterdir())) == len(reports) + 1 + len(LetterKind)
    assert complaints_of(tmp_path.iterdir(), ("Office2013", "Microsoft365")) == []
