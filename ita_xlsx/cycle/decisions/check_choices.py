"""Check which file of each agency counts and why, and what became of decisions and corrections.

Takes the state of a round and its decisions; yields findings. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from ita_xlsx.cycle.assign_files import all_files
from ita_xlsx.cycle.decisions.absent_files import absent_files, row_place
from ita_xlsx.cycle.decisions.agency_decisions import AgencyDecisions
from ita_xlsx.cycle.decisions.choose_file import file_of_decision, files_of_decision
from ita_xlsx.cycle.decisions.decision_rows import conflicting_text, differing_text, doubts_text, open_files
from ita_xlsx.cycle.decisions.derive_returns import is_same_score
from ita_xlsx.cycle.decisions.halves import answers_of, conflicting_answers, differing_answers
from ita_xlsx.cycle.decisions.superseded import joined_parts
from ita_xlsx.intake.inbox.containers import container_kind
from ita_xlsx.model.agency import Agency, code_key
from ita_xlsx.model.decisions import Choice, Correction, FileDecision
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.subjects import answers_meant
from ita_xlsx.model.results import plain_number
from ita_xlsx.model.round_state import AgencyReturn, ChoiceBasis, ReturnSummary, RoundState, State, bare_name
from ita_xlsx.model.text.command_lines import quoted
from ita_xlsx.model.text.dates import thai_date

_NAMING = (Choice.USE, Choice.JOIN, Choice.ASSIGN)
_MOST = 10
# A message shows 300 characters of a parameter.
_LONGEST_DOUBTS = 280
_EXAMPLES = ("i1", "e1 public", "o1")


def check_choice(member: AgencyReturn, decided: AgencyDecisions, province: RoundState) -> Iterator[Finding]:
    """Yield why a file counts (N140-N142, N146), what is open (N143, N144), and what a decision did not do."""
    framework = province.framework
    yield from _check_basis(member, framework)
    yield from _check_rows(member, decided, province)
    yield from _check_corrections(member, decided, framework)
    for item in decided.received if member.summary is None else ():
        day = thai_date(item.received.day) if item.received.day else ""
        yield make_finding(Code.RECEIVED_WITHOUT_FORM, value=day, **_params(member), **row_place(item))


def _params(member: AgencyReturn) -> dict[str, str]:
    return {"agency": member.agency.code, "name": member.agency.name}


def _names(files: Sequence[ReturnSummary]) -> str:
    return ", ".join(f"«{bare_name(item.file)}»" for item in files)


def _check_basis(member: AgencyReturn, framework: Framework) -> Iterator[Finding]:
    summary, params = member.summary, _params(member)
    if summary is None:
        return
    name = bare_name(summary.file)
    if summary.joined:
        files = ", ".join(f"«{bare_name(item)}»" for item in summary.joined)
        yield make_finding(Code.JOINED_FORM_USED, file=summary.file, files=files, **params)
    else:
        yield from _check_superseded(member, summary, framework)
    others = tuple(item for item in open_files(member) if item.digest != summary.digest)
    if member.basis in (ChoiceBasis.ONLY_ACCEPTED, ChoiceBasis.LATER) and others:
        code = Code.LATER_FILE_USED if member.basis is ChoiceBasis.LATER else Code.ONLY_ACCEPTED_USED
        cells = _cells_between(others[0], summary, framework) if len(others) == 1 else ""
        yield make_finding(code, file=summary.file, value=name, files=_names(others), cells=cells, **params)
    if member.state is State.HELD_BACK:
        why = {f"why_{lang}": doubts_text(summary, lang, _LONGEST_DOUBTS) for lang in ("th", "en")}
        yield make_finding(Code.FORM_HELD_BACK, file=summary.file, use=quoted(name), **why, **params)
    if member.state is State.UNDECIDED:
        yield from _check_open(member, framework)


def _check_superseded(member: AgencyReturn, summary: ReturnSummary, framework: Framework) -> Iterator[Finding]:
    """Yield the files from which the form was joined (N161), and those that it, or one of them, mends (N140)."""
    digests = joined_parts(summary.mends, {item.digest: item.mends for item in member.superseded})
    parts = tuple(item for item in member.superseded if item.digest in digests)
    if parts:
        value = bare_name(summary.file)
        yield make_finding(
            Code.FORM_JOINS_FILES, file=summary.file, value=value, files=_names(parts), **_params(member)
        )
    for item in (item for item in member.superseded if item not in parts):
        newer = next((part for part in parts if item.digest in part.mends), summary)
        yield make_finding(
            Code.FORM_SUPERSEDED,
            file=item.file,
            value=bare_name(newer.file),
            other=bare_name(item.file),
            cells=_cells_between(item, newer, framework),
            **_params(member),
        )


def _check_open(member: AgencyReturn, framework: Framework) -> Iterator[Finding]:
    """Yield the halves of a form (N143), or in which cells two files differ (N145)."""
    params, files = _params(member), open_files(member)
    if member.halves:
        yield _halves_finding(member, framework)
        return
    for item in files[1:_MOST]:
        cells = differing_answers(files[0], item, framework)
        if cells:
            yield make_finding(
                Code.DIFFERENT_ANSWERS,
                file=item.file,
                value=bare_name(item.file),
                other=bare_name(files[0].file),
                count=str(len(cells)),
                cells=differing_text(files[0], item, framework, _MOST),
                **params,
            )


def _halves_finding(member: AgencyReturn, framework: Framework) -> Finding:
    """Return the finding that an agency returned its form in parts (N143), or in parts that contradict (N180)."""
    halves = member.halves
    about = {
        "file": halves[0].file,
        "files": _names(halves),
        "answered": str(len({subject for item in halves for subject in answers_of(item, framework)})),
        "expected": str(len(framework.answers)),
        **_params(member),
    }
    if subjects := conflicting_answers(halves, framework):
        cells = conflicting_text(halves, framework, _MOST)
        return make_finding(Code.HALVES_DISAGREE, count=str(len(subjects)), cells=cells, **about)
    first = Path(halves[0].file)
    # The joined form counts where it lies among the arrivals: beside its parts, or beside the zip that holds them.
    containers = [item for item in first.parents if container_kind(item.name)]
    folder = containers[-1].parent if containers else first.parent
    out = quoted((folder / f"{first.stem} (รวม).xlsx").as_posix())
    paths = " ".join(quoted(item.file) for item in halves)
    return make_finding(Code.HALVES_FOUND, paths=paths, out=out, **about)


def _cells_between(before: ReturnSummary, after: ReturnSummary, framework: Framework) -> str:
    text = differing_text(before, after, framework)
    return f" ({text})" if text else ""


def _check_rows(member: AgencyReturn, decided: AgencyDecisions, province: RoundState) -> Iterator[Finding]:
    """Yield the decisions whose file is not used (N102, N149), that cannot be carried out (N147), or refuse (N148).

    Yield whose form a file is that a decision gave to another agency (N159).
    """
    files = tuple(item for item in all_files(member) if not item.joined)
    last = next((item for item in reversed(decided.files) if item.choice in _NAMING), None)
    holding = next((item for item in reversed(decided.files) if _decides(item, member, files)), None)
    for item in decided.files:
        absent = tuple(absent_files(member, item, province))
        code = Code.DECIDED_FILE_MISSING if item is last else Code.DECISION_ROW_WITHOUT_FILE
        for one in absent:
            yield make_finding(code, **one.params, **_params(member), **row_place(item))
        if not absent and item is last and item.choice is Choice.JOIN:
            yield from _check_join(member, files, item, province.framework)
        meant = files_of_decision(files, item)
        if item.choice is Choice.ASSIGN:
            yield from _check_assigned(member, meant)
        if meant:
            yield from _check_effect(member, item, holding, meant)
    if member.summary is not None and member.summary in member.refused:
        value = bare_name(member.summary.file)
        yield make_finding(Code.FORM_REFUSED, file=member.summary.file, value=value, **_params(member))


def _decides(row: FileDecision, member: AgencyReturn, files: Sequence[ReturnSummary]) -> bool:
    """Return True if a row says which file counts, and can be followed."""
    is_joined = member.summary is not None and bool(member.summary.joined)
    is_there = file_of_decision(files, row) is not None
    return (row.choice is Choice.USE and is_there) or (row.choice is Choice.JOIN and is_joined)


def _check_effect(
    member: AgencyReturn, row: FileDecision, holding: FileDecision | None, files: Sequence[ReturnSummary]
) -> Iterator[Finding]:
    """Yield that an answer decides nothing about several files (N162), or that the lower ``holding`` does (N163)."""
    value, is_open = ", ".join(row.files), member.state is State.UNDECIDED
    is_its_form = {code_key(item.code) for item in files} == {code_key(member.agency.code)}
    if is_open and (row.choice is Choice.CONFIRM or (row.choice is Choice.ASSIGN and is_its_form)):
        choice = label_of(row.choice)
        yield make_finding(Code.CHOICE_WITHOUT_EFFECT, choice=choice, value=value, **_params(member), **row_place(row))
    elif row.choice is Choice.USE and holding is not None and holding.files != row.files:
        other = ", ".join(holding.files)
        yield make_finding(
            Code.DECISION_OVERRIDDEN, value=value, other=other, place=holding.place or "-", **_params(member),
            **row_place(row),
        )  # fmt: skip


def _check_assigned(member: AgencyReturn, files: Sequence[ReturnSummary]) -> Iterator[Finding]:
    for item in files:
        if code_key(item.code) != code_key(member.agency.code):
            other = f"{item.code} {item.name}".strip()
            yield make_finding(
                Code.FORM_ASSIGNED, file=item.file, value=bare_name(item.file), other=other, **_params(member)
            )


def _check_join(
    member: AgencyReturn, files: Sequence[ReturnSummary], decision: FileDecision, framework: Framework
) -> Iterator[Finding]:
    parts = files_of_decision(files, decision)
    subjects = conflicting_answers(parts, framework)
    if subjects:
        cells = conflicting_text(parts, framework, _MOST)
        yield make_finding(
            Code.JOINED_FORMS_DISAGREE, files=_names(parts), count=str(len(subjects)), cells=cells, **_params(member)
        )


def correction_applied(correction: Correction, agency: Agency, file: str) -> Finding:
    """Return the finding that a score of a form was corrected (N151)."""
    return make_finding(
        Code.CORRECTION_APPLIED,
        file=file,
        subject=correction.subject,
        was=_text_of(correction.was),
        becomes=plain_number(correction.becomes),
        informant=correction.informant or "-",
        agency=agency.code,
        name=agency.name,
    )


def _text_of(score: Fraction | None) -> str:
    return "-" if score is None else plain_number(score)


def _is_overridden(correction: Correction, corrections: Sequence[Correction]) -> bool:
    """Return True if a later row corrects the same score from the same value."""
    later = corrections[corrections.index(correction) + 1 :]
    return any(item.subject == correction.subject and is_same_score(item.was, correction.was) for item in later)


def _of_nothing(correction: Correction, member: AgencyReturn, framework: Framework) -> Finding:
    """Return the finding about a correction of no question (N154), with the questions that it may mean."""
    meant = answers_meant(framework, correction.subject) or _EXAMPLES
    return make_finding(
        Code.CORRECTION_OF_NOTHING,
        value=correction.subject,
        expected=", ".join(meant),
        **_params(member),
        **row_place(correction),
    )


def _check_corrections(member: AgencyReturn, decided: AgencyDecisions, framework: Framework) -> Iterator[Finding]:
    """Yield what became of each correction: applied (N151), done (N152), not applied (N153), of no question (N154).

    Yield those of an agency without a form (N160).
    """
    subjects = {node.subject for node in framework.answers}
    summary = member.summary
    for item in decided.corrections:
        was = _text_of(item.was)
        place, becomes = item.place or "-", plain_number(item.becomes)
        about = {"subject": item.subject, **_params(member)}
        if item.subject not in subjects:
            yield _of_nothing(item, member, framework)
        elif summary is None:
            yield make_finding(Code.CORRECTION_WITHOUT_FORM, **about, **row_place(item))
        elif not summary.values or _is_overridden(item, decided.corrections):
            continue
        elif item in summary.corrections:
            yield correction_applied(item, member.agency, summary.file)
        else:
            value = answers_of(summary, framework).get(item.subject)
            if is_same_score(value, item.becomes):
                yield make_finding(Code.CORRECTION_DONE, file=summary.file, becomes=becomes, place=place, **about)
            else:
                yield make_finding(
                    Code.CORRECTION_NOT_APPLIED, file=summary.file, value=_text_of(value), was=was, place=place, **about
                )
