"""Load what documents of a round need beside its figures: the texts of the officer, the master and the emblem.

Reads the disk; raises InputError for a file that is no use.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.documents.typed_rank import check_rank
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.settings.round_texts import load_texts
from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.master_document import read_master
from ita_xlsx.intake.picture import read_picture
from ita_xlsx.model.document import Document, Figure, Letters, Master, MasterKind
from ita_xlsx.model.findings import Code, Finding
from ita_xlsx.model.report.round_texts import RoundTexts
from ita_xlsx.report.word import shipped_masters

__all__ = ["DocumentParts", "MasterKind", "document_path", "letter_parts", "report_parts", "write_master"]

_EMBLEM_KEY, _EMBLEM_NAME = "letter.emblem", "ตราสัญลักษณ์"
_SUFFIX = ".docx"


@dataclass(frozen=True, kw_only=True)
class DocumentParts:
    """The texts, the master and the emblem of documents; ``inputs`` are their files, which are never written to."""

    texts: RoundTexts
    master: Master
    emblem: Figure | None = None
    findings: tuple[Finding, ...] = ()
    inputs: tuple[Path, ...] = ()

    def put_report(self, document: Document, target: Target) -> None:
        """Write a report over the master; raise OutputError."""
        from ita_xlsx.report.word.make_document import make_document

        target.put(make_document(document, self.master), check_document)

    def put_letters(self, letters: Letters, target: Target) -> None:
        """Write letters over the master; raise OutputError."""
        from ita_xlsx.report.word.make_document import make_letters

        target.put(make_letters(letters, self.master), check_document)


def report_parts(context: RunContext) -> DocumentParts:
    """Return what the report of a round needs beside its figures."""
    parts = _parts(context, MasterKind.REPORT, context.round.report.master)
    return replace(parts, findings=(*parts.findings, *check_rank(context)))


def letter_parts(context: RunContext) -> DocumentParts:
    """Return what the letters of a round need beside its figures."""
    return _parts(context, MasterKind.LETTER, context.round.letter.master)


def write_master(kind: MasterKind, target: Target) -> None:
    """Write the shipped master of a kind, so that an officer can restyle it; raise OutputError."""
    target.check_free()
    target.put(shipped_masters.export_master(kind))


def check_document(data: bytes) -> None:
    """Raise UnreadableWorkbook unless the bytes are a whole package in which each part is well-formed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                part = archive.read(name)
                if name.endswith((".xml", ".rels")):
                    ElementTree.fromstring(part)
    except (zipfile.BadZipFile, ElementTree.ParseError) as error:
        raise UnreadableWorkbook(Code.FILE_DAMAGED) from error


def document_path(path: Path) -> Path:
    """Return the path, with ``.docx`` added if it does not end so."""
    return path if path.suffix.lower() == _SUFFIX else path.parent / f"{path.name}{_SUFFIX}"


def _parts(context: RunContext, kind: MasterKind, master_file: str) -> DocumentParts:
    loaded = load_texts(context)
    emblem_file = context.round.letter.emblem
    files = [Path(name) for name in (master_file, emblem_file) if name]
    return DocumentParts(
        texts=loaded.texts,
        master=read_master(Path(master_file), kind) if master_file else shipped_masters.load_master(kind),
        emblem=_emblem(context, emblem_file) if emblem_file else None,
        findings=loaded.findings,
        inputs=(*files, *([loaded.path] if loaded.path else [])),
    )


def _emblem(context: RunContext, file: str) -> Figure:
    settings_file = context.round_file or Path(file)
    return Figure(read_picture(Path(file), settings_file, _EMBLEM_KEY), _EMBLEM_NAME)
