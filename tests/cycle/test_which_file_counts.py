"""Check which of several files of one agency counts, and that neither their order nor their own times matter."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.assign_files import assign_files
from ita_xlsx.cycle.check_round import check_round
from ita_xlsx.cycle.decisions.decision_rows import open_questions
from ita_xlsx.cycle.decisions.halves import find_halves
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.decisions import Choice, Decisions, FileDecision
from ita_xlsx.model.findings import Code, Status, make_finding
from ita_xlsx.model.limits import parse_limit
from ita_xlsx.model.received import Mail, Received, ReceivedFrom
from ita_xlsx.model.round_state import AgencyReturn, ChoiceBasis, ReturnSummary, RoundState, State

FRAMEWORK = load_framework(2568)
AGENCY = Agency("P01", "หน่วยงานหนึ่ง")
EMPTY = RoundState(framework=FRAMEWORK, threshold=parse_limit(85), members=(), deadline=date(2026, 11, 20))
REJECTED = Status.REJECTED
HELD = (make_finding(Code.SCORE_TINY_AMONG_HIGH, subject="i1", value="0.9654", limit="50"),)
LEAVES = [node.subject for node in FRAMEWORK.answers]


def values(score: int = 90, only: range | None = None) -> tuple[Fraction | None, ...]:
    """The same score for the answers of a range of positions, and none elsewhere."""
    answered = set(LEAVES if only is None else LEAVES[only.start : only.stop])
    return tuple(Fraction(score) if subject in answered or only is None else None for subject in FRAMEWORK.nodes)


def file(name: str, **more: Any) -> ReturnSummary:
    """A complete, accepted return with a digest of its own."""
    ours: dict[str, Any] = {
        "digest": name.ljust(64, "0"), "code": "P01", "name": "หน่วยงานหนึ่ง", "year": 2568, "values": values(),
        "status": Status.ACCEPTED, "complete": True, "website": f"https://{name}.go.th/",
    }  # fmt: skip
    return ReturnSummary(file=f"inbox/{name}.xlsx", **{**ours, **more})


def mends(*names: str) -> tuple[str, ...]:
    """The digests of files with these names."""
    return tuple(name.ljust(64, "0") for name in names)


def row(choice: Choice, *names: str, **more: Any) -> FileDecision:
    """A decision about files."""
    return FileDecision(
        code="P01", choice=choice, files=tuple(f"{name}.xlsx" for name in names), reason="เพราะ", **more
    )


def member_of(files: Any, *decisions: FileDecision) -> AgencyReturn:
    """The state of the only agency."""
    return assign_files(EMPTY, files, Roster((AGENCY,)), Decisions(files=decisions)).members[0]


def name_of(member: AgencyReturn) -> str:
    """The bare name of the file that counts."""
    assert member.summary is not None
    return member.summary.file.removeprefix("inbox/").removesuffix(".xlsx")


MAIL = Mail(received=Received(date(2026, 11, 3), None, ReceivedFrom.MAIL))
DAY, LATER = {"reported": date(2026, 11, 1)}, {"reported": date(2026, 11, 2)}
CASES: list[tuple[str, list[ReturnSummary], str, State, ChoiceBasis]] = [
    ("one", [file("a")], "a", State.RETURNED, ChoiceBasis.ONLY_FILE),
    ("a copy", [file("a"), file("b", digest=file("a").digest)], "a", State.RETURNED, ChoiceBasis.ONLY_FILE),
    ("saved again", [file("a", content="c"), file("b", content="c")], "a", State.RETURNED, ChoiceBasis.ONLY_FILE),
    ("saved again, mended", [file("a", content="c"), file("b", content="c"), file("c", mends=mends("b"))], "c",
     State.RETURNED, ChoiceBasis.MENDS),
    ("saved again, the first", [file("a", content="c"), file("b", content="c", mail=MAIL)], "b", State.RETURNED,
     ChoiceBasis.ONLY_FILE),
    ("two, no moment", [file("a"), file("b")], "b", State.UNDECIDED, ChoiceBasis.OPEN),
    ("two, one moment", [file("a", **DAY), file("b")], "b", State.UNDECIDED, ChoiceBasis.OPEN),
    ("two of one day", [file("a", **DAY), file("b", **DAY)], "b", State.UNDECIDED, ChoiceBasis.OPEN),
    ("the later", [file("a", **LATER), file("b", **DAY)], "a", State.RETURNED, ChoiceBasis.LATER),
    ("later of three", [file("a", **LATER), file("b", **DAY), file("c", **DAY)], "a", State.RETURNED,
     ChoiceBasis.LATER),
    ("three, one unknown", [file("a", **LATER), file("b", **DAY), file("c")], "c", State.UNDECIDED, ChoiceBasis.OPEN),
    ("only accepted", [file("a"), file("b", status=REJECTED)], "a", State.RETURNED, ChoiceBasis.ONLY_ACCEPTED),
    ("a later rejected one", [file("a", **DAY), file("b", status=REJECTED, **LATER)], "a", State.RETURNED,
     ChoiceBasis.ONLY_ACCEPTED),
    ("all rejected", [file("a", status=REJECTED, **LATER), file("b", status=REJECTED, **DAY)], "a", State.REJECTED,
     ChoiceBasis.NONE_ACCEPTED),
    ("mended", [file("a", mends=mends("b")), file("b", status=REJECTED)], "a", State.RETURNED, ChoiceBasis.MENDS),
    ("mended warnings", [file("a", mends=mends("b")), file("b")], "a", State.RETURNED, ChoiceBasis.MENDS),
    ("mended badly", [file("a", mends=mends("b"), status=REJECTED), file("b", status=REJECTED)], "a", State.REJECTED,
     ChoiceBasis.NONE_ACCEPTED),
    ("mended twice", [file("a", mends=mends("b", "c")), file("b", mends=mends("c"), status=REJECTED),
                      file("c", status=REJECTED)], "a", State.RETURNED, ChoiceBasis.MENDS),
    ("two mended", [file("a", mends=mends("c")), file("b", mends=mends("c")), file("c", status=REJECTED)], "b",
     State.UNDECIDED, ChoiceBasis.OPEN),
    ("mended and another", [file("a", mends=mends("b"), **DAY), file("b", status=REJECTED), file("c", **LATER)], "c",
     State.RETURNED, ChoiceBasis.LATER),
    ("mends a stranger", [file("a", mends=mends("x")), file("b")], "b", State.UNDECIDED, ChoiceBasis.OPEN),
    ("held back", [file("a", findings=HELD)], "a", State.HELD_BACK, ChoiceBasis.ONLY_FILE),
    ("held back, rejected", [file("a", findings=HELD, status=REJECTED)], "a", State.REJECTED, ChoiceBasis.ONLY_FILE),
    ("nothing", [file("a", declares_nothing=True, complete=False)], "a", State.DECLARED_NOTHING,
     ChoiceBasis.ONLY_FILE),
]  # fmt: skip


@pytest.mark.parametrize(("files", "name", "state", "basis"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_without_a_decision_only_what_is_certain_counts(
    files: list[ReturnSummary], name: str, state: State, basis: ChoiceBasis
) -> None:
    for number, order in enumerate(permutations(files)):
        # Other times of the files change nothing.
        times = [date(2020 + (number + index) % 5, 1, 1) for index in range(len(order))]
        several = [ReturnSummary(**{**vars(item), "modified": day}) for item, day in zip(order, times, strict=True)]
        member = member_of(several)
        assert (name_of(member), member.state, member.basis) == (name, state, basis)


A, B = file("a"), file("b")
HELD_A = file("a", findings=HELD)


@pytest.mark.parametrize(
    ("files", "decisions", "name", "state"),
    [
        ([A, B], [row(Choice.USE, "a")], "a", State.RETURNED),
        ([A, B], [row(Choice.USE, "a"), row(Choice.USE, "b")], "b", State.RETURNED),
        ([A, B], [row(Choice.REFUSE, "b")], "a", State.RETURNED),
        ([A, B], [row(Choice.REFUSE, "a", "b")], "b", State.REJECTED),
        ([A], [row(Choice.REFUSE, "a")], "a", State.REJECTED),
        ([A], [row(Choice.REFUSE, "a"), row(Choice.USE, "a")], "a", State.RETURNED),
        ([A, B], [row(Choice.USE, "c")], "b", State.UNDECIDED),
        ([HELD_A], [row(Choice.CONFIRM, "a")], "a", State.RETURNED),
        ([HELD_A], [row(Choice.USE, "a")], "a", State.RETURNED),
        ([HELD_A], [row(Choice.CONFIRM, "a"), row(Choice.REFUSE, "a")], "a", State.REJECTED),
        # To choose between two is not to confirm doubtful scores.
        ([HELD_A, B], [row(Choice.USE, "a")], "a", State.HELD_BACK),
        ([HELD_A, B], [row(Choice.USE, "a"), row(Choice.CONFIRM, "a")], "a", State.RETURNED),
        ([HELD_A, B], [row(Choice.CONFIRM, "a"), row(Choice.USE, "a")], "a", State.RETURNED),
        # A row with a digest means that content only, whatever the file is called now.
        ([A, B], [row(Choice.USE, "a", digests=("a0",))], "a", State.RETURNED),
        ([A, B], [row(Choice.USE, "old", digests=("a0",))], "a", State.RETURNED),
        ([A, B], [row(Choice.USE, "a", digests=("f0",))], "b", State.UNDECIDED),
        ([A, B], [row(Choice.USE, "b", digests=("a0",))], "b", State.UNDECIDED),
        ([HELD_A], [row(Choice.CONFIRM, "a", digests=("f0",))], "a", State.HELD_BACK),
        # What is decided about a form is decided about the same form saved again.
        ([file("a", content="c"), file("b", content="c")], [row(Choice.REFUSE, "b")], "a", State.REJECTED),
        ([file("a", content="c"), file("b", content="c")], [row(Choice.USE, "b")], "b", State.RETURNED),
        ([file("a", content="c", findings=HELD), file("b", content="c", findings=HELD)], [row(Choice.CONFIRM, "b")],
         "a", State.RETURNED),
        # A decision stands above what a file mends.
        ([file("a", mends=mends("b")), B], [row(Choice.USE, "b")], "b", State.RETURNED),
        ([file("a", mends=mends("b")), B], [row(Choice.REFUSE, "a")], "b", State.RETURNED),
    ],
)  # fmt: skip
def test_a_decision_holds_and_the_later_one_above_the_earlier(
    files: list[ReturnSummary], decisions: list[FileDecision], name: str, state: State
) -> None:
    for order in permutations(files):
        member = member_of(order, *decisions)
        assert (name_of(member), member.state) == (name, state)


def test_a_file_is_given_to_the_agency_that_a_decision_names() -> None:
    stray = replace(file("x", code=""), name="สนง.หนึ่ง")
    assert member_of([stray]).state is State.MISSING
    assert name_of(member_of([stray], row(Choice.ASSIGN, "x"))) == "x"


@pytest.mark.parametrize(
    ("ranges", "joined"),
    [
        ([range(30), range(30, 61)], 2),
        ([range(30), range(20, 61)], 2),
        ([range(61), range(30)], 0),
        ([range(30), range(10)], 0),
        ([range(20), range(20, 40), range(40, 61)], 3),
        ([range(30), range(30)], 0),
    ],
)
def test_parts_of_a_form_are_found(ranges: list[range], joined: int) -> None:
    files = [file(f"f{number}", values=values(90, only)) for number, only in enumerate(ranges)]
    assert len(find_halves(files, FRAMEWORK)) == joined


@pytest.mark.parametrize(
    ("first", "second", "differing", "joined"),
    [
        (range(31), range(30, 61), 1, 2),
        (range(33), range(30, 61), 3, 2),
        # Each file is nearly complete: two editions of one form.
        (range(60), range(1, 61), 59, 0),
        (range(60), range(1, 61), 0, 0),
        (range(45), range(30, 61), 0, 2),
        (range(50), range(20, 61), 0, 0),
        (range(58), range(61), 1, 0),
        (range(40), range(10, 61), 30, 0),
        # A part of few answers that contradicts as many as it adds.
        (range(59), range(57, 61), 2, 0),
    ],
)
def test_parts_that_contradict_each_other_in_few_cells_are_halves(
    first: range, second: range, differing: int, joined: int
) -> None:
    other = list(values(90, second))
    places = [index for index, subject in enumerate(FRAMEWORK.nodes) if subject in LEAVES[second.start : second.stop]]
    for index in places[:differing]:
        other[index] = Fraction(80)
    files = [file("a", values=values(90, first)), file("b", values=tuple(other))]
    assert len(find_halves(files, FRAMEWORK)) == joined


def test_of_three_parts_those_are_proposed_that_agree() -> None:
    files = [file("a", values=values(90, range(31))), file("b", values=values(80, range(30, 61)))]
    files.append(file("c", values=values(90, range(30, 61))))
    assert find_halves(files, FRAMEWORK) == (files[0], files[2])


def test_halves_that_contradict_each_other_are_for_the_officer_and_told_cell_by_cell() -> None:
    cells = tuple(f"IIT!D{number}" for number in range(1, 62))
    more: dict[str, Any] = {"status": REJECTED, "complete": False, "cells": cells}
    halves = [
        file("a", values=values(90, range(31)), **more),
        file("b", values=values(80, range(30, 61)), **more),
    ]
    province = assign_files(EMPTY, halves, Roster((AGENCY,)))
    assert province.members[0].state is State.UNDECIDED
    (finding,) = check_round(province)
    assert (finding.code, dict(finding.params)["count"]) == (Code.HALVES_DISAGREE, "1")
    assert dict(finding.params)["cells"] == "IIT!D31: 90 (a.xlsx), 80 (b.xlsx)"
    (question,) = open_questions(province)
    assert "IIT!D31: 90 (a.xlsx), 80 (b.xlsx)" in str(question.row.values())


def test_a_part_that_came_anew_after_the_decision_is_asked_again_and_accuses_nobody() -> None:
    more: dict[str, Any] = {"status": REJECTED, "complete": False}
    first = file("a", values=values(90, range(31)), **more)
    anew = file("b", values=values(80, range(30, 61)), **more)
    digests = (first.digest[:16], "of the part that was there")
    member = member_of([first, anew], row(Choice.JOIN, "a", "b", digests=digests))
    assert (member.state, member.halves) == (State.UNDECIDED, (first, anew))


@pytest.mark.parametrize(
    ("folder", "out"),
    [
        ("inbox", "inbox"),
        ("trat/inbox/แรก", "trat/inbox/แรก"),
        ("inbox/ก.zip", "inbox"),
        ("inbox/a.eml/b.zip/c", "inbox"),
    ],
)
def test_the_command_that_joins_writes_where_the_round_reads(folder: str, out: str) -> None:
    halves = [
        replace(
            file(name, values=values(90, only), status=REJECTED, complete=False),
            file=f"{folder}/{name}.xlsx",
        )
        for name, only in (("a", range(30)), ("b", range(30, 61)))
    ]
    (finding,) = check_round(assign_files(EMPTY, halves, Roster((AGENCY,))))
    assert dict(finding.params)["out"] == f'"{out}/a (รวม).xlsx"'


def test_halves_are_proposed_and_asked_as_one_question() -> None:
    halves = [
        file(name, values=values(90, only), status=REJECTED, complete=False)
        for name, only in (("a", range(30)), ("b", range(30, 61)))
    ]
    province = assign_files(EMPTY, halves, Roster((AGENCY,)))
    assert province.members[0].state is State.UNDECIDED
    assert province.members[0].halves == tuple(halves)
    (finding,) = check_round(province)
    assert finding.code is Code.HALVES_FOUND
    assert dict(finding.params)["answered"] == "61"


@given(st.lists(st.sampled_from([case[1] for case in CASES]), min_size=1, max_size=1), st.randoms())
def test_every_reading_of_the_folder_gives_the_same_state(
    several: list[list[ReturnSummary]], rnd: random.Random
) -> None:
    files = list(several[0])
    before = member_of(files)
    rnd.shuffle(files)
    after = member_of(files)
    assert (before.state, before.summary, before.basis) == (after.state, after.summary, after.basis)
