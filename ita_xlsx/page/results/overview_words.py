"""Say the governor's page in the words of the screens, with the figures of the sheet.

Takes the page of the sheet and its round; returns an OverviewPage. A test holds it to the sheet in Thai, so the English
page has the same structure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from ita_xlsx.cycle.runs.consolidate_round import ConsolidationRun
from ita_xlsx.model.agency import bare_province, full_province
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.pages.overview_page import FollowUp, OverviewPage
from ita_xlsx.model.pages.result_card import ResultCard
from ita_xlsx.model.province_results import mean
from ita_xlsx.model.round_state import AgencyReturn, State
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.page.results.summary_words import notes_of, signed
from ita_xlsx.page.wording import word

_DOT, _BLANKS = " · ", "   "
_Test = Callable[[AgencyReturn], bool]


def worded_overview(page: OverviewPage, run: ConsolidationRun, issued: date, lang: str) -> OverviewPage:
    """Return the page of the sheet in the words of a language; names stay as they are."""
    return _Overview(page, run, lang).page(issued)


def _in_state(state: State) -> _Test:
    return lambda member: member.state is state and not member.is_incomplete


# States in which the officer or the agency has something to do, and those that few rounds have.
_WAITING = (State.UNDECIDED, State.HELD_BACK, State.REJECTED)
_COUNTED = (State.MISSING, State.NOT_A_FORM, *_WAITING, State.NO_TABLE_SCORE)
_SHORT = {State.NOT_A_FORM: "gov_not_a_form", State.NO_TABLE_SCORE: "gov_no_table_score"}
_RARE = (State.NOT_A_FORM, State.HELD_BACK, State.NO_TABLE_SCORE)


class _Overview:
    """The governor's page of one round in one language."""

    def __init__(self, page: OverviewPage, run: ConsolidationRun, lang: str) -> None:
        self._sheet, self._run, self._lang = page, run, lang
        self._round, self._results = run.province, run.province_results
        t = self._t
        # Missing first, as the sheet counts them.
        self._states: tuple[tuple[str, _Test], ...] = (
            *((self._label(state), _in_state(state)) for state in _COUNTED),
            (t("gov_nothing"), _in_state(State.DECLARED_NOTHING)),
            (t("gov_incomplete"), lambda member: member.is_incomplete),
        )

    def page(self, issued: date) -> OverviewPage:
        sheet, t = self._sheet, self._t
        below = [item.below for item in self._results.indicator_means]
        return replace(
            sheet,
            title=self._title(),
            issued=_BLANKS.join(self._issued(issued)),
            sentence=_DOT.join(self._sentence()),
            cards=(self._average(), self._levels(), self._returns(), self._measures()),
            heads=(
                t("gov_indicators"),
                t("gov_mean"),
                t("gov_axis", start=sheet.bar_start, threshold=f"{sheet.threshold:.2f}"),
                t("gov_below"),
            ),
            indicators=tuple(
                replace(line, below=str(count)) for line, count in zip(sheet.indicators, below, strict=True)
            ),
            follow_up_title=t("gov_follow"),
            follow_up=tuple(self._follow_up()),
            caution=self._caution(),
            lines=notes_of(self._round.framework, self._lang),
            proposal=t("gov_proposed", text=_DOT.join(self._demands()) or t("gov_nothing_proposed")),
            orders=t("gov_orders"),
        )

    def _t(self, key: str, **values: object) -> str:
        return word(self._lang, key, **values)

    def _label(self, state: State) -> str:
        """Return the word for a state, which is shorter than in the list of returns for what is no form."""
        key = _SHORT.get(state)
        return self._t(key) if key else label_of(state, self._lang)

    def _count(self, test: _Test) -> int:
        return sum(map(test, self._round.members))

    def _title(self) -> str:
        name = full_province(self._round.name) if self._lang == "th" else bare_province(self._round.name)
        province = self._t("gov_province", province=name) if name else ""
        return " ".join(self._t("gov_title", province=province, year=self._round.framework.year).split())

    def _issued(self, issued: date) -> Iterator[str]:
        yield self._t("gov_made", day=thai_date(issued))
        if self._round.deadline:
            yield self._t("gov_deadline", day=thai_date(self._round.deadline))

    def _sentence(self) -> Iterator[str]:
        counted = len(self._results.counted)
        yield self._t("gov_complete", count=f"{counted:,}", all=f"{len(self._round.members):,}")
        if counted:
            average = self._t("gov_average", score=mean(self._results.column(OVERALL)))
            change = self._run.comparison.means(OVERALL).change
            yield average if change is None else f"{average} ({signed(change)})"
            yield self._t("gov_lowest", name=self._lowest())
        else:
            yield self._t("gov_nobody")
        yield from self._by_state()
        if self._sheet.overdue:
            yield self._t("gov_overdue", count=f"{self._sheet.overdue:,}")

    def _by_state(self) -> Iterator[str]:
        for label, test in self._states:
            if count := self._count(test):
                yield f"{label} {count:,}"

    def _lowest(self) -> str:
        node = self._results.indicator_means[0].node
        return f"{node.code} {node.name}"

    def _average(self) -> ResultCard:
        means, below = self._run.comparison.means(OVERALL), self._t("gov_no_before")
        if means.before is not None and means.change is not None:
            below = self._t(
                "gov_before", year=self._run.comparison.year, score=means.before, change=signed(means.change),
                count=means.agencies,
            )  # fmt: skip
        return ResultCard(title=self._t("gov_average_card"), figure=self._sheet.cards[0].figure, below=below)

    def _levels(self) -> ResultCard:
        below = _DOT.join(f"{name} {count:,}" for name, count in self._results.levels.items() if count)
        title = self._t("gov_levels_card", level=self._results.good_levels[-1])
        return ResultCard(title=title, figure=self._sheet.cards[1].figure, below=below or self._t("gov_nobody"))

    def _returns(self) -> ResultCard:
        title = self._t("gov_returns_card" if self._round.has_roster else "gov_returns_alone")
        below = _DOT.join(self._by_state()) or self._t("gov_all_complete")
        return ResultCard(title=title, figure=self._sheet.cards[2].figure, below=below)

    def _measures(self) -> ResultCard:
        sheet = self._sheet
        below = self._t("gov_no_steps")
        if sheet.steps:
            below = self._t("gov_done", done=f"{sheet.done:,}", steps=f"{sheet.duty:,}")
            below += _DOT + self._t("gov_overdue_short", count=f"{sheet.overdue:,}") if sheet.overdue else ""
        card = sheet.cards[3]
        return ResultCard(title=self._t("gov_measures_card"), figure=card.figure, below=below, is_due=card.is_due)

    def _follow_up(self) -> Iterator[FollowUp]:
        counts = []
        for state in _COUNTED:
            count = self._count(_in_state(state))
            # The sheet has lines about what is rare only where it has happened.
            if count or state not in _RARE:
                counts.append((self._label(state), count))
        counts += [(self._t("gov_incomplete"), self._count(lambda member: member.is_incomplete))]
        counts += [(self._t("gov_late"), self._count(lambda member: member.late))]
        counts += [(self._t("gov_overdue_label"), self._sheet.overdue)]
        for (label, count), item in zip(counts, self._sheet.follow_up, strict=False):
            names = self._names(item.names)
            text = self._t("gov_names", count=f"{count:,}", names=names) if count else self._t("gov_none")
            yield FollowUp(label, text, names)
        for key, item in zip(("gov_lowest_label", "gov_highest_label"), self._sheet.follow_up[-2:], strict=True):
            yield FollowUp(self._t(key), item.text if self._results.counted else self._t("gov_nobody"), "")

    def _names(self, names: str) -> str:
        """Return names with how many more there are in the words of the language."""
        more = re.escape(word("th", "gov_more", count="#")).replace(r"\#", r"([\d,]+)")
        return re.sub(f"{more}$", lambda match: self._t("gov_more", count=match[1]), names)

    def _caution(self) -> str:
        framework = self._round.framework
        if not (framework.is_draft or framework.is_wording_doubtful):
            return ""
        return self._t("gov_draft" if framework.is_draft else "gov_wording")

    def _demands(self) -> Iterator[str]:
        tests = (
            ("gov_urge", _in_state(State.MISSING)),
            ("gov_ask", _in_state(State.NOT_A_FORM)),
            ("gov_choose", _in_state(State.UNDECIDED)),
            ("gov_confirm", _in_state(State.HELD_BACK)),
            ("gov_mend", _in_state(State.REJECTED)),
            ("gov_fill", lambda member: member.is_incomplete),
        )
        for key, test in tests:
            if count := self._count(test):
                yield self._t(key, count=f"{count:,}")
        if self._sheet.overdue:
            yield self._t("gov_hurry", count=f"{self._sheet.overdue:,}")
        if self._results.counted:
            yield self._t("gov_improve", name=self._lowest())
