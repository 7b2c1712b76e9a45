"""Hold the width, style and allowed input of each column of a framework workbook.

Returns data validations for the sheets. Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.framework_layout import CONFIDENCE, NO, WORDING, YES, definition_table, kinds_words
from ita_xlsx.model.rules import RuleCode
from ita_xlsx.output.framework.texts import NOTES, NUMBER_ERROR
from ita_xlsx.output.texts import LIST_ERROR

# The style "field" has the text format, so that 9.10 and 007 stay as they were typed.
_CODE, _TEXT, _CENTRE, _HELP = ("field", "input_centre"), ("input",), ("input_centre",), ("helper",)
_JUDGED = (Kind.INSTRUMENT, Kind.INDICATOR, Kind.ANSWER)
_KINDS = tuple(
    kinds_words(frozenset(kind for index, kind in enumerate(_JUDGED) if number >> index & 1)) for number in range(1, 8)
)


@dataclass(frozen=True)
class Look:
    """The look of a column and what may be typed into it.

    ``width`` is in characters; ``words`` is a list to choose from, ``table`` the table whose codes are offered,
    ``least`` the smallest number allowed.
    """

    width: float
    styles: tuple[str, ...] = _TEXT
    words: tuple[str, ...] = ()
    table: str = ""
    least: float | None = None


# A column that refers to another table offers the codes of that table in a list.
LOOKS: Mapping[str, Mapping[str, Look]] = MappingProxyType(
    {
        "settings": {
            "label": Look(40, ("label",)), "value": Look(20, _CENTRE), "source": Look(70), "source_en": Look(50),
        },
        "instruments": {
            "code": Look(18, _CODE), "name": Look(60), "weight": Look(18, _CENTRE, least=0),
            "evidence": Look(20, _CENTRE, (YES, NO)),
        },
        "parts": {
            "instrument": Look(18, _CODE, table="instruments"), "code": Look(18, _CODE), "label": Look(24),
            "name": Look(44), "weight": Look(18, _CENTRE, least=0),
        },
        "indicators": {
            "code": Look(18, _CODE), "name": Look(70), "instrument": Look(18, _CODE, table="instruments"),
        },
        "subindicators": {
            "code": Look(20, _CODE), "name": Look(70), "indicator": Look(18, _CODE, table="indicators"),
        },
        "questions": {
            "code": Look(9, _CODE), "indicator": Look(12, _CODE, table="indicators"),
            "subindicator": Look(15, _CODE, table="subindicators"), "weight": Look(11, _CENTRE, least=0),
            "wording": Look(15, _CENTRE, tuple(WORDING.values())), "text": Look(96),
        },
        "levels": {
            "name": Look(44), "overall": Look(24, _CENTRE, least=0), "each_instrument": Look(26, _CENTRE, least=0),
        },
        "rules": {
            "code": Look(20, _CODE, tuple(RuleCode)), "of": Look(34, _TEXT, _KINDS),
            "limit": Look(16, _CENTRE, least=0), "help": Look(58, _HELP),
        },
        "measures": {
            "id": Look(13, _CODE), "indicator": Look(9, _CODE, table="indicators"), "measure": Look(26),
            "steps": Look(58), "responsible": Look(18), "evidence": Look(20), "follow_up": Look(20),
            "keywords": Look(14),
        },
        "notes": {"subject": Look(18, _CODE), "th": Look(62), "en": Look(62)},
        "meanings": {
            "subject": Look(18, _CODE), "text": Look(100), "confidence": Look(22, _CENTRE, tuple(CONFIDENCE.values())),
        },
    }
)  # fmt: skip


def validation_of(table: str, key: str, counts: Mapping[str, int]) -> dict[str, Any]:
    """Return the data validation of a column, with the note that Excel shows while a cell is edited.

    ``counts`` are the numbers of rows of all tables.
    """
    look = LOOKS[table][key]
    rule: dict[str, Any]
    if look.words:
        rule = {"validate": "list", "source": list(look.words)}
    elif look.table:
        referred = definition_table(look.table, counts[look.table])
        rule = {"validate": "list", "source": f"={referred.span('code', '')}"}
    elif look.least is not None:
        rule = {"validate": "decimal", "criteria": ">=", "value": look.least}
    else:
        rule = {"validate": "any"}
    return rule | validation_texts(NOTES.get((table, key), ""), NUMBER_ERROR if look.least is not None else LIST_ERROR)


def validation_texts(note: str, error: str) -> dict[str, Any]:
    """Return the error message and, if there is one, the note of a data validation."""
    texts = {"error_title": "โปรดตรวจสอบ", "error_message": error}
    return texts | ({"input_message": note} if note else {})
