"""Check the state of a round: yield findings about agencies, choices of the officer, and files of no agency.

Takes the state that ``assign_files`` returns. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ita_xlsx.cycle.arrivals.attribute_files import agency_of_address
from ita_xlsx.cycle.arrivals.short_of_respondents import check_respondents
from ita_xlsx.cycle.assign_files import all_files, files_in_use
from ita_xlsx.cycle.decisions.absent_files import row_place
from ita_xlsx.cycle.decisions.agency_decisions import NOTHING_DECIDED, as_decisions, decisions_by_agency
from ita_xlsx.cycle.decisions.check_choices import check_choice
from ita_xlsx.cycle.decisions.choose_file import contents_by_digest, file_meant
from ita_xlsx.model.agency import Roster, code_key
from ita_xlsx.model.decisions import NO_DECISIONS, Decisions
from ita_xlsx.model.findings import Code, Finding, Severity, Trait, has_trait, make_finding
from ita_xlsx.model.labels import ATTRIBUTED_BY, RECEIVED_FROM
from ita_xlsx.model.round_state import (
    AgencyReturn,
    AttributedBy,
    ChoiceBasis,
    Decision,
    ReturnSummary,
    RoundState,
    State,
    UnassignedFile,
    bare_name,
)
from ita_xlsx.model.text.command_lines import quoted
from ita_xlsx.model.text.dates import numeric_date

# Sync programs and browsers add such words to the name of a second copy.
_CONFLICT = re.compile(
    r"conflicted copy|conflict(?:ing)?[ _-]|\(\d+\)$|-[A-Z0-9]+-PC$|-DESKTOP-\w+$|- Copy$|สำเนา", re.IGNORECASE
)
_MOST_PAIRS = 10


def check_round(
    province: RoundState, decisions: Decisions | Sequence[Decision] = NO_DECISIONS, use: Sequence[str] = ()
) -> Iterator[Finding]:
    """Yield a finding for each agency that is missing, undecided, rejected or late, and for each file of no agency."""
    decisions = as_decisions(decisions)
    by_agency = decisions_by_agency(decisions, Roster(tuple(member.agency for member in province.members)))
    given_away = _given_away(province)
    for member in province.members:
        yield from _check_member(member, given_away.get(member.agency.code))
        decided = by_agency.get(code_key(member.agency.code), NOTHING_DECIDED)
        yield from check_choice(member, decided, province)
    yield from check_respondents(province)
    yield from _check_other_files(province)
    yield from _check_senders(province)
    yield from _check_uses(province, decisions, use)
    yield from _check_codes(province, decisions)
    yield from _check_aliases(province, decisions)
    for unassigned in province.unknown:
        yield _unknown_finding(unassigned)
    for unassigned in province.wrong_year:
        yield make_finding(Code.FILE_OF_OTHER_YEAR, file=unassigned.summary.file, value=str(unassigned.summary.year))
    for unassigned in province.unreadable:
        yield from unassigned.summary.findings
    yield from province.passed_over


def _check_other_files(province: RoundState) -> Iterator[Finding]:
    """Check the agencies without a form for what they sent instead (N123), by mail and name of file (N125)."""
    waiting = {member.agency for member in province.members if member.state is State.NOT_A_FORM}
    for item in (*province.unopened, *province.unreadable):
        agency, rival, file = item.nearest, item.rival, item.summary.file
        if agency is None:
            continue
        params = {"file": file, "value": bare_name(file), "agency": agency.code, "name": agency.name}
        if agency in waiting:
            basis_th, basis_en = ATTRIBUTED_BY[item.basis or AttributedBy.FILE]
            yield make_finding(Code.OTHER_FILE_OF_AGENCY, basis_th=basis_th, basis_en=basis_en, **params)
        if rival is not None:
            yield make_finding(Code.OTHER_FILE_OF_TWO_AGENCIES, other=f"{rival.code} {rival.name}", **params)


def _check_senders(province: RoundState) -> Iterator[Finding]:
    """Check the forms that came by mail from the address of another agency of the roster (N124)."""
    roster = Roster(tuple(member.agency for member in province.members))
    for member in province.members:
        for item in all_files(member):
            sender = agency_of_address(item.mail.sender, roster) if item.mail else None
            if item.mail and sender is not None and sender != member.agency:
                yield make_finding(
                    Code.SENDER_OF_OTHER_AGENCY,
                    file=item.file,
                    agency=member.agency.code,
                    name=member.agency.name,
                    other=f"{sender.code} {sender.name}",
                )


def _check_uses(province: RoundState, decisions: Decisions, use: Sequence[str]) -> Iterator[Finding]:
    """Check the choices of the officer: no such file (N111) or agency (N112), several (N118), contradictory (N119)."""
    for file_name in use:
        if not any(file_meant(all_files(member), (file_name,)) for member in province.members):
            yield make_finding(Code.USE_FILE_MISSING, value=file_name)
    members = province.members if use else ()
    all_paths = {Path(item.file) for member in members for item in all_files(member)}
    for member in members:
        used = files_in_use(all_files(member), use, all_paths)
        params = {"agency": member.agency.code, "name": member.agency.name}
        if len(used) > 1:
            yield make_finding(Code.USE_GIVES_SEVERAL_FILES, files=", ".join(item.file for item in used), **params)
        elif used and member.decision and member.decision.file:
            before = file_meant(all_files(member), (member.decision.file,))
            if before is not None and before.digest != used[0].digest:
                yield make_finding(
                    Code.USE_REPLACES_DECISION, value=Path(used[0].file).name, other=Path(before.file).name, **params
                )
    roster = Roster(tuple(member.agency for member in province.members))
    rows = {code_key(row.code): row for row in reversed(decisions.rows)}
    for code in decisions.codes:
        if roster.find(code) is None:
            yield make_finding(Code.DECISION_FOR_UNKNOWN_CODE, value=code, **row_place(rows[code_key(code)]))


def _check_codes(province: RoundState, decisions: Decisions) -> Iterator[Finding]:
    """Check for codes that lost their leading zeros and were matched by their number: one finding N116 for all."""
    roster = Roster(tuple(member.agency for member in province.members))
    pairs_of_codes = [
        (item.code, member.agency.code)
        for member in province.members
        for item in all_files(member)
        if item.code and roster.find(item.code) == member.agency
    ]
    pairs_of_codes += [(code, agency.code) for code in decisions.codes if (agency := roster.find(code))]
    pairs = list(dict.fromkeys(pair for pair in pairs_of_codes if code_key(pair[0]) != code_key(pair[1])))
    if pairs:
        text = ", ".join(f"{one} = {other}" for one, other in pairs[:_MOST_PAIRS])
        yield make_finding(
            Code.CODES_MATCHED_BY_NUMBER, count=str(len(pairs)), value=text + (" …" if len(pairs) > _MOST_PAIRS else "")
        )


def _check_aliases(province: RoundState, decisions: Decisions) -> Iterator[Finding]:
    """Check for other names of an agency that are a name of another one (N165)."""
    roster = Roster(tuple(member.agency for member in province.members))
    for alias in decisions.aliases:
        agency = roster.find(alias.code)
        rivals = [
            item for item in (*roster.all_named(alias.name), *roster.all_with_alias(alias.name)) if item != agency
        ]
        if agency is not None and rivals:
            yield make_finding(
                Code.ALIAS_OF_OTHER_AGENCY,
                value=alias.name,
                agency=agency.code,
                name=agency.name,
                other=f"{rivals[0].code} {rivals[0].name}",
                **row_place(alias),
            )


def _unknown_finding(unassigned: UnassignedFile) -> Finding:
    """Return the finding about a file of no agency (N105), of two agencies (N114) or of another province (N115)."""
    summary, agency_of_code, nearest = unassigned.summary, unassigned.agency_of_code, unassigned.nearest
    if agency_of_code is None:
        value = f"{summary.code} {summary.name}".strip()
        return make_finding(
            Code.FILE_OF_UNKNOWN_AGENCY,
            file=summary.file,
            value=value,
            nearest=f"{nearest.code} {nearest.name}" if nearest else "-",
        )
    params = {"file": summary.file, "value": summary.name, "agency": agency_of_code.code, "name": agency_of_code.name}
    bare = Path(summary.file).name
    if nearest is not None:
        return make_finding(Code.CODE_AND_NAME_DISAGREE, other=nearest.code, use=quoted(bare), **params)
    return make_finding(
        Code.FILE_OF_OTHER_PROVINCE,
        found=summary.province,
        expected=summary.roster_province,
        use=quoted(bare),
        **params,
    )


def _given_away(province: RoundState) -> dict[str, tuple[AgencyReturn, ReturnSummary]]:
    """Return, by the code of an agency, the file that names it and counts for another agency, with that agency."""
    roster = Roster(tuple(member.agency for member in province.members))
    given: dict[str, tuple[AgencyReturn, ReturnSummary]] = {}
    for member in province.members:
        for item in all_files(member):
            other = roster.find(item.code) if item.code else None
            if other is not None and other != member.agency:
                given.setdefault(other.code, (member, item))
    return given


def _check_member(member: AgencyReturn, given: tuple[AgencyReturn, ReturnSummary] | None) -> Iterator[Finding]:
    """Check one agency: its state, its decision, its date, its identity, and its other files.

    ``given`` is a file that names it and counts for another agency.
    """
    params = {"agency": member.agency.code, "name": member.agency.name}
    if member.state is State.MISSING and given is not None:
        other = f"{given[0].agency.code} {given[0].agency.name}"
        yield make_finding(Code.FORM_GIVEN_AWAY, value=bare_name(given[1].file), other=other, **params)
    else:
        yield from _check_state(member, params)
    if member.late and member.received.day is not None:
        day, (origin_th, origin_en) = member.received.day, RECEIVED_FROM[member.received.origin]
        day_text = numeric_date(day)
        yield make_finding(Code.RETURNED_LATE, value=day_text, origin_th=origin_th, origin_en=origin_en, **params)
    for finding in member.summary.findings if member.summary else ():
        if has_trait(finding, Trait.CONTRADICTS_ROSTER):
            yield replace(finding, params=tuple(sorted({**dict(finding.params), **params}.items())))
    yield from _check_copies(member)


def _check_state(member: AgencyReturn, params: dict[str, str]) -> Iterator[Finding]:
    """Check the state of an agency: missing (N103) or not in the table (X847), undecided (N101) or rejected (N107)."""
    summary = member.summary
    if member.state is State.MISSING:
        yield make_finding(Code.NOT_RETURNED, **params)
    elif member.state is State.NO_TABLE_SCORE:
        yield make_finding(Code.AGENCY_WITHOUT_TABLE_SCORE, **params)
    elif member.state is State.UNDECIDED and summary is not None and not member.halves:
        yield _several_files(Code.SEVERAL_FILES, member, summary, params)
    elif member.state is State.REJECTED and summary is not None and summary not in member.refused:
        errors = sum(item.severity is Severity.ERROR for item in summary.findings)
        yield make_finding(Code.RETURN_REJECTED, file=summary.file, count=str(errors), **params)
        if member.basis is ChoiceBasis.NONE_ACCEPTED:
            yield _several_files(Code.SEVERAL_REJECTED, member, summary, params)


def _several_files(code: Code, member: AgencyReturn, summary: ReturnSummary, params: dict[str, str]) -> Finding:
    """Return the finding that names the different files of an agency; copies of one content stand together."""
    contents = contents_by_digest(all_files(member))
    same: dict[str, list[str]] = {}
    out = {item.digest for item in (*member.superseded, *member.refused)}
    for item in (item for item in all_files(member) if item.digest not in out):
        same.setdefault(contents[item.digest], []).append(Path(item.file).name)
    files, count = ", ".join(" = ".join(names) for names in same.values()), str(len(same))
    newest = Path(summary.file).name
    return make_finding(code, file=summary.file, value=newest, use=quoted(newest), count=count, files=files, **params)


def _check_copies(member: AgencyReturn) -> Iterator[Finding]:
    """Check the files of an agency: copies of one content (N108), and conflicts of sync programs (N109)."""
    summary, contents = member.summary, contents_by_digest(all_files(member))
    for other in member.others:
        if summary is not None and contents[other.digest] == contents[summary.digest]:
            yield make_finding(
                Code.IDENTICAL_FILES, file=other.file, value=Path(other.file).name, other=Path(summary.file).name
            )
    for item in all_files(member):
        if len(set(contents.values())) > 1 and _CONFLICT.search(Path(item.file).stem):
            yield make_finding(Code.SYNC_COPY, file=item.file, value=Path(item.file).name)
