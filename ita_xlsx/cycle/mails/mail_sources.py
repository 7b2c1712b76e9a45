"""Find what each agency gets by mail: its form, its marked copy, its reminder, its analysis, its letter.

A file goes to an agency because it was made for it, never because of its name alone. Reads forms that are there
already; returns items and findings.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.documents.written import WrittenDocument
from ita_xlsx.cycle.letters import letter_to
from ita_xlsx.cycle.load_round import LoadedRound
from ita_xlsx.cycle.mails.mail_words import MailItem
from ita_xlsx.cycle.marked_copies import Feedback
from ita_xlsx.cycle.ownership import agency_of_file, conflicting_identity
from ita_xlsx.cycle.receive import Returned, receive_all
from ita_xlsx.cycle.reminders import awaited_in
from ita_xlsx.cycle.runs.analyze_file import AnalysisRun
from ita_xlsx.cycle.summarize import summarize_return
from ita_xlsx.cycle.templates import template_names
from ita_xlsx.feedback.cover_letter import mail_lines, request_word
from ita_xlsx.feedback.reminder import lacks_respondents_only, reminder_lines
from ita_xlsx.intake.sources import Source
from ita_xlsx.model.agency import Agency, Roster, code_key, same_code
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.marked_copy import Letter
from ita_xlsx.model.report.round_texts import Slot, TextKey
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.model.submission import Submission


def form_items(
    context: RunContext, roster: Roster, folder: Path, written: Sequence[Path]
) -> tuple[tuple[MailItem, ...], tuple[Finding, ...]]:
    """Return what goes with the forms in a folder: those just ``written``, and empty ones that were there already.

    A form that was there is opened: one that is filled in, or of another agency, is not sent, and is told (C772).
    """
    if context.framework is None:
        return (), ()
    pairs = [(agency, folder / name) for agency, name in template_names(context.framework, roster)]
    there = [path for _, path in pairs if path not in written and path.is_file()]
    received = receive_all([Source(str(path), path) for path in there], context) if there else ()
    submissions = {Path(item.file): item.submission for item in received}
    items: list[MailItem] = []
    findings: list[Finding] = []
    for agency, path in pairs:
        if path in written or _is_empty_form(submissions.get(path), agency):
            items.append(MailItem(agency=agency, files=(path,)))
        elif path in there:
            params = {"agency": agency.code, "name": agency.name, "value": path.name}
            findings.append(make_finding(Code.MAIL_FORM_NOT_ATTACHED, file=str(path), **params))
    return tuple(items), tuple(findings)


def _is_empty_form(submission: Submission | None, agency: Agency) -> bool:
    if submission is None or not same_code(submission.agency.code, agency.code):
        return False
    return not any(item.raw for item in submission.answers) and not any(item.is_reported for item in submission.steps)


class MendItems:
    """Gathers what goes back while files are checked: one mail for each agency, with all its copies."""

    def __init__(self, context: RunContext, edition: Edition) -> None:
        """Begin without files."""
        self._context, self._edition = context, edition
        self._items: dict[str, MailItem] = {}
        self._letters: dict[str, tuple[Letter, ...]] = {}

    def add(self, returned: Returned, made: Feedback) -> tuple[Finding, ...]:
        """Add the copy of one file to the mail of its agency; return C768 if it is not certain whose file it is."""
        agency = owner_of(returned, self._context)
        if agency is None:
            return (make_finding(Code.MAIL_OF_NO_AGENCY, file=returned.file, value=Path(returned.file).name),)
        letter = letter_to(returned, self._context, self._edition)
        lines = mail_lines(letter, made.copy.name if made.copy else "")
        key = code_key(agency.code)
        before = self._items.get(key, MailItem(agency=agency))
        files = (*before.files, *([made.copy] if made.copy else []))
        gap = ("",) if before.lines else ()
        letters = self._letters[key] = (*self._letters.get(key, ()), letter)
        values = {Slot.REQUEST: request_word(letters)}
        self._items[key] = MailItem(agency=agency, files=files, lines=(*before.lines, *gap, *lines), values=values)
        return ()

    @property
    def items(self) -> tuple[MailItem, ...]:
        """Return the mails, in the order of the roster where there is one."""
        roster = self._context.roster
        order = {code_key(item.code): number for number, item in enumerate(roster.agencies)} if roster else {}
        return tuple(sorted(self._items.values(), key=lambda item: order.get(code_key(item.agency.code), len(order))))


def owner_of(returned: Returned, context: RunContext) -> Agency | None:
    """Return the agency to which a form goes back; None if its code and its name do not mean one and the same."""
    summary = summarize_return(returned, context, None)
    agency = agency_of_file(summary, context.roster) if summary.year is not None else None
    if agency is None or not agency.name or conflicting_identity(summary, agency, context.roster):
        return None
    return agency


def reminder_items(province: RoundState, today: date, context: RunContext) -> tuple[MailItem, ...]:
    """Return the reminder of each agency that is still awaited; no file goes with it."""
    calendar = context.round.calendar
    return tuple(
        MailItem(
            agency=member.agency,
            lines=reminder_lines(member, province, today, calendar),
            text=TextKey.MAIL_RESPONDENTS if lacks_respondents_only(member, province, today, calendar) else None,
        )
        for member in awaited_in(province, today, calendar)
    )


def result_items(run: AnalysisRun, path: Path) -> tuple[tuple[MailItem, ...], tuple[Finding, ...]]:
    """Return what goes with the analysis in ``path``: the overall score and the level; C768 if nobody owns the form."""
    agency = owner_of(run.returned, run.context)
    if run.analysis is None or agency is None:
        value = Path(run.returned.file).name
        return (), (make_finding(Code.MAIL_OF_NO_AGENCY, file=run.returned.file, value=value),)
    results = run.analysis.results
    values = _result_values(results.by_subject[OVERALL].value, results.level.name or "", run.analysis.framework.year)
    return (MailItem(agency=agency, files=(path,), values=values),), ()


def round_result_items(files: Sequence[tuple[Agency, tuple[Path, ...]]], province: RoundState) -> tuple[MailItem, ...]:
    """Return what goes with the analysis and the card of each agency of a round: its overall score and its level."""
    year, members = province.framework.year, {member.agency.code: member for member in province.members}
    items = []
    for agency, paths in files:
        summary = members[agency.code].summary if agency.code in members else None
        if summary is not None:
            overall = summary.values[list(province.framework.nodes).index(OVERALL)]
            items.append(MailItem(agency=agency, files=paths, values=_result_values(overall, summary.level, year)))
    return tuple(items)


def _result_values(overall: Fraction | None, level: str, year: int) -> dict[Slot, str]:
    score = "" if overall is None else str(two_decimals(overall))
    return {Slot.SCORE: score, Slot.LEVEL: level, Slot.YEAR: str(year)}


def letter_items(
    documents: Sequence[WrittenDocument], roster: Roster | None, loaded: LoadedRound | None
) -> tuple[MailItem, ...]:
    """Return what goes with each letter to one agency: of the roster, else of those that returned a form."""
    members = loaded.province.members if loaded else ()
    returned = (member.agency for member in members)
    agencies = {item.code: item for item in (*returned, *(roster.agencies if roster else ()))}
    return tuple(
        MailItem(
            agency=agencies[document.agencies[0]],
            files=(document.path,),
            values={Slot.LETTER_SUBJECT: document.subject},
        )
        for document in documents
        if len(document.agencies) == 1
    )
