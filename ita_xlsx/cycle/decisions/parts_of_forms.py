"""Find the forms that are parts of one form among the files of a check, so that no letter asks for the other part.

Takes read forms; returns those forms, and findings. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from ita_xlsx.cycle.assign_files import all_files, assign_files
from ita_xlsx.cycle.check_round import check_round
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.receive import Returned
from ita_xlsx.cycle.summarize import summarize_return
from ita_xlsx.model.agency import Roster, code_key, name_key
from ita_xlsx.model.decisions import Choice, Decisions
from ita_xlsx.model.findings import Code, Finding, Status, Trait, has_trait, make_finding
from ita_xlsx.model.round_state import AgencyReturn, RoundState, bare_name

# So many forms are held in memory to be compared; of a larger number each is checked by itself.
_MOST = 5000


def with_parts(returned: Iterable[Returned], context: RunContext, decisions: Decisions) -> Iterator[Returned]:
    """Yield the forms in order; parts of one form have one finding (N143, N180 or N146) in place of their own.

    N146 stands where a decision joins them already.
    """
    remaining = iter(returned)
    first = tuple(islice(remaining, _MOST))
    found = _parts(first, context, decisions)
    for item in first:
        finding = found.get(item.file)
        yield item if finding is None else replace(item, findings=(replace(finding, file=item.file),))
    yield from remaining


def is_part(returned: Returned) -> bool:
    """Return True for a form that ``with_parts`` found to be a part of one."""
    return any(has_trait(item, Trait.PART_OF_FORM) for item in returned.findings)


def _parts(returned: Iterable[Returned], context: RunContext, decisions: Decisions) -> dict[str, Finding]:
    """Return the finding about each file that is a part of a form, by its name."""
    groups: dict[tuple[str, str, int], list[Returned]] = {}
    for item in returned:
        if item.submission is not None and item.framework is not None and item.status is Status.REJECTED:
            agency = item.submission.agency
            key = code_key(agency.code), name_key(agency.name), item.framework.year
            groups.setdefault(key, []).append(item)
    found: dict[str, Finding] = {}
    for several in groups.values():
        if len(several) > 1:
            found |= _parts_of_one(several, context, decisions)
    return found


def _parts_of_one(several: list[Returned], context: RunContext, decisions: Decisions) -> dict[str, Finding]:
    """Return the finding about each of the files of one agency that are parts of a form."""
    framework, submission = several[0].framework, several[0].submission
    if framework is None or submission is None:
        return {}
    agency = (context.roster.find(submission.agency.code) if context.roster else None) or submission.agency
    empty = RoundState(framework=framework, threshold=context.round.threshold or framework.pass_mark, members=())
    summaries = [summarize_return(item, context, None) for item in several]
    state = assign_files(empty, summaries, Roster((agency,)))
    for member in state.members:
        if member.halves:
            finding = next(item for item in check_round(state) if has_trait(item, Trait.PART_OF_FORM))
            joined = _is_joined(member, decisions)
            return {item.file: _joined_finding(member) if joined else finding for item in member.halves}
    return {}


def _is_joined(member: AgencyReturn, decisions: Decisions) -> bool:
    """Return True if the last decision about a file of the agency joins these parts."""
    rows = [item for item in decisions.files if code_key(item.code) == code_key(member.agency.code)]
    last = next((item for item in reversed(rows) if item.choice in (Choice.USE, Choice.JOIN)), None)
    names = {bare_name(item.file) for item in all_files(member)}
    return last is not None and last.choice is Choice.JOIN and {bare_name(name) for name in last.files} <= names


def _joined_finding(member: AgencyReturn) -> Finding:
    files = ", ".join(f"«{bare_name(item.file)}»" for item in member.halves)
    agency = member.agency
    return make_finding(Code.JOINED_FORM_USED, files=files, agency=agency.code, name=agency.name)
