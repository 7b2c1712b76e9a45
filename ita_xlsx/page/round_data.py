"""Open the round of the folder that the person has chosen, and say where its work stands.

Reads the page's file system through ``cycle``; keeps the last round, so that going from tab to tab reads nothing twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from ita_xlsx.cycle.arrivals.round_paths import arrival_folders
from ita_xlsx.cycle.context import ROUND_FILE, RunContext
from ita_xlsx.cycle.load_round import LoadedRound, load_round
from ita_xlsx.cycle.printing.contents import has_reported, printable
from ita_xlsx.cycle.province_plan import PlanInForce, load_plan, plan_file_of
from ita_xlsx.cycle.runs.follow_measures import MeasuresRun, follow_measures
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.cycle.track_measures import TrackedRound
from ita_xlsx.model.findings import Status
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.received import ReceivedFrom
from ita_xlsx.model.round_state import AgencyReturn, ReturnSummary, RoundState, State
from ita_xlsx.page.in_place import report
from ita_xlsx.page.request import Request
from ita_xlsx.page.wording import word

# Where the files of the agencies lie: the first of these that exists.
FORMS = "forms"
_OPENED: dict[str, tuple[object, OpenRound]] = {}


@dataclass(frozen=True)
class OpenRound:
    """A round that was read: its folder (relative to the root), its settings, and the state of its agencies."""

    folder: Path
    context: RunContext
    loaded: LoadedRound
    request: Request

    @property
    def province(self) -> RoundState:
        """Return the state of every agency."""
        return self.loaded.province

    @property
    def framework(self) -> Framework:
        """Return the framework of the round."""
        return self.loaded.province.framework

    @cached_property
    def results(self) -> ProvinceResults:
        """Return averages and ranks."""
        return ProvinceResults(self.province)

    @cached_property
    def plan(self) -> PlanInForce:
        """Return the plan of measures in force."""
        return load_plan(self.context, plan_file_of(self.context), self.framework)

    @cached_property
    def followed(self) -> MeasuresRun:
        """Return the measures of all agencies, held against the day of the request, with their findings."""
        return follow_measures(self.loaded, self.context, self.request.issued)

    @property
    def tracked(self) -> TrackedRound:
        """Return the measures of all agencies, held against the day of the request."""
        return self.followed.tracked

    @cached_property
    def to_decide(self) -> tuple[AgencyReturn, ...]:
        """Return the agencies with an open question: which of several files counts, or on which day a form came."""
        return tuple(
            item
            for item in self.province.members
            if item.state in (State.UNDECIDED, State.HELD_BACK) or is_day_open(item)
        )

    @cached_property
    def ready_to_print(self) -> int:
        """Return the number of agencies with a step that they have reported."""
        return sum(has_reported(item.summary.steps) for item in printable(self.province) if item.summary)

    @cached_property
    def waiting(self) -> int:
        """Return the number of agencies for which something is to be done: no file that counts, or a late one."""
        open_states = (State.MISSING, State.NOT_A_FORM, State.REJECTED, State.UNDECIDED, State.HELD_BACK)
        members = self.province.members
        return sum(item.state in open_states or item.is_incomplete or item.late for item in members)

    @cached_property
    def counts(self) -> Mapping[State, int]:
        """Return the number of agencies in each state."""
        return Counter(item.state for item in self.province.members)


def is_day_open(member: AgencyReturn) -> bool:
    """Return True if only the form itself says that it came late.

    Which file counts is asked before the day on which it came.
    """
    is_of_form = member.received.origin is ReceivedFrom.FORM
    return member.late and is_of_form and member.state not in (State.UNDECIDED, State.HELD_BACK)


def inbox_of(folder: Path) -> Path:
    """Return the folder with the files of the agencies; where there is none, the one that ought to be."""
    return Path(arrival_folders(folder)[0])


def made_words(request: Request, key: str, **values: object) -> str:
    """Return the words on files that were made; where the page writes into no folder, they say where the files are."""
    words = word(request.lang, key, **values)
    is_kept = request.text("kept") == request.text("folder")
    return words if is_kept else f"{words} {word(request.lang, 'only_here')}"


def open_round(request: Request) -> OpenRound:
    """Read the round of the folder that the request names; raise InputError or DefinitionError for bad settings."""
    folder = Path(request.text("folder"))
    key = (_state(folder), request.text("issued"), request.refused, request.lang)
    kept = _OPENED.get(str(folder))
    if kept is not None and kept[0] == key:
        # What was computed stays; the language and the typed values are those of this request.
        again = copy(kept[1])
        object.__setattr__(again, "request", request)
        return again
    context = load_context(str(folder / ROUND_FILE))
    inbox = inbox_of(folder)
    inbox.mkdir(exist_ok=True)

    def progress(done: int, count: int) -> None:
        report("", done, count, word(request.lang, "read_files", done=done, count=count))

    loaded = load_round(arrival_folders(folder), context, progress=progress, today=_day_of(request))
    opened = OpenRound(folder, context, loaded, request)
    _OPENED.clear()
    _OPENED[str(folder)] = key, opened
    return opened


def _day_of(request: Request) -> date | None:
    """Return the day of the request; None for a text that is no date, which is told where the day is needed."""
    try:
        return request.issued
    except ValueError:
        return None


def _state(folder: Path) -> frozenset[tuple[str, int, int]]:
    """Return the name, moment and size of every file from which a round is read."""
    paths = [*folder.glob("*.toml"), *folder.glob("*.csv"), *folder.glob("*.xlsx"), *_arrivals(folder)]
    return frozenset((str(path), stat.st_mtime_ns, stat.st_size) for path in paths if (stat := path.stat()))


def _arrivals(folder: Path) -> Iterator[Path]:
    for name in arrival_folders(folder):
        yield from Path(name).rglob("*")


def frame(opened: OpenRound, current: str) -> Mapping[str, object]:
    """Return what every screen of a round shows around its own content."""
    return {
        "steps": steps(opened, current),
        "folder": str(opened.folder),
        "screen": f"round_{current}",
        "province": opened.province,
        "issued": opened.request.issued,
        # Whether the page can write into the folder of this round.
        "kept": opened.request.text("kept") == str(opened.folder),
    }


def steps(opened: OpenRound, current: str) -> list[Mapping[str, object]]:
    """Return the steps of the round in the order of the work, each with its state in words."""
    lang, folder = opened.request.lang, opened.folder
    agencies = len(opened.province.members)
    issued = sum(1 for path in (folder / FORMS).glob("*.xlsx")) if (folder / FORMS).is_dir() else 0
    faulty = sum(item.status is Status.REJECTED for item in opened_files(opened.province))
    counted = len(opened.results.counted)
    overdue = sum(step.overdue for step in opened.tracked.tracking.steps)
    with_file = sum(item.summary is not None for item in opened.province.members)

    def counted_state(key: str, number: int, otherwise: str, *, style: str, other_style: str) -> tuple[str, str]:
        return (word(lang, key, count=number), style) if number else (word(lang, otherwise), other_style)

    states: Mapping[str, tuple[str, str]] = {
        "setup": (word(lang, "state_done"), "done")
        if opened.province.deadline
        else (word(lang, "no_deadline"), "todo"),
        "forms": counted_state(
            "state_issued", issued, "state_not_yet", style="done", other_style="" if with_file else "todo"
        ),
        "status": counted_state("state_waiting", opened.waiting, "state_done", style="todo", other_style="done"),
        "check": counted_state("state_faulty", faulty, "state_no_fault", style="todo", other_style="done")
        if with_file
        else (word(lang, "state_none_in"), ""),
        "results": (word(lang, "state_counted", counted=counted, count=agencies), ""),
        "measures": counted_state("state_overdue", overdue, "state_none_overdue", style="todo", other_style="done")
        if with_file
        else (word(lang, "state_none_in"), ""),
        "print": (word(lang, "state_ready", count=opened.ready_to_print), ""),
        "next": (word(lang, "state_later"), ""),
    }
    return [
        {
            "key": key,
            "call": f"round_{key}",
            "name": word(lang, f"step_{key}"),
            "state": state,
            "style": style,
            "current": key == current,
            "number": number,
        }
        for number, (key, (state, style)) in enumerate(states.items(), 1)
    ]


def opened_files(province: RoundState) -> Iterator[ReturnSummary]:
    """Yield every file that was opened, whether it counts or not."""
    for member in province.members:
        if member.summary is not None:
            yield member.summary
        yield from member.others
    for several in (province.unknown, province.wrong_year, province.unreadable):
        for unassigned in several:
            yield unassigned.summary
