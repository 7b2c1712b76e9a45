"""Have LibreOffice print documents and save masters anew, where its Writer is installed."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document as Opened
from pypdf import PdfReader

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.intake.master_document import check_master
from ita_xlsx.model.document import (
    Contents,
    Control,
    Cover,
    FilledForm,
    Heading,
    Landscape,
    MasterKind,
    PageBreak,
    Paragraph,
    Program,
)
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.text.digits import arabic
from ita_xlsx.report.word.make_document import make_document, make_letters
from ita_xlsx.report.word.shipped_masters import export_master, load_master
from tests.conftest import AGENCY, ISSUED, full_scores, submission_of
from tests.libreoffice.plugin import give_up
from tests.libreoffice.process import find_soffice, find_uno_python
from tests.report.sample_documents import document, packed, parts_of, plan
from tests.report.test_masters import FILLED, letters, texts_of
from tests.support.program import run

pytestmark = pytest.mark.office


def converted(data: bytes, kind: str, folder: Path, fontconfig: Path) -> bytes:
    """A document as LibreOffice saves it in a format; give up where no Writer is installed."""
    soffice = find_soffice()
    if soffice is None:
        give_up("LibreOffice is not installed")
    source, target = folder / "source.docx", folder / "target"
    source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = (
        soffice,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        target,
        source,
    )
    environment = {**os.environ, "FONTCONFIG_FILE": str(fontconfig)}
    subprocess.run(command, env=environment, capture_output=True, timeout=300, check=False)
    made = target / f"source.{kind}"
    if not made.exists():
        give_up("LibreOffice has no Writer (libreoffice-writer)")
    return made.read_bytes()


def test_a_document_is_printed_page_by_page(tmp_path: Path, fontconfig: Path) -> None:
    content = (
        Cover((Paragraph(("ปก",)),)),
        Contents(),
        PageBreak(),
        Heading(1, "หนึ่ง"),
        Landscape((Heading(1, "แผน"), plan(30))),
        Heading(1, "ท้าย"),
    )
    data = make_document(document(content), load_master(MasterKind.REPORT), Program.LIBREOFFICE)
    pdf = tmp_path / "printed.pdf"
    pdf.write_bytes(converted(data, "pdf", tmp_path, fontconfig))
    pages = PdfReader(pdf).pages
    texts = [arabic(page.extract_text()) for page in pages]
    is_wide = [page.mediabox.width > page.mediabox.height for page in pages]
    last = len(pages)
    assert is_wide == [False] * 3 + [True] * (last - 4) + [False]
    assert last > 6
    for number in (3, 4, last):
        assert str(number) in texts[1]
    # The header of the table stands on each of its pages, and no page is empty.
    assert all("ผู้รับผิดชอบ" in text for text in texts[3:-1])


def test_a_master_that_was_restyled_and_saved_by_libreoffice(tmp_path: Path, fontconfig: Path) -> None:
    parts = parts_of(export_master(MasterKind.REPORT))
    styles = parts["word/styles.xml"].decode().replace("TH Sarabun New", "Norasi")
    header = (
        parts["word/header1.xml"].decode().replace("<w:p>", "<w:p><w:r><w:t>หัวกระดาษจังหวัด</w:t></w:r></w:p><w:p>", 1)
    )
    added = parts["word/document.xml"].decode().replace("<w:body>", "<w:body><w:p><w:r><w:t>ย่อหน้าใหม่</w:t></w:r></w:p>")
    changed = {"word/styles.xml": styles, "word/header1.xml": header, "word/document.xml": added}
    restyled = packed({**parts, **{name: text.encode() for name, text in changed.items()}})
    master = check_master(converted(restyled, "docx", tmp_path, fontconfig), "a.docx", MasterKind.REPORT)
    data = make_document(document((Heading(1, "หนึ่ง"), Paragraph(("สอง",)))), master)
    made = {name: part.decode() for name, part in parts_of(data).items() if name.endswith(".xml")}
    assert texts_of(data) == ["ย่อหน้าใหม่", "หนึ่ง", "สอง"]
    assert "Norasi" in made["word/styles.xml"]
    headers = [text for name, text in made.items() if "header" in name]
    assert any("หัวกระดาษจังหวัด" in text and "ThaiArabic" in text for text in headers)


def test_a_letter_whose_master_libreoffice_saved(tmp_path: Path, fontconfig: Path) -> None:
    saved = converted(export_master(MasterKind.LETTER), "docx", tmp_path, fontconfig)
    assert b"<w:tag" not in parts_of(saved)["word/document.xml"]
    letter = check_master(saved, "b.docx", MasterKind.LETTER)
    ours = texts_of(make_letters(letters(FILLED), load_master(MasterKind.LETTER)))
    assert texts_of(make_letters(letters(FILLED), letter)) == ours


FONT, LETTERHEAD, ADDED = "Norasi", "หัวจดหมายของจังหวัด", "ย่อหน้าที่เจ้าหน้าที่เพิ่ม"
RESTYLE = Path(__file__).parent.parent / "libreoffice" / "restyle_document.py"
ROUND_WITH_MASTERS = (
    'framework = 2568\nprovince = "สมมุติ"\nroster = "roster.csv"\n'
    '[report]\nmaster = "report.docx"\n[letter]\nmaster = "letter.docx"\n'
)


def restyled(kind: MasterKind, folder: Path, fontconfig: Path) -> Path:
    """The shipped master as an officer restyles it in LibreOffice: the font, the letterhead, an added paragraph."""
    soffice, python = find_soffice(), find_uno_python()
    if soffice is None or python is None:
        give_up("LibreOffice or its Python is not installed")
    shipped, target = folder / f"{kind}-shipped.docx", folder / f"{kind}.docx"
    shipped.write_bytes(export_master(kind))
    wishes = json.dumps({"font": FONT, "letterhead": LETTERHEAD, "paragraph": ADDED})
    environment = {**os.environ, "FONTCONFIG_FILE": str(fontconfig)}
    environment.pop("PYTHONPATH", None)
    command = [python, *map(str, (RESTYLE, soffice, folder / "profile", shipped, target)), wishes]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    if not target.exists():
        give_up(f"LibreOffice has no Writer (libreoffice-writer): {done.stderr[-200:]}")
    return target


def fonts_of_body(document: Opened) -> set[str]:
    """The fonts of Thai text in the styles of all paragraphs, those in tables too."""
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    used = {item.get(f"{space}val") for item in document.element.body.iter(f"{space}pStyle")}
    found: set[str] = set()
    for style in (item for item in document.styles if item.style_id in used):
        while (fonts := style.element.find(f"{space}rPr/{space}rFonts")) is None and style.base_style is not None:
            style = style.base_style
        found.add(fonts.get(f"{space}cs") if fonts is not None else "")
    return found


def test_what_an_officer_changed_in_writer_is_in_the_next_documents(tmp_path: Path, fontconfig: Path) -> None:
    for kind in MasterKind:
        restyled(kind, tmp_path, fontconfig)
    (tmp_path / "round.toml").write_text(ROUND_WITH_MASTERS, encoding="utf-8")
    (tmp_path / "roster.csv").write_text("code,name\nP01,สำนักงานทดสอบ\n", encoding="utf-8")
    framework = load_framework(2568)
    submission = replace(submission_of(framework, full_scores(framework)), agency=AGENCY)
    form = make_form(framework, RoundSettings(framework="2568"), submission, Edition(issued=ISSUED))
    (tmp_path / "form.xlsx").write_bytes(form)
    where = ("--round", tmp_path / "round.toml", "-q", "-o")
    assert run("report", tmp_path / "form.xlsx", *where, tmp_path / "made.docx") <= 1
    assert run("letters", "send", *where, tmp_path / "letters") <= 1
    [letter] = (tmp_path / "letters").iterdir()
    for path, heading in ((tmp_path / "made.docx", "คำนำ"), (letter, "บันทึกข้อความ")):
        document = docx.Document(str(path))
        texts = texts_of(path.read_bytes())
        assert texts[0] == ADDED
        assert heading in texts
        headers = ["".join(item.text for item in section.header.paragraphs) for section in document.sections]
        assert any(LETTERHEAD in text for text in headers)
        assert fonts_of_body(document) == {FONT}


def test_no_signature_stands_alone_on_a_page(tmp_path: Path, fontconfig: Path) -> None:
    """Letters of all lengths around one page, which end with a line or with a table before it."""
    pieces = [
        (*(Paragraph((f"บรรทัด {place}",)) for place in range(count)), *table, Paragraph(("CLOSING",)))
        for count in range(12, 30)
        for table in ((), (replace(plan(2), caption=None),))
    ]
    forms = tuple(
        FilledForm(
            (Control("body", blocks=body), Control("signatory", ("SIGNER",)), Control("position", ("POSITION",)))
        )
        for body in pieces
    )
    pdf = tmp_path / "letters.pdf"
    pdf.write_bytes(
        converted(make_letters(letters(*forms), load_master(MasterKind.LETTER)), "pdf", tmp_path, fontconfig)
    )
    pages = [page.extract_text() for page in PdfReader(pdf).pages]
    signed = [text for text in pages if "SIGNER" in text]
    assert len(signed) == len(forms)
    assert len(pages) > len(forms)
    assert [text for text in signed if "CLOSING" not in text or "POSITION" not in text] == []
    assert [text for text in pages if not text.strip()] == []
