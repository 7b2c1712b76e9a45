"""Write the mail drafts of one kind into a folder, with the sheet for a mail merge; nothing is sent.

Takes what each agency gets; reads the texts of the round and the files that go with the drafts; writes files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ita_xlsx.catalogue import load_text_drafts
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.mails.mail_words import MailItem, MailRound, addressee_of, make_draft
from ita_xlsx.cycle.settings.round_texts import load_texts
from ita_xlsx.errors import input_errors
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.mails.mail_addresses import read_addresses
from ita_xlsx.model.mails.mail_draft import MAIL_TEXTS, AttachedFile, MailDraft, MailKind
from ita_xlsx.model.report.round_texts import TextKey, find_slot
from ita_xlsx.output.mails.draft_file import kind_of_draft, write_draft
from ita_xlsx.output.mails.merge_sheet import write_merge_sheet
from ita_xlsx.output.names import safe_name, unique_names
from ita_xlsx.output.safe_write import remove_file

DRAFT_SUFFIX = ".eml"
_LARGEST_MB = 10
_MB = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class WrittenMails:
    """The drafts that were written, the sheet for a merge (None without drafts), and the findings about them."""

    kind: MailKind
    drafts: tuple[Path, ...] = ()
    sheet: Path | None = None
    findings: tuple[Finding, ...] = ()


def merge_sheet_name(kind: MailKind) -> str:
    """Return the name of the sheet for the merge of a kind."""
    return f"mail-merge-{kind}.xlsx"


def draft_names(kind: MailKind, agencies: Sequence[Agency]) -> list[str]:
    """Return the names of the drafts to agencies: the title of the kind, the code, and the name of the agency."""
    return unique_names(safe_name(f"{label_of(kind)} {item.code} {item.name}") + DRAFT_SUFFIX for item in agencies)


def check_mails_free(kind: MailKind, agencies: Sequence[Agency], folder: Target) -> None:
    """Raise OutputError if a draft to one of the agencies exists already and may not be replaced."""
    for name in (*draft_names(kind, agencies), merge_sheet_name(kind)):
        folder.file(name).check_free()


def write_mails(
    kind: MailKind, items: Sequence[MailItem], context: RunContext, folder: Target, edition: Edition
) -> WrittenMails:
    """Write one draft for each item, and the sheet for a merge; nothing is written if one of them exists already.

    A draft to an agency without an address has no addressee, and is told. Drafts of this kind by an earlier run that
    are not among them are told, and removed where the target may overwrite and nobody edited them. Raise OutputError.
    """
    loaded = load_texts(context)
    titles = Counter(item.agency.addressee.strip() for item in items)
    mail_round = MailRound(
        kind=kind,
        context=context,
        framework=context.framework,
        texts=loaded.texts,
        shipped=load_text_drafts(),
        issued=edition.issued,
        shared_titles=frozenset(title for title, count in titles.items() if count > 1),
    )
    folder = folder.protect((*context.inputs, *(path for item in items for path in item.files)))
    agencies = [item.agency for item in items]
    check_mails_free(kind, agencies, folder)
    names = draft_names(kind, agencies)
    findings = [*loaded.findings, *(item for agency in agencies for item in _check_address(agency, context))]
    drafts: list[MailDraft] = []
    for item, name in zip(items, names, strict=True):
        draft = make_draft(item, mail_round, [_attached(path) for path in item.files])
        data = write_draft(draft)
        folder.file(name).put(data)
        findings += _check_size(draft, len(data), context)
        # The sheet names the files; their bytes are not needed any more.
        drafts.append(_without_bytes(draft))
    sheet = None
    if drafts:
        sheet = folder.file(merge_sheet_name(kind))
        addressees = [addressee_of(agency, mail_round.shared_titles) for agency in agencies]
        sheet.put_workbook(write_merge_sheet(kind, drafts, addressees, names, edition))
    keys = dict.fromkeys(item.text or MAIL_TEXTS[kind] for item in items)
    findings += [*_check_words(mail_round, drafts, tuple(keys)), *_old_drafts(kind, folder, names)]
    paths = tuple(folder.file(name).path for name in names)
    return WrittenMails(kind=kind, drafts=paths, sheet=sheet.path if sheet else None, findings=tuple(findings))


def _attached(path: Path) -> AttachedFile:
    with input_errors(path):
        return AttachedFile(path.name, path.read_bytes())


def _without_bytes(draft: MailDraft) -> MailDraft:
    return replace(draft, files=tuple(AttachedFile(file.name, b"") for file in draft.files))


def _check_address(agency: Agency, context: RunContext) -> Iterator[Finding]:
    read = read_addresses(agency.email)
    place = {"agency": agency.code, "name": agency.name, "row": str(agency.row or "-")}
    file = str(context.roster_file or "")
    for text in read.refused:
        yield make_finding(Code.MAIL_ADDRESS_INVALID, file=file, value=text, **place)
    if not read.addresses:
        yield make_finding(Code.MAIL_WITHOUT_ADDRESS, file=file, **place)


def _check_size(draft: MailDraft, size: int, context: RunContext) -> Iterator[Finding]:
    if size > _LARGEST_MB * _MB:
        params = {"size": f"{size / _MB:.1f}", "limit": str(_LARGEST_MB)}
        yield make_finding(Code.MAIL_TOO_LARGE, agency=draft.agency.code, name=draft.agency.name, **params)


def _check_words(mail_round: MailRound, drafts: Sequence[MailDraft], keys: Sequence[TextKey]) -> Iterator[Finding]:
    """Yield what the texts of the drafts lack: values of slots, or the text itself."""
    file = str(mail_round.context.round_file or "")
    for key in keys if drafts else ():
        if mail_round.texts.text(key).strip():
            continue
        yield make_finding(Code.MAIL_TEXT_EMPTY, file=file, value=label_of(key))
    blanks = Counter(name for draft in drafts for name in draft.blanks)
    left_out = Counter(name for draft in drafts for name in draft.left_out)
    for code, counts in ((Code.MAIL_SLOT_UNKNOWN, blanks), (Code.MAIL_LINE_LEFT_OUT, left_out)):
        # A name that is no slot is told with its cell where the texts are read.
        names = [name for name in counts if find_slot(name) is not None]
        if names:
            value = ", ".join(f"{{{name}}}" for name in names)
            yield make_finding(code, file=file, value=value, count=str(max(counts[name] for name in names)))


def _old_drafts(kind: MailKind, folder: Target, names: Sequence[str]) -> Iterator[Finding]:
    """Tell the drafts of this kind that an earlier run left in the folder, and remove those that may be."""
    entries = sorted(folder.path.glob(f"*{DRAFT_SUFFIX}")) if folder.path.is_dir() else []
    for path in entries:
        if path.name in names:
            continue
        found = None
        with suppress(OSError):
            found = kind_of_draft(path.read_bytes())
        if found is None or found[0] != kind:
            continue
        if folder.force and found[1]:
            remove_file(path)
            yield make_finding(Code.OLD_MAIL_REMOVED, file=str(path), name=path.name)
        else:
            yield make_finding(Code.OLD_MAIL_DRAFT, file=str(path), name=path.name)
