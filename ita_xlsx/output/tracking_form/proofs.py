"""Find the evidence of a step: its addresses, their QR codes, and why an address has none.

Takes a row of the form; returns a Proof. Works in memory only.
"""

from __future__ import annotations

from dataclasses import dataclass

from ita_xlsx.model.text.addresses import web_addresses, words_after_addresses
from ita_xlsx.output.tracking_form import texts
from ita_xlsx.output.tracking_form.form_rows import TrackedRow
from ita_xlsx.output.tracking_form.qr_codes import Code, code_for

# The points of the highest row: codes one below the other, or lines of a text, may not need more.
MOST_HEIGHT = 320.0
# Points of paper above and below each code, which has a white border of its own.
_CODE_MARGIN = 2.25


@dataclass(frozen=True)
class Proof:
    """The evidence of a step: its addresses, those with a QR code, and a remark on the others."""

    addresses: tuple[str, ...]
    coded: tuple[tuple[str, Code], ...]
    remark: str

    @property
    def height(self) -> float:
        """Return the height (points) of its codes, one below the other."""
        return sum(code_points(code) for _, code in self.coded)

    @property
    def is_coded(self) -> bool:
        """Return True if a code holds each of the addresses."""
        return len(self.coded) == len(self.addresses)


def code_points(code: Code) -> float:
    """Return the height (points) of a code with its margin; the form prints at its full size."""
    return code.side / 2.54 * 72 + _CODE_MARGIN


def proof_of(item: TrackedRow) -> Proof:
    """Return the addresses of a step, with a code for each that can be printed, as many as fit into the row."""
    addresses, coded, filled = web_addresses(item.url), [], 0.0
    incomplete = words_after_addresses(item.url)
    cut: list[int] = []
    long: list[int] = []
    no_room: list[int] = []
    for number, address in enumerate(addresses, 1):
        code = code_for(address)
        if address in incomplete:
            cut.append(number)
        elif code is None:
            long.append(number)
        elif no_room or filled + code_points(code) > MOST_HEIGHT:
            no_room.append(number)
        else:
            coded.append((address, code))
            filled += code_points(code)
    remark = "\n".join(texts.missing_code_notes(len(addresses), cut, long, no_room))
    return Proof(addresses, tuple(coded), remark)
