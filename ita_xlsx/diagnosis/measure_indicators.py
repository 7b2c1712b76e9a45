"""Find the indicators that a measure of a plan is for: those it is written under, its targets, or its title.

Takes measures and the framework; returns codes of indicators. Works on values only.
"""

from __future__ import annotations

import re

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.measures import Measure
from ita_xlsx.model.text.spelling import text_key

# The number before the title of a measure, and words that say no more than that it is a measure.
_NUMBER = re.compile(r"\A\s*(?:มาตรการ(?:ที่)?\s*)?(?:\(?[0-9๐-๙]{1,2}\s*[.):]\s*)?(?:ตัวชี้วัด(?:ที่)?\s*[0-9๐-๙]{0,2}\s*)?")


def indicators_of(measure: Measure, framework: Framework) -> tuple[str, ...]:
    """Return the indicators that a measure is for, the one under which it is printed first; empty if it names none.

    The first is the one that is written, else that of the first target, else the one whose name is the title of the
    measure. The others are those of its targets.
    """
    codes = {node.code for node in framework.of_kind(Kind.INDICATOR)}
    written = (measure.indicator,) if measure.indicator in codes else ()
    of_targets = tuple(code for target in measure.targets if (code := _indicator_of_target(target, framework)))
    return tuple(dict.fromkeys((*written, *of_targets))) or _of_title(measure, framework)


def _indicator_of_target(target: str, framework: Framework) -> str:
    for node in framework.of_kind(Kind.INDICATOR):
        if any(target in (below.subject, below.code) for below in node.walk()):
            return node.code
    return ""


def _of_title(measure: Measure, framework: Framework) -> tuple[str, ...]:
    title = text_key(_NUMBER.sub("", measure.measure))
    return tuple(node.code for node in framework.of_kind(Kind.INDICATOR) if title == text_key(node.name))
