"""Write mail drafts to the agencies of a round: with their forms, marked copies, reminders, results or letters.

Calls ``cycle`` as the commands do with ``--mail``; the files are the same. Nothing is sent.
"""

from __future__ import annotations

from collections.abc import Mapping

from ita_xlsx.cycle.arrivals.round_paths import arrival_folders
from ita_xlsx.cycle.documents.document_parts import letter_parts
from ita_xlsx.cycle.documents.round_letters import TITLES, WITHOUT_RETURNS, LetterKind, has_plan, write_letters
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.mails.mail_sources import MendItems, form_items, letter_items, reminder_items, round_result_items
from ita_xlsx.cycle.mails.mail_words import MailItem
from ita_xlsx.cycle.mails.write_mails import write_mails
from ita_xlsx.cycle.marked_copies import FeedbackFolder
from ita_xlsx.cycle.receive import find_returns, receive_all
from ita_xlsx.model.agency import Roster
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding, sort_by_severity
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.mails.mail_draft import MailKind
from ita_xlsx.page.findings_view import line_of
from ita_xlsx.page.giving_back.cards import analyze_all
from ita_xlsx.page.in_place import report
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.round_check import FEEDBACK
from ita_xlsx.page.round_data import FORMS, OpenRound, frame, made_words, open_round
from ita_xlsx.page.round_documents import LETTERS
from ita_xlsx.page.wording import word

MAILS = "mails"
# What goes with a mail is made on other screens, or by the screen of that kind.
_KINDS = (MailKind.FORM, MailKind.REMIND, MailKind.MEND, MailKind.RESULT)
_Made = tuple[tuple[MailItem, ...], tuple[Finding, ...]]


def show(request: Request) -> Answer:
    """Return the kinds of drafts that can be made."""
    return _answer(open_round(request), "", ())


def save_mails(request: Request) -> Answer:
    """Write the drafts of the kind that the button names, and the sheet for a mail merge."""
    opened, kind = open_round(request), MailKind(request.text("kind") or MailKind.FORM)
    edition = Edition(issued=request.issued)
    items, findings = _items(kind, opened, edition)
    target = Target(path=opened.folder / MAILS, force=True, inputs=tuple(opened.loaded.inputs))
    made = write_mails(kind, items, opened.context, target, edition)
    title = label_of(kind, request.lang)
    saved = made_words(request, "saved_mails", count=len(made.drafts), title=title, folder=MAILS)
    if not made.drafts:
        saved = word(request.lang, "no_mails", title=title)
    return _answer(opened, saved, (*findings, *made.findings), written=bool(made.drafts))


def _items(kind: MailKind, opened: OpenRound, edition: Edition) -> _Made:
    """Return what each agency gets; the files that go with the drafts are written where their commands put them."""
    if kind is MailKind.FORM:
        return form_items(opened.context, opened.context.roster or Roster(()), opened.folder / FORMS, ())
    if kind is MailKind.REMIND:
        return reminder_items(opened.province, edition.issued, opened.context), ()
    if kind is MailKind.MEND:
        return _copies(opened, edition)
    if kind is MailKind.RESULT:
        made = analyze_all(opened, opened.request)
        return round_result_items(made.files, opened.province), made.findings
    return _letters(opened, edition)


def _copies(opened: OpenRound, edition: Edition) -> _Made:
    sources, _ = find_returns(arrival_folders(opened.folder))
    writer = FeedbackFolder(opened.context, Target(path=opened.folder / FEEDBACK, force=True), edition, sources)
    gathered, findings = MendItems(opened.context, edition), list[Finding]()
    for number, returned in enumerate(receive_all(sources, opened.context), 1):
        made, about = writer.write(returned)
        findings += about
        findings += gathered.add(returned, made) if made is not None else ()
        words = word(opened.request.lang, "read_files", done=number, count=len(sources))
        report("", number, len(sources), words)
    return gathered.items, tuple(findings)


def _letters(opened: OpenRound, edition: Edition) -> _Made:
    kind = LetterKind(opened.request.text("letter") or LetterKind.SEND)
    loaded = None if kind in WITHOUT_RETURNS else opened.loaded
    run = write_letters(
        kind,
        opened.context,
        loaded,
        letter_parts(opened.context),
        Target(path=opened.folder / LETTERS, force=True),
        Edition(issued=edition.issued, digits="thai"),
        as_of=edition.issued,
        number=opened.request.text("number"),
    )
    return letter_items(run.documents, opened.context.roster, loaded), run.findings


def _answer(opened: OpenRound, saved: str, findings: tuple[Finding, ...], *, written: bool = False) -> Answer:
    lang, head = opened.request.lang, word(opened.request.lang, "mails_head")
    html = render(
        "mails.html",
        lang,
        **frame(opened, "status"),
        head=head,
        saved=saved,
        written=written,
        kinds=[_kind(kind, opened) for kind in _KINDS],
        letters=_letter_kinds(opened),
        chosen_letter=opened.request.text("letter"),
        lines=[line_of(item, None, lang) for item in sort_by_severity(dict.fromkeys(findings))],
    )
    return Answer(html, head)


def _kind(kind: MailKind, opened: OpenRound) -> Mapping[str, object]:
    """Return a kind of drafts: its title, and what goes with them."""
    return {"key": kind.value, "title": label_of(kind, opened.request.lang), "note": f"mail_{kind}_note"}


def _letter_kinds(opened: OpenRound) -> list[tuple[str, str]]:
    """Return the kinds of letters that go to agencies and can be written now, with their titles."""
    kinds = [kind for kind in LetterKind if kind is not LetterKind.MEMO]
    kinds = [kind for kind in kinds if kind is not LetterKind.MEASURES or has_plan(opened.context)]
    return [(kind.value, TITLES[kind]) for kind in kinds if opened.context.roster or kind not in WITHOUT_RETURNS]


CALLS: Mapping[str, Call] = {"round_mails": show, "save_mails": save_mails}
