"""Attribute a file that cannot be read as a form to the agency that probably sent it.

Takes the summary of the file and the roster; returns the agency with what says so. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ita_xlsx.intake.inbox.containers import container_kind
from ita_xlsx.model.agency import Agency, Roster, code_key, name_key
from ita_xlsx.model.findings import Code, Finding, Trait, has_trait, make_finding
from ita_xlsx.model.received import Mail
from ita_xlsx.model.round_state import AttributedBy, ReturnSummary, RoundState, State, UnassignedFile, bare_name
from ita_xlsx.model.text.spelling import text_key

# A shorter name or alias occurs in words that have nothing to do with the agency.
_SHORTEST_NAME = 4
# Services where anybody has an address: that an agency uses one says nothing about other addresses there.
_PUBLIC_MAIL = frozenset(
    {"gmail.com", "hotmail.com", "outlook.com", "outlook.co.th", "yahoo.com", "yahoo.co.th", "live.com", "icloud.com",
     "windowslive.com", "msn.com", "thaimail.com", "mail.go.th"}
)  # fmt: skip


def attributed(summary: ReturnSummary, roster: Roster | None) -> UnassignedFile:
    """Return the file with the agency that its mail address, its sender, its own name or its subject means.

    ``rival`` is the agency that the name of the file means, if that is another one.
    """
    by_file = _agency_in_names(summary.file, roster)
    for basis, agency in _bases(summary.mail, roster):
        rival = by_file if by_file is not None and by_file != agency else None
        if basis is AttributedBy.SUBJECT and by_file is not None:
            break
        return UnassignedFile(summary, agency, basis=basis, rival=rival)
    return UnassignedFile(summary, by_file, basis=AttributedBy.FILE if by_file else None)


def _bases(mail: Mail | None, roster: Roster | None) -> Iterator[tuple[AttributedBy, Agency]]:
    """Yield the agencies that a mail means, the surest first."""
    if mail is None or roster is None:
        return
    if agency := agency_of_address(mail.sender, roster):
        yield AttributedBy.ADDRESS, agency
    if agency := agency_in_text(mail.sender_name, roster) or agency_of_domain(mail.sender, roster):
        yield AttributedBy.SENDER, agency
    if agency := agency_in_text(mail.subject, roster):
        yield AttributedBy.SUBJECT, agency


def agency_of_address(address: str, roster: Roster) -> Agency | None:
    """Return the only agency of the roster with this mail address, or None."""
    agencies = roster.all_with_email(address) if address else ()
    return agencies[0] if len(agencies) == 1 else None


def agency_of_domain(address: str, roster: Roster) -> Agency | None:
    """Return the only agency whose mail addresses or web site are in the domain of an address, or None."""
    domain = text_key(address).rpartition("@")[2]
    if not domain or domain in _PUBLIC_MAIL:
        return None
    found = [item for item in roster.agencies if domain in _domains(item)]
    return found[0] if len(found) == 1 else None


def _domains(agency: Agency) -> set[str]:
    website = text_key(agency.website)
    site = website.partition("://")[2] or website
    host = re.split(r"[/:?#]", site, maxsplit=1)[0].removeprefix("www.")
    return {address.rpartition("@")[2] for address in agency.emails} | ({host} if host else set())


def agency_in_name(file: str, roster: Roster | None) -> Agency | None:
    """Return the agency whose code, else name or other name, is part of the name of a file; None without one."""
    return agency_in_text(Path(file).stem, roster)


def agency_in_text(text: str, roster: Roster | None) -> Agency | None:
    """Return the agency whose code, else name or other name, is part of a text, as a suggestion; None without one."""
    key_of_text, agencies = name_key(text), roster.agencies if roster else ()
    words = {code_key(word) for word in re.split(r"[\s_()-]+", text)}
    coded = next((item for item in agencies if code_key(item.code) in words), None)
    names = ((key, item) for item in agencies for key in map(name_key, (item.name, *item.aliases)))
    within = [(key, item) for key, item in names if key and key in key_of_text and _is_long_enough(key, item)]
    return coded or max(within, key=lambda entry: len(entry[0]), default=("", None))[1]


def _agency_in_names(file: str, roster: Roster | None) -> Agency | None:
    """Return the agency that the name of a file means, else the name of the mail or archive in which it came."""
    outer = [part for part in reversed(Path(file).parts[:-1]) if container_kind(part)]
    return next((agency for name in (file, *outer) if (agency := agency_in_name(name, roster))), None)


def _is_long_enough(key: str, agency: Agency) -> bool:
    return len(key) >= _SHORTEST_NAME or key == name_key(agency.name)


def unopened_files(round_state: RoundState, roster: Roster | None) -> Iterator[UnassignedFile]:
    """Yield the files that were passed over, but are attributed to an agency."""
    mails = dict(round_state.mails)
    for finding in round_state.passed_over:
        file = finding.file or ""
        if bare_name(file).startswith((".", "~")) or not has_trait(finding, Trait.NAMES_RETURN):
            continue
        found = attributed(ReturnSummary(file=file, findings=(finding,), mail=mails.get(file)), roster)
        if found.nearest is not None:
            yield found


def with_other_files(round_state: RoundState) -> RoundState:
    """Return the round in which an agency that sent something, but no form that can be read, is not called missing.

    An agency whose file may be in order, because only this computer could not read it, stays as it is.
    """
    senders = {
        item.nearest
        for item in (*round_state.unopened, *round_state.unreadable)
        if item.nearest is not None and not any(map(_is_not_its_fault, item.summary.findings))
    }
    members = tuple(
        replace(item, state=State.NOT_A_FORM) if item.state is State.MISSING and item.agency in senders else item
        for item in round_state.members
    )
    return _without_needless(replace(round_state, members=members))


def _without_needless(round_state: RoundState) -> RoundState:
    """Return the round in which a file that is no form is only an info where a form of its agency counts.

    A file that may be in order, or whose name and mail mean two agencies, stays as it is.
    """
    counting = {
        item.agency: item.summary
        for item in round_state.members
        if item.summary is not None and item.state in (State.RETURNED, State.DECLARED_NOTHING)
    }
    infos: dict[str, tuple[Finding, ...]] = {}
    for item in (*round_state.unopened, *round_state.unreadable):
        form = counting.get(item.nearest) if item.nearest is not None and item.rival is None else None
        if form is not None and item.nearest is not None and not any(map(_is_not_its_fault, item.summary.findings)):
            infos[item.summary.file] = (_needless(item.summary, item.nearest, form),)
    return replace(
        round_state,
        unopened=tuple(_with_findings(item, infos) for item in round_state.unopened),
        unreadable=tuple(_with_findings(item, infos) for item in round_state.unreadable),
        passed_over=tuple(infos[item.file][0] if item.file in infos else item for item in round_state.passed_over),
    )


def _needless(summary: ReturnSummary, agency: Agency, form: ReturnSummary) -> Finding:
    return make_finding(
        Code.OTHER_FILE_NOT_NEEDED,
        file=summary.file,
        value=bare_name(summary.file),
        agency=agency.code,
        name=agency.name,
        other=bare_name(form.file),
    )


def _with_findings(item: UnassignedFile, infos: Mapping[str, tuple[Finding, ...]]) -> UnassignedFile:
    findings = infos.get(item.summary.file, item.summary.findings)
    return replace(item, summary=replace(item.summary, findings=findings))


def _is_not_its_fault(finding: Finding) -> bool:
    return has_trait(finding, Trait.NOT_ITS_FAULT)
