"""What is known of each address, in ``links.csv`` beside the round?"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from ita_xlsx.errors import InputError, opening
from ita_xlsx.model.findings import CATALOGUE, make_finding
from ita_xlsx.model.links import LinkResult, Verdict
from ita_xlsx.model.text.csv_text import read_csv
from ita_xlsx.model.text.dates import parse_date
from ita_xlsx.store.csv_files import BOM, DELIMITER, LINE_END
from ita_xlsx.store.safe_texts import guarded, unguarded

FILE = "links.csv"
_COLUMNS = ("url", "verdict", "rule", "detail", "reached", "checked")


def read_links(path: Path) -> Mapping[str, LinkResult]:
    """What is known, by address; nothing where there is no such file.

    A row that says nothing we know is passed over: it is made anew; so is one of a visit that
    learned nothing. Raises InputError (K121) for what is no file of
    ours, and where it may not be opened.
    """
    if not path.exists():
        return MappingProxyType({})
    with opening(path):
        data = path.read_bytes()
    try:
        rows = [row for row in read_csv(data) if any(row)]
    except ValueError as error:
        raise _unusable(path) from error
    header = [text.strip().casefold() for text in rows[0]] if rows else list(_COLUMNS)
    if not {"url", "verdict"} <= set(header):
        raise _unusable(path)
    return MappingProxyType({result.url: result for result in _results(header, rows[1:])})


def links_text(results: Mapping[str, LinkResult]) -> bytes:
    """The file of these results for Excel, by address: texts kept from becoming formulas, dates as 2026-09-30."""
    stream = io.StringIO(newline="")
    stream.write(BOM)
    writer = csv.writer(stream, delimiter=DELIMITER, quoting=csv.QUOTE_ALL, lineterminator=LINE_END)
    writer.writerow(_COLUMNS)
    for url in sorted(results):
        item = results[url]
        checked = item.checked.isoformat() if item.checked else ""
        texts = (item.url, item.verdict, item.rule, item.detail, item.reached, checked)
        writer.writerow([guarded(text) for text in texts])
    return stream.getvalue().encode()


def _unusable(path: Path) -> InputError:
    return InputError("K121", findings=(make_finding("K121", file=str(path), name=str(path)),), name=str(path))


def _results(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[LinkResult]:
    for row in rows:
        said = {name: unguarded(text) for name, text in zip(header, row, strict=False)}
        rule = said.get("rule", "")
        try:
            verdict, checked = Verdict(said.get("verdict", "")), _day(said.get("checked", ""))
        except ValueError:
            continue
        result = LinkResult(
            said.get("url", ""), verdict, rule, said.get("detail", ""), said.get("reached", ""), checked
        )  # fmt: skip
        if result.url and (not rule or rule in CATALOGUE) and not result.learned_nothing:
            yield result


def _day(text: str) -> date | None:
    return parse_date(text) if text.strip() else None
