"""Read and write ``links.csv``: the stored result of each web address.

Takes a path or results; returns results by address, or the bytes of a new file. Reads the file from the disk.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from ita_xlsx.errors import InputError, input_errors
from ita_xlsx.model.findings import CATALOGUE, Code, Topic, make_finding
from ita_xlsx.model.links import LinkResult, Verdict
from ita_xlsx.model.text.csv_text import read_csv
from ita_xlsx.model.text.dates import parse_date
from ita_xlsx.model.text.spelling import text_key
from ita_xlsx.store.csv_files import BOM, DELIMITER, LINE_END
from ita_xlsx.store.safe_texts import escape_formula_text, unescape_formula_text

FILE = "links.csv"
_COLUMNS = ("url", "verdict", "rule", "detail", "reached", "checked")


def read_links(path: Path) -> Mapping[str, LinkResult]:
    """Return the stored results by address; none if the file does not exist.

    A row that is not understood is left out and checked again later; so is a row of a visit that learned nothing.
    Raise InputError (K121) if the file is not ours, and InputError if it cannot be opened.
    """
    if not path.exists():
        return MappingProxyType({})
    with input_errors(path):
        data = path.read_bytes()
    try:
        rows = [row for row in read_csv(data) if any(row)]
    except ValueError as error:
        raise _not_our_file(path) from error
    header = [text_key(text) for text in rows[0]] if rows else list(_COLUMNS)
    if not {"url", "verdict"} <= set(header):
        raise _not_our_file(path)
    return MappingProxyType({result.url: result for result in _results(header, rows[1:])})


def links_text(results: Mapping[str, LinkResult]) -> bytes:
    """Return the bytes of a file with these results for Excel, in the order of the addresses.

    Dates are written as 2026-09-30, and no text can become a formula.
    """
    stream = io.StringIO(newline="")
    stream.write(BOM)
    writer = csv.writer(stream, delimiter=DELIMITER, quoting=csv.QUOTE_ALL, lineterminator=LINE_END)
    writer.writerow(_COLUMNS)
    for url in sorted(results):
        item = results[url]
        checked = item.checked.isoformat() if item.checked else ""
        texts = (item.url, item.verdict, item.rule, item.detail, item.reached, checked)
        writer.writerow([escape_formula_text(text) for text in texts])
    return stream.getvalue().encode()


def _not_our_file(path: Path) -> InputError:
    """Return the error for a file that is not ours."""
    return InputError(
        Code.LINK_RESULTS_UNREADABLE,
        findings=(make_finding(Code.LINK_RESULTS_UNREADABLE, file=str(path), name=str(path)),),
        name=str(path),
    )


def _results(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[LinkResult]:
    """Yield the results in the rows that are understood."""
    for row in rows:
        cells = {name: unescape_formula_text(text) for name, text in zip(header, row, strict=False)}
        rule = cells.get("rule", "")
        try:
            verdict, checked = Verdict(cells.get("verdict", "")), _day(cells.get("checked", ""))
        except ValueError:
            continue
        result = LinkResult(
            url=cells.get("url", ""),
            verdict=verdict,
            rule=rule,
            detail=cells.get("detail", ""),
            reached=cells.get("reached", ""),
            checked=checked,
        )
        about_links = not rule or (rule in CATALOGUE and CATALOGUE[rule].topic is Topic.LINKS)
        if result.url and about_links and not result.is_inconclusive:
            yield result


def _day(text: str) -> date | None:
    return parse_date(text) if text.strip() else None
