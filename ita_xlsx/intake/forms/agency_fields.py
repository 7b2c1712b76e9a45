"""Read the sheet about the agency of a returned form: its labels and their values, and what is not understood of them.

Takes sheets; returns texts with their places, and findings. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ita_xlsx.intake.forms.cell_marks import CellMarks
from ita_xlsx.intake.forms.find_table import ordered
from ita_xlsx.intake.workbook.cells import SheetCells, code_of, text_of
from ita_xlsx.intake.workbook.workbook import HEADER_DEPTH
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.layout import AgencyLayout, Place, a1, spans
from ita_xlsx.model.layout.agency_layout import EXAMPLE_HEADER, INFO_EXAMPLES, INFO_FIELDS, REQUIRED_MARK
from ita_xlsx.model.text.counts import is_plain_count, parse_count
from ita_xlsx.model.text.dates import parse_date
from ita_xlsx.model.text.spelling import text_key
from ita_xlsx.model.text.words import EMPTY_SIGNS, ERROR_VALUES, REPORTING, reporting_word

# The longest label has some forty characters; a longer text is no label.
_LONGEST_LABEL = 80
_KEYS = {code_of(label): key for key, label in INFO_FIELDS}
_LABELS = dict(INFO_FIELDS)
_COUNTS = ("respondents_iit", "respondents_eit")
_A_COUNT = ("จำนวนคนเป็นจำนวนเต็ม เช่น 120", "a whole number of people, such as 120")
_A_DATE = ("วันที่ เช่น 30 กันยายน 2568", "a date, such as 30/9/2568")


@dataclass(frozen=True)
class AgencyFields:
    """The fields of the sheet about the agency: by field the text of its value, its place, and that of its label."""

    texts: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    labels: Mapping[str, Place] = field(default_factory=dict)
    header_row: int = -1

    def __len__(self) -> int:
        """Return the number of fields."""
        return len(self.texts)


def find_fields(sheets: Sequence[SheetCells], name: str) -> AgencyFields:
    """Return the fields of the agency sheet; the sheet with the most fields counts, the one called ``name`` first.

    The text stands in the column of values, or right of the label if the header of that column is missing.
    """
    best = AgencyFields()
    for sheet in ordered(sheets, name):
        header_row, value_col = _value_column(sheet, AgencyLayout.INFO_HEADERS)
        found: dict[str, tuple[Place, Place]] = {}
        for row, cells in enumerate(sheet.rows):
            for col, value in enumerate(cells):
                if not isinstance(value, str) or not 0 < len(value) < _LONGEST_LABEL:
                    continue
                label = code_of(value).rstrip(REQUIRED_MARK)
                key = _KEYS.get(label)
                if key is not None:
                    field_col = col + 1 if value_col is None else value_col
                    found.setdefault(key, (Place(sheet.name, row, field_col), Place(sheet.name, row, col)))
        if len(found) > len(best):
            texts = {key: text_of(sheet.at(place.row, place.col)) for key, (place, _) in found.items()}
            places = {key: place for key, (place, _) in found.items()}
            best = AgencyFields(texts, places, {key: label for key, (_, label) in found.items()}, header_row)
        if len(best) == len(_KEYS):
            break
    return best


def read_fields(
    sheet: SheetCells, fields: AgencyFields
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, Place], ...], tuple[Finding, ...]]:
    """Return the texts and places of the fields of a verified sheet in the order of the form, and findings.

    A value that cannot be used is returned as an empty text.
    """
    findings = [*_check_headers(sheet, fields), *_check_labels(sheet, fields), *_check_columns(sheet, fields)]
    texts, marks = [], CellMarks(sheet=sheet)
    for key, label in INFO_FIELDS:
        if key not in fields.texts:
            continue
        place, text = fields.places[key], fields.texts[key]
        is_clear = _is_clear(sheet, key, place, text)
        marks.note_look(place.row, place.col, is_refused=not is_clear)
        if not is_clear:
            findings.append(_at(Code.FIELD_VALUE_UNCLEAR, place, value=text, name=label, **_expected(key, text)))
        elif key in _COUNTS and text.strip(EMPTY_SIGNS) and not is_plain_count(text):
            findings.append(_at(Code.FIELD_VALUE_READ_AS, place, value=text, name=label, read=str(parse_count(text))))
        elif key == "reporting" and (word := reporting_word(text)):
            if text_key(text) != text_key(word):
                findings.append(_at(Code.FIELD_VALUE_READ_AS, place, value=text, name=label, read=f"«{word}»"))
            text = word
        formula = sheet.details.formulas.get((place.row, place.col))
        if formula is not None and not formula.computed and not text:
            findings.append(_at(Code.FORMULA_WITHOUT_VALUE, place, value=f"={formula.text}", count="1"))
        unusable = text in ERROR_VALUES or (not is_clear and key in _COUNTS)
        texts.append((key, "" if unusable else text))
    places = tuple((key, fields.places[key]) for key, _ in texts)
    return tuple(texts), places, (*findings, *marks.findings())


def _is_clear(sheet: SheetCells, key: str, place: Place, text: str) -> bool:
    """Return True if the value of a field is understood, or empty."""
    if text in ERROR_VALUES:
        return False
    if not text.strip(EMPTY_SIGNS):
        return True
    if key in _COUNTS:
        return parse_count(text) is not None and (place.row, place.col) not in sheet.details.runs
    if key == "reporting":
        return bool(reporting_word(text))
    return key != "reported_on" or _is_date(text)


def _expected(key: str, text: str) -> Mapping[str, str]:
    """Return what is expected in a field whose value is not clear, as parameters of W125 in Thai and English."""
    th = en = f"«{_LABELS[key]}»"
    if text in ERROR_VALUES:
        pass
    elif key in _COUNTS:
        th, en = _A_COUNT
    elif key == "reporting":
        th = en = " / ".join(f"«{word}»" for word in REPORTING)
    elif key == "reported_on":
        th, en = _A_DATE
    return {"expected_th": th, "expected_en": en}


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def _check_headers(sheet: SheetCells, fields: AgencyFields) -> Iterator[Finding]:
    """Yield W122 for each header of the sheet that is missing above the fields, which are read beside their labels."""
    if fields.header_row >= 0 or not fields.labels:
        return
    first = min(fields.labels.values(), key=lambda place: place.row)
    row = max(first.row - 1, 0)
    for col, header in enumerate(AgencyLayout.INFO_HEADERS, first.col):
        text = text_of(sheet.at(row, col))
        if code_of(text) != code_of(header):
            yield _at(Code.HEADER_READ_BY_PLACE, Place(sheet.name, row, col), value=text or "-", name=header)


def _check_labels(sheet: SheetCells, fields: AgencyFields) -> Iterator[Finding]:
    """Yield W124 for each label of the form that is missing, and X319 for each other row that has a value."""
    label_col = min((place.col for place in fields.labels.values()), default=0)
    value_col = max((place.col for place in fields.places.values()), default=label_col + 1)
    rows = {place.row: key for key, place in fields.labels.items()}
    first = max(fields.header_row + 1, min(rows, default=0)) if fields.header_row < 0 else fields.header_row + 1
    unknown = {
        row: text_of(sheet.at(row, label_col))
        for row in range(first, len(sheet.rows))
        if row not in rows and (text_of(sheet.at(row, label_col)) or text_of(sheet.at(row, value_col)))
    }
    order = [key for key, _ in INFO_FIELDS]
    for key, label in INFO_FIELDS:
        if key in fields.labels:
            continue
        row = _row_of(order.index(key), order, fields, unknown)
        place = Place(sheet.name, row, label_col) if row is not None else None
        value = unknown.pop(row, "") if row is not None else ""
        yield make_finding(
            Code.FIELD_LABEL_MISSING, sheet=sheet.name, cell=place.a1 if place else None, value=value or "-", name=label
        )
    for row, text in unknown.items():
        if value := text_of(sheet.at(row, value_col)):
            yield _at(Code.ROW_NOT_READ, Place(sheet.name, row, label_col), value=f"{text} {value}".strip())


def _row_of(index: int, order: Sequence[str], fields: AgencyFields, unknown: Mapping[int, str]) -> int | None:
    """Return the row with an unknown label that stands where the form has a field; None if there is none."""
    above = [fields.labels[key].row for key in order[:index] if key in fields.labels]
    below = [fields.labels[key].row for key in order[index + 1 :] if key in fields.labels]
    first, last = max(above, default=-1), min(below, default=1 << 20)
    return min((row for row in unknown if first < row < last), default=None)


def _check_columns(sheet: SheetCells, fields: AgencyFields) -> Iterator[Finding]:
    """Yield X311 or X320 for each column with values beside the fields that is neither that of labels nor of values.

    Nothing is told of the examples that the form has beside its fields.
    """
    examples = {key: text_key(text) for key, text in INFO_EXAMPLES}
    used = {place.col for place in (*fields.labels.values(), *fields.places.values())}
    cells: dict[int, list[Place]] = {}
    for key, place in fields.labels.items():
        for col, value in enumerate(sheet.rows[place.row]):
            if col not in used and text_key(text_of(value)) not in ("", examples.get(key)):
                cells.setdefault(col, []).append(Place(sheet.name, place.row, col))
    for col, places in cells.items():
        header = text_of(sheet.at(fields.header_row, col)) if fields.header_row >= 0 else ""
        if header:
            # The column of examples is ours: what somebody typed into it is told where it stands.
            cell = spans(places) if header == EXAMPLE_HEADER else a1(fields.header_row, col)
            yield make_finding(Code.COLUMN_NOT_READ, sheet=sheet.name, cell=cell, value=header)
            continue
        first = text_of(sheet.at(places[0].row, col))
        yield make_finding(
            Code.COLUMN_WITHOUT_HEADER, sheet=sheet.name, cell=spans(places), value=first, count=str(len(places))
        )


def _value_column(sheet: SheetCells, headers: Iterable[str]) -> tuple[int, int | None]:
    """Return the header row and the column of the values; -1 and None if the header row is missing."""
    expected = [code_of(header) for header in headers]
    for row, cells in enumerate(sheet.rows[:HEADER_DEPTH]):
        texts = [code_of(value) if isinstance(value, str) else "" for value in cells]
        if all(header in texts for header in expected):
            return row, texts.index(expected[1])
    return -1, None


def _at(code: Code, place: Place, **params: str) -> Finding:
    return make_finding(code, sheet=place.sheet, cell=place.a1, **params)
