"""Write a form for each agency of a table, with its announced figures, among the returned forms of a round.

Reads the forms that are there; writes files. A form that an agency sent is never overwritten.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from ita_xlsx.cycle.arrivals.round_paths import arrival_folders
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.importing.read_table import ReadTable
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.receive import receive_bytes, receive_one
from ita_xlsx.cycle.summarize import summarize_return
from ita_xlsx.cycle.templates import make_form, template_name
from ita_xlsx.errors import TargetError, UnreadableWorkbook
from ita_xlsx.intake.agency_tables.table_row import AgencyRow
from ita_xlsx.intake.sources import Source
from ita_xlsx.model.agency import code_key
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.progress import OnProgress
from ita_xlsx.model.province.table_forms import TABLE_FOLDER
from ita_xlsx.output.names import unique_names

FOLDER = TABLE_FOLDER
_REMARK = "คะแนนประกาศจากตารางของทุกหน่วยงาน «{file}» {place} ไม่ใช่แบบฟอร์มที่หน่วยงานส่ง"
_ADVICE_TO_FORCE = {
    "fix_th": "ใช้ --force หากตารางนี้ถูกต้อง หรือลบแบบฟอร์มเดิมก่อน",
    "fix_en": "use --force if this table is right, or delete the earlier form first",
}


@dataclass(frozen=True)
class TableForms:
    """The forms that were written, the agencies that have one already, and findings.

    ``unchanged`` are forms from an earlier import of the same figures.
    """

    folder: Path
    written: tuple[Path, ...] = ()
    unchanged: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()


def forms_folder(context: RunContext) -> Path | None:
    """Return the folder for the forms of a table in the round; None without a round."""
    if context.round_file is None:
        return None
    return Path(arrival_folders(context.round_file.parent)[0]) / FOLDER


def write_table_forms(
    read: ReadTable, context: RunContext, folder: Target, edition: Edition, progress: OnProgress | None = None
) -> TableForms:
    """Write the form of each agency of the table that has none yet.

    X836 for an agency that sent a form; X845 for a form of an earlier table with other figures, which is replaced if
    the target may overwrite. A form that cannot be written does not stop the others. ``progress`` is called with
    (forms done, all forms).
    """
    folder = folder.protect((Path(read.file), *context.inputs))
    sent = _sent_forms(context, folder.path)
    names = unique_names(template_name(read.framework, row.agency) for row in read.rows)
    written: list[Path] = []
    unchanged: list[Path] = []
    findings: list[Finding] = []
    for done, (row, name) in enumerate(zip(read.rows, names, strict=True)):
        if progress is not None:
            progress(done, len(read.rows))
        target, about = folder.file(name), {"agency": row.agency.code, "name": row.agency.name}
        file = sent.get(code_key(row.agency.code), "")
        is_earlier = Path(file).parent.name == FOLDER
        if file and not is_earlier:
            findings.append(make_finding(Code.TABLE_FORM_EXISTS, file=read.file, value=file, **about))
            continue
        data = _form(read, row, context, edition)
        earlier = Path(file) if is_earlier else target.path
        if earlier.exists() and _is_same(earlier, data, context):
            unchanged.append(earlier)
        elif earlier.exists() and not target.force:
            params = {**about, **_ADVICE_TO_FORCE, "value": str(earlier)}
            findings.append(make_finding(Code.TABLE_FORM_DIFFERS, file=read.file, **params))
        else:
            try:
                target.put_workbook(data)
                written.append(target.path)
            except TargetError as error:
                findings.append(make_finding(error.code, file=str(target.path), **error.params))
    return TableForms(folder.path, tuple(written), tuple(unchanged), tuple(findings))


def _form(read: ReadTable, row: AgencyRow, context: RunContext, edition: Edition) -> bytes:
    place = f"{row.place.sheet}!{row.place.a1}".lstrip("!")
    remark = _REMARK.format(file=Path(read.file).name, place=place)
    return make_form(read.framework, context.round, row.submission, replace(edition, remark=remark))


def _sent_forms(context: RunContext, folder: Path) -> dict[str, str]:
    """Return the files that agencies sent by the key of their code, without those in the folder of a table."""
    if context.round_file is None:
        return {}
    loaded = load_round(arrival_folders(context.round_file.parent), context)
    made_here = folder.resolve()
    files: dict[str, str] = {}
    for member in loaded.province.members:
        for summary in (member.summary, *member.others):
            if summary is not None and made_here not in Path(summary.file).resolve().parents:
                files.setdefault(code_key(member.agency.code), summary.file)
    return files


def _is_same(path: Path, data: bytes, context: RunContext) -> bool:
    """Return True if the form at a path says the same as a new one."""
    try:
        new = summarize_return(receive_bytes(data, path.name, context), context, None)
        old = summarize_return(receive_one(Source(str(path), path), context), context, None)
    except UnreadableWorkbook:
        return False
    return bool(old.content) and old.content == new.content
