"""Sort the inputs of ``--previous`` into databases and files, and match the agencies of earlier years with the roster.

Reads databases; returns values and findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from ita_xlsx.intake.agency_tables.find_agency import agencies_named
from ita_xlsx.model.agency import Agency, Roster, code_key, province_key
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.store.columns import TIDY
from ita_xlsx.store.csv_files import file_name
from ita_xlsx.store.database import FILE as DATABASE
from ita_xlsx.store.database import is_database, read_rounds
from ita_xlsx.store.datapackage import NAME as PACKAGE

Content = TypeVar("Content")

_EXPORT = "export"
_OURS = frozenset({PACKAGE, *(file_name(shape) for shape in TIDY)})
_SHOWN = 10


def split_databases(
    paths: Iterable[str], year: int, province: str
) -> tuple[tuple[tuple[Path, frozenset[int]], ...], tuple[str, ...], tuple[Finding, ...]]:
    """Return the databases with their usable years, the other paths, and findings.

    A folder that holds a database, or has one in ``export``, stands for it. H901 for a database without an earlier
    year, H911 for years of another province, H913 for one table of an export.
    """
    databases: list[tuple[Path, frozenset[int]]] = []
    others: list[str] = []
    findings: list[Finding] = []
    for text in paths:
        path = Path(text)
        held = (item for item in (path / DATABASE, path / _EXPORT / DATABASE) if item.is_file())
        path = next(held, path)
        if path.name in _OURS and path.is_file():
            findings.append(make_finding(Code.EARLIER_TABLE_ALONE, file=text, value=path.name))
        elif path.is_file() and is_database(path):
            kept = read_rounds(path)
            before = [item for item in kept if item.year < year]
            if not before:
                years = ", ".join(str(item.year) for item in kept) or "-"
                findings.append(make_finding(Code.EARLIER_YEAR_NOT_BEFORE, file=str(path), found=years, year=str(year)))
            foreign = {item.year for item in before if is_another_province(item.province, province)}
            for item in before:
                if item.year in foreign:
                    findings.append(_another_province(str(path), item.year, item.province, province))
            databases.append((path, frozenset(item.year for item in before) - foreign))
        else:
            others.append(text)
    return tuple(databases), tuple(others), tuple(findings)


def is_another_province(then: str, now: str) -> bool:
    """Return True if both provinces are given and not the same."""
    return bool(then and now) and province_key(then) != province_key(now)


def of_this_province(
    entries: Iterable[tuple[Agency, str, Content]], year: int, province: str
) -> tuple[tuple[tuple[Agency, Content], ...], tuple[Finding, ...]]:
    """Return the entries (agency, content) of this province, and one finding for each other province."""
    kept: list[tuple[Agency, Content]] = []
    foreign: dict[str, Finding] = {}
    for agency, file, content in entries:
        if is_another_province(agency.province, province):
            finding = _another_province(file, year, agency.province, province)
            foreign.setdefault(province_key(agency.province), finding)
        else:
            kept.append((agency, content))
    return tuple(kept), tuple(foreign.values())


def match_agencies(
    entries: Iterable[tuple[Agency, Content]], roster: Roster | None, year: int
) -> tuple[tuple[tuple[str, Content], ...], tuple[Finding, ...]]:
    """Return (code of this year, content) for each entry, matched by name if the roster has it, else by code.

    The name may be one of the other names of the roster, or have the short form of a kind, such as ``อบต.``. A code
    may have passed to another agency since, so a name goes before it. H908 for codes that changed, H909 for
    a name that is no agency's any more while its code is, H910 where another agency has that code by its name.
    """
    pairs = tuple(entries)
    if roster is None:
        return tuple((code_key(agency.code or agency.name), content) for agency, content in pairs), ()
    bearers = [agencies_named(roster, agency.name) if agency.name.strip() else () for agency, _ in pairs]
    agencies_by_name = [found[0] if len(found) == 1 else None for found in bearers]
    taken = {code_key(item.code) for item in agencies_by_name if item is not None}
    made: list[tuple[str, Content]] = []
    moved: dict[str, str] = {}
    findings: list[Finding] = []
    for (agency, content), now, found in zip(pairs, agencies_by_name, bearers, strict=True):
        bearer = roster.find(agency.code) if agency.code else None
        if bearer in found:
            now = bearer
        if now is not None:
            made.append((code_key(now.code), content))
            if bearer is not now and agency.code:
                moved.setdefault(agency.code, now.code)
        elif bearer is None or not agency.name:
            made.append((code_key(bearer.code if bearer else agency.code or agency.name), content))
        elif code_key(bearer.code) in taken:
            findings.append(
                make_finding(Code.EARLIER_AGENCY_UNMATCHED, agency=agency.code, value=agency.name, found=str(year))
            )
        else:
            made.append((code_key(bearer.code), content))
            params = {"agency": bearer.code, "value": agency.name, "expected": bearer.name}
            findings.append(make_finding(Code.NAME_CHANGED, found=str(year), **params))
    return tuple(made), (*_moved(moved, year), *dict.fromkeys(findings))


def match_codes(
    names: Iterable[tuple[str, str]], lines: Iterable[tuple[str, Content]], roster: Roster | None, year: int
) -> tuple[tuple[tuple[str, Content], ...], tuple[Finding, ...]]:
    """Return the lines of a database under the codes of this year; findings as in ``match_agencies``."""
    name_of = dict(names)
    return match_agencies(((Agency(code, name_of.get(code, "")), content) for code, content in lines), roster, year)


def match_single(
    entries: Iterable[tuple[Agency, Content]], roster: Roster | None, year: int
) -> tuple[tuple[tuple[str, Content], ...], tuple[Finding, ...]]:
    """Return one content for each agency; findings as in ``match_agencies``, and N113 where files differ.

    Of files that differ none is taken: which one counted then is not known here.
    """
    coded, findings = match_agencies(entries, roster, year)
    agencies: dict[str, set[Content]] = {}
    for code, content in coded:
        agencies.setdefault(code, set()).add(content)
    several = _several([code for code, found_here in agencies.items() if len(found_here) > 1], year)
    single = tuple((code, next(iter(contents))) for code, contents in agencies.items() if len(contents) == 1)
    return single, (*findings, *several)


def _several(codes: Sequence[str], year: int) -> tuple[Finding, ...]:
    """Return N113 for each agency whose files differ: none of them is used."""
    return tuple(
        make_finding(Code.SEVERAL_EARLIER_FILES, agency=code.upper(), value=str(year)) for code in sorted(codes)
    )


def _moved(codes: dict[str, str], year: int) -> tuple[Finding, ...]:
    if not codes:
        return ()
    pairs = [f"{then} → {now}" for then, now in codes.items()]
    pairs_text = ", ".join(pairs[:_SHOWN]) + (" …" if len(pairs) > _SHOWN else "")
    return (make_finding(Code.CODES_MATCHED_BY_NAME, count=str(len(pairs)), value=pairs_text, found=str(year)),)


def _another_province(file: str, year: int, then: str, now: str) -> Finding:
    return make_finding(Code.EARLIER_PROVINCE_DIFFERS, file=file, found=str(year), value=then, expected=now)
