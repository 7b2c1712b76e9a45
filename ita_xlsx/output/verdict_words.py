"""Say in Thai words what is known of the address of an evidence.

Takes the result of a check; returns a text. Works on values only.
"""

from __future__ import annotations

from ita_xlsx.model.labels import label_of
from ita_xlsx.model.links import LinkResult, Verdict
from ita_xlsx.model.text.dates import short_thai_date

_CHECKED = "ตรวจลิงก์ {day}: {verdict}"
_CHECKED_BY_RULE = "ตรวจรูปแบบลิงก์: {verdict}"
# The verdicts that the rules alone can give.
_BY_RULE = (Verdict.WARNING, Verdict.BROKEN)


def verdict_words(result: LinkResult) -> str:
    """Return the verdict on an address, the reason, and the day of the visit, in Thai words.

    Return an empty text where there is nothing to report.
    """
    reason = "" if result.verdict is Verdict.FINE else result.explanation("th") or result.detail
    verdict = label_of(result.verdict) + (f" ({reason})" if reason else "")
    if result.checked is None:
        return _CHECKED_BY_RULE.format(verdict=verdict) if result.verdict in _BY_RULE else ""
    is_address = result.verdict is not Verdict.REASON
    return _CHECKED.format(day=short_thai_date(result.checked), verdict=verdict) if is_address else ""
