"""Messages about announced figures: sums that do not match, disagreements, and pasted scores."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Topic
from ita_xlsx.model.reconciliation import Impossible, Row, Suggestion

# A figure that whole items cannot give, and what would fit instead, by language.
_IMPOSSIBLE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "th": (
            "; {subject} = {printed} เป็นไปไม่ได้ หากทั้ง {items} ข้อได้ข้อละ 0, 50 หรือ 100 คะแนน (อนุมาน)",
            " ค่าเดียวที่เป็นไปได้และทำให้ตรงพอดีคือ {likely}",
        ),
        "en": (
            "; {subject} = {printed} is impossible for {items} whole items of 0, 50 or 100 (inferred)",
            ", and only {likely} is possible and fits exactly",
        ),
    }
)

# The source of the figures of a sum, and of a likely misprint, by language.
_FIRST_SOURCE: Mapping[str, str] = MappingProxyType({"th": " (แหล่งแรก)", "en": " (first source)"})
_SECOND_SOURCE: Mapping[str, str] = MappingProxyType({"th": "แหล่งที่สอง", "en": "second source"})
_WITH_SECOND: Mapping[str, str] = MappingProxyType(
    {"th": "ใช้ค่าของแหล่งที่สองสำหรับ {subjects} ด้วย", "en": "with the second source for {subjects}"}
)


def source_words(row: Row, lang: str) -> str:
    """Return the words after the terms of a row that does not agree: which of two sources they are from."""
    return _FIRST_SOURCE[lang] if row.has_two_sources else ""


def likely_words(suggestion: Suggestion, lang: str) -> str:
    """Return a likely misprint as text, with the source that prints it and the other figures of the second source."""
    subjects = ", ".join(suggestion.with_second)
    notes = (
        _SECOND_SOURCE[lang] if suggestion.is_second else "",
        _WITH_SECOND[lang].format(subjects=subjects) if subjects else "",
    )
    text = ", ".join(filter(None, notes))
    figures = f"{suggestion.subject}: {suggestion.printed} -> {suggestion.likely}"
    return f"{figures} ({text})" if text else figures


def impossible_words(items: Iterable[Impossible], lang: str) -> str:
    """Return the part of the advice that names impossible figures, in ``th`` or ``en``; empty if there are none."""
    words, fitting = _IMPOSSIBLE[lang]
    return "".join(
        (words if item.likely is None else words + fitting).format(
            subject=item.subject, printed=item.printed, items=item.items, likely=item.likely
        )
        for item in items
    )


MESSAGES = (
    Message(
        code=Code.FIGURE_DIFFERS,
        severity=Severity.WARNING,
        topic=Topic.ANNOUNCED,
        th="คะแนนที่ประกาศของ {label} คือ {value} แต่ {terms}{source_th} คำนวณได้ {computed}",
        fix_th="ตรวจตัวเลขทั้งสองชุดกับต้นฉบับ{impossible_th}",
        en="the announced {label} is {value}, but {terms}{source_en} give {computed}",
        fix_en="check both figures against the original{impossible_en}",
    ),
    Message(
        code=Code.FIGURE_MISPRINTED,
        severity=Severity.WARNING,
        topic=Topic.ANNOUNCED,
        th="คะแนนที่ประกาศของ {label} คือ {value} แต่ {terms}{source_th} คำนวณได้ {computed}; "
        "ในบรรดาค่าที่พิมพ์ไว้ มีการพิมพ์ผิดหลักเดียวเพียงแบบเดียวที่ทำให้ตรงพอดี คือ {likely_th}",
        fix_th="ตรวจ {likely_th} กับต้นฉบับ{impossible_th}",
        en="the announced {label} is {value}, but {terms}{source_en} give {computed}; only one misprinted digit in the "
        "printed figures would explain it exactly: {likely_en}",
        fix_en="check {likely_en} against the original{impossible_en}",
    ),
    Message(
        code=Code.ANNOUNCEMENTS_DISAGREE,
        severity=Severity.WARNING,
        topic=Topic.ANNOUNCED,
        th="คะแนนที่ประกาศของ {label} สองแหล่งไม่ตรงกัน: {value} และ {other}",
        fix_th="ตรวจกับต้นฉบับว่าค่าใดถูกต้อง",
        en="two announcements of {label} disagree: {value} and {other}",
        fix_en="check in the original which one is right",
    ),
    Message(
        code=Code.STATEMENT_WRONG,
        severity=Severity.WARNING,
        topic=Topic.ANNOUNCED,
        th="{label}: ประกาศว่า «{value}» แต่ตัวชี้วัดที่ {actual} ได้ {score}",
        fix_th="แก้ข้อความในรายงาน",
        en="{label}: «{value}» is announced, but indicator {actual} has {score}",
        fix_en="correct the statement in the report",
    ),
    Message(
        code=Code.LEVEL_WRONG,
        severity=Severity.WARNING,
        topic=Topic.ANNOUNCED,
        th="ประกาศระดับ «{value}» แต่คะแนนที่ประกาศ {score} ได้ระดับ {actual}",
        fix_th="ตรวจระดับกับเกณฑ์ของปีนั้น",
        en="level «{value}» is announced, but the announced score {score} gives level {actual}",
        fix_en="check the level against the criteria of that year",
    ),
    Message(
        code=Code.FIGURE_FOLLOWS,
        severity=Severity.INFO,
        topic=Topic.ANNOUNCED,
        th="{also} ไม่ตรงด้วยสาเหตุเดียวกับ {label}",
        fix_th="แก้ {label} ก่อน แล้วตรวจอีกครั้ง",
        en="{also} cannot match, for the same reason as {label}",
        fix_en="correct {label} first, then check again",
    ),
    Message(
        code=Code.SCORES_REPEATED,
        severity=Severity.WARNING,
        topic=Topic.ANNOUNCED,
        th="คะแนนของ {subject} ถึง {last} ซ้ำกับ {first} ถึง {until} ทุกค่า น่าจะคัดลอกมาวางผิดที่",
        fix_th="กรอกคะแนนจริงของข้อเหล่านี้",
        en="the scores of {subject} to {last} are exactly the same as those of {first} to {until}; they may have been "
        "pasted in the wrong place",
        fix_en="fill in the real scores of these questions",
    ),
)
