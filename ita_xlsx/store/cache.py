"""Cache the summaries of files that were read before, so that a second run reads only the files that changed.

Takes summaries by key; reads and writes one SQLite file. The cache never stops a run: what cannot be read there is read
from the workbook again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

from ita_xlsx import __version__
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.round_state import ReturnSummary
from ita_xlsx.model.rules import Rule
from ita_xlsx.store.kept_values import KeptValues
from ita_xlsx.store.summary_json import from_json, summary_layout, to_json

FILE = "readings.sqlite"
MOST_BYTES = 256 * 1024 * 1024
# The largest summary is far smaller; compressed data that grows beyond this was not written by us.
_LONGEST = 8 * 1024 * 1024


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def key_under(settings_digest: str, digest: str) -> str:
    """Return the key of the summary of one file under the settings that ``settings_key`` stands for.

    ``digest`` is that of the file's bytes; another file gives another key.
    """
    return digest_of(f"{settings_digest} {digest}".encode())


def settings_key(framework: Framework, rules: Iterable[Rule], threshold: Fraction, settings: Iterable[str] = ()) -> str:
    """Return what stands in a key for all that a summary depends on besides its file, the same for all files.

    Another framework, rule, threshold (0-100) or version of the program gives another one. ``settings`` holds
    everything else that a summary depends on, for example the roster.
    """
    rule_parts = [[rule.code, sorted(rule.of), None if rule.limit is None else str(rule.limit)] for rule in rules]
    parts = [framework.digest, rule_parts, str(threshold), list(settings), __version__, summary_layout()]
    return digest_of(json.dumps(parts).encode())


def rename_summary(summary: ReturnSummary, file: str, modified: date | None) -> ReturnSummary:
    """Return a summary of the same bytes with the file name and date that they have now.

    The findings get the new name too.
    """
    if summary.file == file and summary.modified == modified:
        return summary
    findings = tuple(replace(item, file=file) if item.file == summary.file else item for item in summary.findings)
    return replace(summary, file=file, modified=modified, findings=findings)


@dataclass(frozen=True)
class Cache:
    """A cache of summaries by key, in one file of a folder, with at most ``most`` bytes.

    Several runs may use it at the same time.
    """

    folder: Path
    most: int = MOST_BYTES

    def get_many(self, keys: Iterable[str]) -> Mapping[str, ReturnSummary]:
        """Return the summaries that are stored under these keys; keys without a summary are left out."""
        summaries: dict[str, ReturnSummary] = {}
        for key, value in self._values.get_many(keys).items():
            # A broken summary is left out: the caller reads the workbook again and writes a new one.
            with suppress(ValueError):
                summaries[key] = from_json(value.decode("utf-8", "surrogatepass"))
        return MappingProxyType(summaries)

    def put_many(self, items: Iterable[tuple[str, ReturnSummary]]) -> None:
        """Store summaries under their keys, and delete those that were unused the longest if there are too many."""
        self._values.put_many(_encoded(items))

    @property
    def _values(self) -> KeptValues:
        return KeptValues(self.folder / FILE, self.most, _LONGEST)


def _encoded(items: Iterable[tuple[str, ReturnSummary]]) -> Iterator[tuple[str, bytes]]:
    for key, summary in items:
        # Python refuses to write a number with thousands of digits.
        with suppress(ValueError):
            yield key, to_json(summary).encode("utf-8", "surrogatepass")
