"""Say the director's summary in the words of the screens, with the figures of the sheet.

Takes the summary of the sheet and its analysis; returns a SummaryPage. A test holds it to the sheet in Thai, so the
English page has the same structure.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ita_xlsx.cycle.analyze import Analysis
from ita_xlsx.model.diagnosis import Judgement, Reason, Remedy
from ita_xlsx.model.framework import OVERALL, Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.subjects import part_label
from ita_xlsx.model.pages.result_card import ResultCard
from ita_xlsx.model.pages.summary_page import SummaryIndicator, SummaryPage, WeakPlace
from ita_xlsx.model.results import Basis, plain_limit
from ita_xlsx.model.rules import RuleCode
from ita_xlsx.page.wording import word

_DOT, _DASH = " · ", "–"
_LONGEST_CODES, _REASONS, _PLACES = 90, 2, 5


def worded_summary(page: SummaryPage, analysis: Analysis, lang: str) -> SummaryPage:
    """Return a summary of the sheet in the words of a language; names and measures stay as they are."""
    return _Summary(page, analysis, lang).page()


def signed(change: Decimal) -> str:
    """Return a change with its sign, the true minus for a fall."""
    return f"{'−' if change < 0 else '+' if change > 0 else ''}{abs(change):.2f}"


class _Summary:
    """The summary of one agency in one language."""

    def __init__(self, page: SummaryPage, analysis: Analysis, lang: str) -> None:
        self._sheet, self._analysis, self._lang = page, analysis, lang
        self._results, self._framework = analysis.results, analysis.framework
        self._missing = frozenset(analysis.results.missing)
        self._points = analysis.diagnosis.weak_points

    def page(self) -> SummaryPage:
        sheet, t = self._sheet, self._t
        indicators = self._framework.of_kind(Kind.INDICATOR)
        name = self._analysis.submission.agency.name
        title = t("sum_title", name=name, year=self._framework.year).replace(" ·  · ", _DOT)
        return replace(
            sheet,
            title=title,
            sentence=self._sentence(),
            cards=(self._overall(), *map(self._card, self._framework.of_kind(Kind.INSTRUMENT))),
            heads=(
                t("sum_indicators", count=len(indicators)),
                t("sum_score_head"),
                t("sum_change_head"),
                t("sum_bar_head", start=sheet.bar_start),
            ),
            indicators=tuple(map(self._indicator, indicators, sheet.indicators)),
            weak_heads=(self._weak_title(), t("sum_score_end"), t("sum_why_owner")),
            places=self._places(),
            parts=self._parts(),
            lines=self._lines(),
            orders=(t("sum_orders"), t("sum_signed"), t("sum_signed_on")),
        )

    def _t(self, key: str, **values: object) -> str:
        return word(self._lang, key, **values)

    def _sentence(self) -> str:
        if self._results.by_subject[OVERALL].value is None:
            codes = self._sheet.missing_codes
            codes = codes if len(codes) <= _LONGEST_CODES else f"{codes[: _LONGEST_CODES - 1]}…"
            return self._t(
                "sum_incomplete", count=len(self._missing), all=len(self._framework.answers), codes=codes
            )  # fmt: skip
        return _DOT.join(filter(None, (self._score(), self._replaced(), self._weak(), self._fall())))

    def _score(self) -> str:
        text = self._t("sum_score", score=self._rounded(OVERALL))
        if self._results.level.name:
            text += self._t("sum_level", level=self._results.level.name)
        change = self._change(OVERALL)
        return text if change is None else f"{text} ({signed(change)})"

    def _replaced(self) -> str:
        left = len(self._framework.answers) - self._results.answered
        return self._t("sum_replaced", count=left) if left else ""

    def _weak(self) -> str:
        if not self._points:
            return self._t("sum_none_weak")
        first = self._points[0]
        key = "sum_urgent" if first.remedy is Remedy.URGENT else "sum_next"
        return self._t(key, label=self._label(first.subject), score=f"{first.score:.2f}")

    def _fall(self) -> str:
        subjects = [node.subject for node in self._framework.of_kind(Kind.INDICATOR)]
        falls = [(change, subject) for subject in subjects if (change := self._change(subject)) is not None]
        if not falls:
            return ""
        change, subject = min(falls, key=lambda item: item[0])
        if change >= 0:
            return self._t("sum_none_fell")
        return self._t("sum_fall", label=self._label(subject), change=signed(change))

    def _overall(self) -> ResultCard:
        score, level = self._results.by_subject[OVERALL], self._results.level.name
        title = self._t("sum_card")
        if score.basis is Basis.GIVEN:
            title += self._t("sum_announced_score")
        elif score.announced and score.basis is not Basis.MISSING:
            title += self._t("sum_from_announced")
        figure, text = self._results.announced_by_subject.get(OVERALL), self._results.announced_level
        below = self._before(OVERALL)
        if score.value is None and (figure is not None or text):
            printed = f"{float(figure):.2f} {text}" if figure is not None else text
            below = self._t("sum_announced", words=printed)
        return ResultCard(
            title=title, figure=self._rounded(OVERALL), word=level or self._t("sum_no_level"), below=below
        )  # fmt: skip

    def _card(self, node: Node) -> ResultCard:
        below = self._before(node.subject)
        if self._results.by_subject[node.subject].value is None:
            then = self._analysis.previous.by_subject[node.subject].rounded
            before = self._t("sum_before", year=self._year(), score=f"{then:.2f}") if then is not None else ""
            below = _DOT.join(filter(None, (self._lacks(node), before)))
        title = self._t("sum_weight", code=node.code, weight=f"{float(node.weight):g}")
        return ResultCard(title=title, figure=self._rounded(node.subject), below=below)

    def _indicator(self, node: Node, line: SummaryIndicator) -> SummaryIndicator:
        return replace(line, change=self._lacks(node)) if line.is_lacking else line

    def _weak_title(self) -> str:
        if self._results.by_subject[OVERALL].value is None:
            return self._t("sum_weak_so_far", count=len(self._points))
        return self._t("sum_weak_first" if len(self._points) > _PLACES else "sum_weak", count=len(self._points))

    def _places(self) -> tuple[WeakPlace, ...]:
        points = iter(self._points)
        return tuple(
            self._to_fill(place) if place.is_to_fill else self._place(place, next(points))
            for place in self._sheet.places
        )  # fmt: skip

    def _to_fill(self, place: WeakPlace) -> WeakPlace:
        return replace(
            place,
            label=self._t("sum_fill"),
            name=self._t("sum_fill_what"),
            score=self._lacks(self._framework.tree),
            why=self._t("sum_fill_why"),
            word=self._t("sum_missing"),
            owner=self._t("sum_where"),
        )

    def _place(self, place: WeakPlace, point: Judgement) -> WeakPlace:
        return replace(
            place,
            label=self._label(point.subject),
            why=_DOT.join(self._why(reason, point) for reason in self._reasons(point)),
            word=self._t("sum_measure"),
            measure=place.measure if place.has_measure else self._t("sum_no_measure"),
        )

    def _reasons(self, point: Judgement) -> list[Reason]:
        order = list(RuleCode)
        return sorted(point.weak_reasons, key=lambda reason: order.index(reason.rule))[:_REASONS]

    def _why(self, reason: Reason, point: Judgement) -> str:
        limit, distance = reason.limit or Decimal(0), reason.distance or Decimal(0)
        values = {"limit": limit, "distance": distance, "sum": limit + distance, "previous": point.previous or 0}
        figures = {key: f"{value:.2f}" for key, value in values.items()}
        return self._t(f"why_{reason.rule.value}", threshold=plain_limit(limit), **figures)

    def _parts(self) -> tuple[tuple[str, ...], ...]:
        heads, *rows = self._sheet.parts or ((),)
        return ((self._t("sum_parts"), *heads[1:-1], self._t("sum_gap")), *rows) if rows else ()

    def _lines(self) -> tuple[str, ...]:
        framework = self._framework
        below = sum(self._results.below_threshold(score.subject) for score in self._results.answers)
        lines = [self._t("sum_below", below=below, count=self._results.answered)]
        if framework.is_draft or framework.is_wording_doubtful:
            draft = self._t("gov_draft" if framework.is_draft else "gov_wording")
            lines.append(draft + (self._t("sum_confidence") if framework.confidence else ""))
        return (*lines, *notes_of(framework, self._lang))

    def _label(self, subject: str) -> str:
        node = self._framework.nodes[subject]
        part = f" {part_label(self._framework, node.part)}" if node.part else ""
        if node.kind is Kind.ANSWER:
            return self._t("sum_question", code=node.code) + part
        return self._t("sum_indicator", code=node.code) + part if node.kind is Kind.INDICATOR else node.code

    def _lacks(self, node: Node) -> str:
        leaves = self._framework.answers if node.kind is Kind.OVERALL else node.leaves
        return self._t("sum_lacks", count=sum(leaf.subject in self._missing for leaf in leaves))

    def _before(self, subject: str) -> str:
        then, change = self._analysis.previous.by_subject[subject].rounded, self._change(subject)
        if then is None:
            return self._t("sum_no_before", year=self._year())
        text = self._t("sum_before", year=self._year(), score=f"{then:.2f}")
        return text if change is None else f"{text} ({signed(change)})"

    def _year(self) -> str:
        last = self._analysis.last_year
        if last is None or last.year == self._framework.year - 1:
            return self._t("sum_last_year")
        return self._t("sum_year", year=last.year)

    def _change(self, subject: str) -> Decimal | None:
        now, then = (item.by_subject[subject].rounded for item in (self._results, self._analysis.previous))
        return None if now is None or then is None else now - then

    def _rounded(self, subject: str) -> str:
        value = self._results.by_subject[subject].rounded
        return _DASH if value is None else f"{value:.2f}"


def notes_of(framework: Framework, lang: str) -> tuple[str, ...]:
    """Return the notes of a framework in a language, each with its subject."""
    return tuple(
        word(
            lang,
            "sum_note",
            subject=word(lang, "sum_overall") if note.subject == OVERALL else note.subject,
            text=note.th if lang == "th" else note.en,
        )
        for note in framework.notes
    )
