"""Fit a step into the cells of its row, and what is too long for them into rows below it.

Takes a row of the form; returns its texts with their heights (points). Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import ceil
from unicodedata import category

from ita_xlsx.model.layout.page import PaperFont, line_count
from ita_xlsx.model.links import LinkResult, worst_result
from ita_xlsx.output.styles import FORM, FORM_URL
from ita_xlsx.output.tracking_form import texts
from ita_xlsx.output.tracking_form.form_rows import TrackedRow, owner_line, split_number
from ita_xlsx.output.tracking_form.proofs import MOST_HEIGHT, Proof
from ita_xlsx.output.verdict_words import verdict_words

# Pixels at full size on a portrait page; LibreOffice draws them 6 per cent wider. Step and evidence share the rest.
_PAGE, _NUMBER, _STATUS, _STEP_SHARE = 668, 34, 80, 0.62
# Pixels beside a code in its column.
_BESIDE = 10
_LEAST_HEIGHT = 37.5
# Addresses break at their slashes, which leaves the lines shorter than the column.
_URL_ROOM = 0.85
# The most lines of each part of the evidence; what needs more stands below the step, as long as it is.
_ADDRESS_LINES, _REMARK_LINES, _VERDICT_LINES, _NOTE_LINES, _REASON_LINES = 7, 3, 3, 2, 3
# Nobody signs a longer text than so many rows below a step.
_MOST_ROWS = 8
# No row holds more characters than this, marks included.
_LONGEST_PIECE = 4000
_PITCH, _PADDING = 1.32, 3


@dataclass(frozen=True, kw_only=True)
class Columns:
    """The width of each column in characters; ``code`` is zero on a form without codes."""

    step: float
    url: float
    code: float
    number: float = (_NUMBER - 5) / 7
    status: float = (_STATUS - 5) / 7
    all: float = (_PAGE - 5) / 7

    @property
    def evidence(self) -> float:
        """Return the width of the evidence with the column of codes."""
        return self.url + (self.code + 5 / 7 if self.code else 0)


@dataclass(frozen=True)
class Line:
    """A text below a step with its height."""

    text: str
    height: float


@dataclass(frozen=True, kw_only=True)
class StepCells:
    """The texts of a step; ``below`` are the lines under it, ``cut`` is the text that even these do not hold."""

    row: TrackedRow
    proof: Proof
    number: str
    step: str
    evidence: str
    height: float
    below: tuple[Line, ...]
    cut: str = ""


def columns_for(proofs: Sequence[Proof]) -> Columns:
    """Return the columns of a form; that of the codes is as wide as the largest of them."""
    largest = max((code.side for proof in proofs for _, code in proof.coded), default=1.8)
    code = round(largest / 2.54 * 96) + _BESIDE if any(proof.addresses for proof in proofs) else 0
    shared = _PAGE - _NUMBER - _STATUS - code
    step = round(shared * _STEP_SHARE)
    return Columns(step=(step - 5) / 7, url=(shared - step - 5) / 7, code=(code - 5) / 7 if code else 0.0)


def text_height(text: str, width: float, size: int, font: PaperFont) -> float:
    """Return the height of a text in a column; one line in our font stays one line, which is then drawn smaller."""
    count = lines_of(text, width, size, font)
    return count * size * _PITCH * font.pitch + _PADDING


def lines_of(text: str, width: float, size: int, font: PaperFont) -> int:
    """Return how many lines a text takes in a column in the font on the paper."""
    count = line_count(text, width, size)
    return count if count == 1 else line_count(text, width / font.width, size)


class Fitter:
    """Fits steps into the columns of one form in one font."""

    def __init__(self, columns: Columns, font: PaperFont, links: Mapping[str, LinkResult]) -> None:
        """Take the columns of the form, the font on the paper, and the results of link checks by address."""
        self.columns, self.font, self._links = columns, font, links

    def fit(self, row: TrackedRow, proof: Proof, *, names_owner: bool) -> StepCells:
        """Return the cells of a step; ``names_owner`` adds the line on its owner and period."""
        number, step = split_number(row.step)
        columns, most = self.columns, self._most_lines(FORM)
        steps = self._pieces(step or texts.NO_STEP, columns.step, FORM, most)
        inside, outside = self._evidence(row, proof)
        long = [texts.STEP_GOING_ON.format(text=step[len(steps[0]) :])] if steps[1:] else []
        long += [owner_line(row)] if names_owner and owner_line(row) else []
        below, cut = self._below((*long, *outside))
        evidence = "\n".join(inside)
        url_width = (columns.url if proof.addresses else columns.evidence) * _URL_ROOM
        heights = (
            _LEAST_HEIGHT,
            text_height(steps[0], columns.step, FORM, self.font),
            text_height(row.status, columns.status, FORM, self.font),
            text_height(evidence, url_width, FORM_URL, self.font),
            proof.height,
        )
        return StepCells(
            row=row, proof=proof, number=number, step=steps[0], evidence=evidence, height=max(heights),
            below=below, cut=cut,
        )  # fmt: skip

    def _evidence(self, row: TrackedRow, proof: Proof) -> tuple[list[str], list[str]]:
        """Return the parts of the evidence that fit into its cell, and those that stand below the step."""
        inside: list[str] = []
        outside: list[str] = []
        link_result = worst_result(row.url, self._links)
        note = texts.NOTE_LINE.format(note=row.note) if row.note else ""
        verdict = verdict_words(link_result) if link_result else ""
        for text, most in (
            ("" if proof.addresses else row.url, _REASON_LINES), (proof.remark, _REMARK_LINES),
            (verdict, _VERDICT_LINES), (note, _NOTE_LINES),
        ):  # fmt: skip
            if text:
                fits = lines_of(text, self.columns.url * _URL_ROOM, FORM_URL, self.font) <= most
                (inside if fits else outside).append(text)
        if proof.addresses:
            address = self._pieces(row.url, self.columns.url * _URL_ROOM, FORM_URL, _ADDRESS_LINES)
            inside.insert(0, address[0] + ("…" if address[1:] else ""))
            # A code holds an address in full; what no code holds stands below.
            is_held = proof.is_coded and " ".join(proof.addresses) == " ".join(row.url.split())
            if address[1:] and not is_held:
                outside.insert(0, texts.EVIDENCE_LINE.format(text=row.url))
        elif row.url in outside:
            outside[outside.index(row.url)] = texts.EVIDENCE_LINE.format(text=row.url)
            inside.insert(0, texts.SEE_BELOW)
        return inside, outside

    def _below(self, long: Sequence[str]) -> tuple[tuple[Line, ...], str]:
        """Return the rows below a step, and the text that is cut there."""
        width = self.columns.all * 0.94
        lines, cut = [], ""
        for text in long:
            pieces = self._pieces(text, width, FORM, self._most_lines(FORM))
            if len(pieces) > self._most_rows:
                pieces, cut = [*pieces[: self._most_rows - 1], pieces[self._most_rows - 1] + "…"], cut or text
            lines += [Line(piece, text_height(piece, width, FORM, self.font)) for piece in pieces]
        return tuple(lines), cut

    @property
    def _most_rows(self) -> int:
        """Return how many rows below a step hold a text; in a wider font each holds less of it."""
        return ceil(_MOST_ROWS * self.font.width * self.font.pitch)

    def _most_lines(self, size: int) -> int:
        return int((MOST_HEIGHT - _PADDING) / (size * _PITCH * self.font.pitch))

    def _pieces(self, text: str, width: float, size: int, most: int) -> list[str]:
        """Return a text in pieces of at most so many lines, cut at a blank where one is near."""
        return list(islice(_split(text, width / self.font.width, size, most), self._most_rows + 1)) or [""]


def _split(text: str, width: float, size: int, most: int) -> Iterator[str]:
    while line_count(text, width, size) > most:
        low, high = 1, min(len(text), _LONGEST_PIECE)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if line_count(text[:middle], width, size) <= most else (low, middle - 1)
        blank = max(text.rfind(" ", int(low * 0.85), low), text.rfind("\n", 0, low))
        end = blank + 1 if blank > 0 else _before_marks(text, low)
        yield text[:end]
        text = text[end:]
    if text:
        yield text


def _before_marks(text: str, end: int) -> int:
    """Return a place up to ``end`` that takes no mark away from its letter."""
    start = end
    while 1 < start < len(text) and category(text[start]) == "Mn":
        start -= 1
    return start
