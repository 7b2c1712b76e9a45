"""Hold the least numbers of respondents that a round asks for, and hold the numbers of an agency against them.

Works on values only; ``ita_xlsx.intake`` reads the rules from ``round.toml``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ita_xlsx.model.agency import Agency, name_key
from ita_xlsx.model.text.counts import parse_count


class Survey(StrEnum):
    """A survey that people answer: of staff (IIT), or of the public (EIT)."""

    IIT = "iit"
    EIT = "eit"


@dataclass(frozen=True, kw_only=True)
class RespondentRule:
    """The least respondents of a survey: a number, or a ``share`` (0-1) of those who can answer, from least to most.

    ``kind`` is the kind of agencies as the roster has it; empty for all agencies.
    """

    kind: str
    survey: Survey
    count: int | None = None
    share: Fraction | None = None
    least: int | None = None
    most: int | None = None

    def minimum(self, size: int | None) -> int | None:
        """Return the least number of respondents; None if it is a share and ``size``, how many can answer, is unknown.

        No more can be asked for than can answer.
        """
        if self.share is not None and size is None:
            return None
        number = self.count or 0
        if self.share is not None and size is not None:
            number = max(math.ceil(self.share * size), self.least or 0)
            number = number if self.most is None else min(number, self.most)
        return number if size is None else min(number, size)


@dataclass(frozen=True)
class RespondentRules:
    """The rules of a round; without rules nothing is asked for, and nobody is short of anything."""

    rules: tuple[RespondentRule, ...] = ()

    def of(self, agency: Agency, survey: Survey) -> RespondentRule | None:
        """Return the rule for an agency: that of its kind, else that for all agencies, else None."""
        kind_key = name_key(agency.kind)
        matching = [item for item in self.rules if item.survey is survey and name_key(item.kind) in (kind_key, "")]
        return max(matching, key=lambda item: bool(item.kind), default=None)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds that have rules of their own, each once."""
        return tuple(dict.fromkeys(item.kind for item in self.rules if item.kind))


NO_RULES = RespondentRules()


@dataclass(frozen=True)
class RespondentCount:
    """The respondents of a survey of an agency; ``count`` is None if it is not given, ``minimum`` if it is unknown."""

    survey: Survey
    count: int | None
    minimum: int | None

    @property
    def missing(self) -> int:
        """Return how many respondents are missing; 0 if there are enough, or nobody knows."""
        return 0 if self.count is None or self.minimum is None else max(self.minimum - self.count, 0)

    @property
    def name(self) -> str:
        """Return the name of the survey, such as ``IIT``."""
        return self.survey.name

    def __str__(self) -> str:
        """Return the numbers in a form for both languages, such as ``IIT 12/30``; ``?`` stands for an unknown one."""
        return f"{self.name} {_or_unknown(self.count)}/{_or_unknown(self.minimum)}"


def count_respondents(
    agency: Agency, counts: Iterable[tuple[str, int]], rules: RespondentRules
) -> tuple[RespondentCount, ...]:
    """Return the respondents of each survey for which the round has a rule for this agency.

    ``counts`` are the numbers of the form, by the name of the survey or of its field (``respondents_iit``).
    """
    given = {name.rpartition("_")[2]: count for name, count in counts}
    found = []
    for survey in Survey:
        rule = rules.of(agency, survey)
        if rule is not None:
            minimum = rule.minimum(size_of(agency, survey))
            found.append(RespondentCount(survey, given.get(survey.value), minimum))
    return tuple(found)


def size_of(agency: Agency, survey: Survey) -> int | None:
    """Return how many can answer a survey: the staff, or those whom the agency serves; None if the roster has none."""
    # Nobody to answer is no size: it would ask for nobody, and nothing would be told.
    return parse_count(agency.staff if survey is Survey.IIT else agency.served) or None


def _or_unknown(number: int | None) -> str:
    return "?" if number is None else str(number)
