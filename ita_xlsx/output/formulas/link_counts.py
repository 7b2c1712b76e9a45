"""Build the sentence on the evidence addresses to be looked at.

Takes references to the verdicts; returns a formula with its value. Works on values only.
"""

from __future__ import annotations

from collections.abc import Sequence

from ita_xlsx.output.formulas.live import Live, in_digits, quote


def links_message(
    verdicts: tuple[str, str],
    faults: Sequence[str],
    words: Sequence[str],
    texts: tuple[str, str, str],
    value: str,
    digits: str,
) -> Live:
    """Return how many addresses are to be looked at of all, and how many have each of the ``faults``.

    ``verdicts`` are the cells of both sheets, ``words`` all verdicts. ``texts`` are the sentence with its two numbers,
    the sentence where there is nothing to look at, and the end.
    """
    to_look_at, nothing, end = texts
    counts = [f"COUNTIF({verdicts[0]},{quote(word)})" for word in faults]
    count = "(" + "+".join(counts) + ")"
    everything = "+".join(f"COUNTIF({cells},{quote(word)})" for cells in verdicts for word in dict.fromkeys(words))
    before, between, after = to_look_at.split("{}")
    start, rest = nothing.split("{}")
    listed = "&".join(
        f'IF({cell}>0," · "&{quote(f"{word} ")}&{in_digits(cell, digits)},"")'
        for word, cell in zip(faults, counts, strict=True)
    )
    number_of_all = in_digits(f"({everything})", digits)
    some = f"{quote(before)}&{in_digits(count, digits)}&{quote(between)}&{number_of_all}&{quote(after)}"
    none = f"{quote(start)}&{number_of_all}&{quote(rest)}"
    return Live(f'=IF({count}>0,{some}&SUBSTITUTE({listed}," · ",": ",1),{none})&{quote(end)}', value)
