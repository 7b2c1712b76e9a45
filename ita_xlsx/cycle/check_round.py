"""Check the state of a round: yield findings about agencies, choices of the officer, and files of no agency.

Takes the state that ``assign_files`` returns. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ita_xlsx.cycle.assign_files import all_files, file_meant, files_in_use
from ita_xlsx.model.agency import Roster, code_key
from ita_xlsx.model.findings import Code, Finding, Severity, Trait, has_trait, make_finding
from ita_xlsx.model.round_state import AgencyReturn, Decision, RoundState, State, UnassignedFile, bare_name
from ita_xlsx.model.text.command_lines import quoted
from ita_xlsx.model.text.dates import BUDDHIST

# Sync programs and browsers add such words to the name of a second copy.
_CONFLICT = re.compile(
    r"conflicted copy|conflict(?:ing)?[ _-]|\(\d+\)$|-[A-Z0-9]+-PC$|-DESKTOP-\w+$|- Copy$|สำเนา", re.IGNORECASE
)
_MOST_PAIRS = 10


def check_round(province: RoundState, decisions: Sequence[Decision] = (), use: Sequence[str] = ()) -> Iterator[Finding]:
    """Yield a finding for each agency that is missing, undecided, rejected or late, and for each file of no agency."""
    for member in province.members:
        yield from _check_member(member)
    yield from _check_unopened_files(province)
    yield from _check_choices(province, decisions, use)
    yield from _check_codes(province, decisions)
    for unassigned in province.unknown:
        yield _unknown_finding(unassigned)
    for unassigned in province.wrong_year:
        yield make_finding(Code.FILE_OF_OTHER_YEAR, file=unassigned.summary.file, value=str(unassigned.summary.year))
    for unassigned in province.unreadable:
        yield from unassigned.summary.findings
    yield from province.passed_over


def _check_unopened_files(province: RoundState) -> Iterator[Finding]:
    """Check the agencies without a form for a file in their name that is no workbook (N123)."""
    missing = {member.agency for member in province.members if member.state is State.MISSING}
    for item in province.unopened:
        if item.nearest is not None and item.nearest in missing:
            yield make_finding(
                Code.OTHER_FILE_OF_AGENCY,
                file=item.summary.file,
                value=bare_name(item.summary.file),
                agency=item.nearest.code,
                name=item.nearest.name,
            )


def _check_choices(province: RoundState, decisions: Sequence[Decision], use: Sequence[str]) -> Iterator[Finding]:
    """Check the choices of the officer: no such file (N111) or agency (N112), several (N118), contradictory (N119)."""
    for file_name in use:
        if not any(file_meant(all_files(member), (file_name,)) for member in province.members):
            yield make_finding(Code.USE_FILE_MISSING, value=file_name)
    all_paths = {Path(item.file) for member in province.members for item in all_files(member)}
    for member in province.members:
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
    for decision in decisions:
        if roster.find(decision.code) is None:
            yield make_finding(Code.DECISION_FOR_UNKNOWN_CODE, value=decision.code)


def _check_codes(province: RoundState, decisions: Sequence[Decision]) -> Iterator[Finding]:
    """Check for codes that lost their leading zeros and were matched by their number: one finding N116 for all."""
    roster = Roster(tuple(member.agency for member in province.members))
    pairs_of_codes = [
        (item.code, member.agency.code) for member in province.members for item in all_files(member) if item.code
    ]
    pairs_of_codes += [(item.code, agency.code) for item in decisions if (agency := roster.find(item.code))]
    pairs = list(dict.fromkeys(pair for pair in pairs_of_codes if code_key(pair[0]) != code_key(pair[1])))
    if pairs:
        text = ", ".join(f"{one} = {other}" for one, other in pairs[:_MOST_PAIRS])
        yield make_finding(
            Code.CODES_MATCHED_BY_NUMBER, count=str(len(pairs)), value=text + (" …" if len(pairs) > _MOST_PAIRS else "")
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


def _check_member(member: AgencyReturn) -> Iterator[Finding]:
    """Check one agency: its state, its decision, its date, its identity, and its other files."""
    params = {"agency": member.agency.code, "name": member.agency.name}
    yield from _check_state(member, params)
    if member.decision and member.decision.file and not file_meant(all_files(member), (member.decision.file,)):
        yield make_finding(Code.DECIDED_FILE_MISSING, value=member.decision.file, **params)
    if member.late and member.received is not None:
        day = member.received
        day_text = f"{day.day}/{day.month}/{day.year + BUDDHIST}{'' if member.recorded else ' *'}"
        yield make_finding(Code.RETURNED_LATE, value=day_text, **params)
    for finding in member.summary.findings if member.summary else ():
        if has_trait(finding, Trait.CONTRADICTS_ROSTER):
            yield replace(finding, params=tuple(sorted({**dict(finding.params), **params}.items())))
    yield from _check_copies(member)


def _check_state(member: AgencyReturn, params: dict[str, str]) -> Iterator[Finding]:
    """Check the state of an agency: missing (N103), undecided (N101) or rejected (N107)."""
    summary = member.summary
    if member.state is State.MISSING:
        yield make_finding(Code.NOT_RETURNED, **params)
    elif member.state is State.UNDECIDED and summary is not None:
        same: dict[str, list[str]] = {}
        for item in all_files(member):
            same.setdefault(item.digest, []).append(Path(item.file).name)
        # Copies of one content count once, and stand together.
        files, count = ", ".join(" = ".join(names) for names in same.values()), str(len(same))
        newest = Path(summary.file).name
        yield make_finding(
            Code.SEVERAL_FILES, file=summary.file, value=newest, use=quoted(newest), count=count, files=files, **params
        )
    elif member.state is State.REJECTED and summary is not None:
        errors = sum(item.severity is Severity.ERROR for item in summary.findings)
        yield make_finding(Code.RETURN_REJECTED, file=summary.file, count=str(errors), **params)


def _check_copies(member: AgencyReturn) -> Iterator[Finding]:
    """Check the files of an agency: copies byte for byte (N108), and conflicts of sync programs (N109)."""
    summary = member.summary
    for other in member.others:
        if summary is not None and other.digest == summary.digest:
            yield make_finding(
                Code.IDENTICAL_FILES, file=other.file, value=Path(other.file).name, other=Path(summary.file).name
            )
    for item in all_files(member):
        if len({other.digest for other in all_files(member)}) > 1 and _CONFLICT.search(Path(item.file).stem):
            yield make_finding(Code.SYNC_COPY, file=item.file, value=Path(item.file).name)
