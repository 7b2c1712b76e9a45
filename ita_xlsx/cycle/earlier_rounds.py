"""What is named as earlier years: which of it is a database of ours, and which agency of then is which of now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from ita_xlsx.model.agency import Agency, Roster, code_key, name_key, province_key
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.store.columns import TIDY
from ita_xlsx.store.csv_files import file_name
from ita_xlsx.store.database import FILE as DATABASE
from ita_xlsx.store.database import is_database, read_rounds
from ita_xlsx.store.datapackage import NAME as PACKAGE

Told = TypeVar("Told")

_EXPORT = "export"
_OURS = frozenset({PACKAGE, *(file_name(shape) for shape in TIDY)})
_SHOWN = 10


def databases_among(
    paths: Iterable[str], year: int, province: str
) -> tuple[tuple[tuple[Path, frozenset[int]], ...], tuple[str, ...], tuple[Finding, ...]]:
    """The databases with their years that can be compared with, the other paths, and findings.

    A folder that holds a database, or has one in ``export``, stands for it. H901 for a database without an earlier
    year, H911 for years of another province, H913 for one table of an export.
    """
    databases: list[tuple[Path, frozenset[int]]] = []
    others: list[str] = []
    told: list[Finding] = []
    for text in paths:
        path = Path(text)
        held = (item for item in (path / DATABASE, path / _EXPORT / DATABASE) if item.is_file())
        path = next(held, path)
        if path.name in _OURS and path.is_file():
            told.append(make_finding("H913", file=text, value=path.name))
        elif path.is_file() and is_database(path):
            kept = read_rounds(path)
            before = [item for item in kept if item.year < year]
            if not before:
                years = ", ".join(str(item.year) for item in kept) or "-"
                told.append(make_finding("H901", file=str(path), found=years, year=str(year)))
            foreign = {item.year for item in before if is_another_province(item.province, province)}
            for item in before:
                if item.year in foreign:
                    told.append(_another_province(str(path), item.year, item.province, province))
            databases.append((path, frozenset(item.year for item in before) - foreign))
        else:
            others.append(text)
    return tuple(databases), tuple(others), tuple(told)


def is_another_province(then: str, now: str) -> bool:
    """Whether both are known, and not the same."""
    return bool(then and now) and province_key(then) != province_key(now)


def of_this_province(
    entries: Iterable[tuple[Agency, str, Told]], year: int, province: str
) -> tuple[tuple[tuple[Agency, Told], ...], tuple[Finding, ...]]:
    """The entries (agency, file, what is known of it) of this province; each other province is told once a year."""
    kept: list[tuple[Agency, Told]] = []
    foreign: dict[str, Finding] = {}
    for agency, file, known in entries:
        if is_another_province(agency.province, province):
            finding = _another_province(file, year, agency.province, province)
            foreign.setdefault(province_key(agency.province), finding)
        else:
            kept.append((agency, known))
    return tuple(kept), tuple(foreign.values())


def matched(
    entries: Iterable[tuple[Agency, Told]], roster: Roster | None, year: int
) -> tuple[tuple[tuple[str, Told], ...], tuple[Finding, ...]]:
    """The entries of a year under this year's codes: by name where the name is an agency's, else by code.

    A code may have passed to another agency since, so a name goes before it. H908 for codes that changed, H909 for
    a name that is no agency's any more while its code is, H910 where another agency has that code by its name.
    """
    known = tuple(entries)
    if roster is None:
        return tuple((code_key(agency.code or agency.name), what) for agency, what in known), ()
    named = [roster.find_named(agency.name) if agency.name else None for agency, _ in known]
    taken = {code_key(item.code) for item in named if item is not None}
    made: list[tuple[str, Told]] = []
    moved: dict[str, str] = {}
    told: list[Finding] = []
    for (agency, what), now in zip(known, named, strict=True):
        bearer = roster.find(agency.code) if agency.code else None
        if bearer is not None and name_key(bearer.name) == name_key(agency.name):
            now = bearer
        if now is not None:
            made.append((code_key(now.code), what))
            if bearer is not now and agency.code:
                moved.setdefault(agency.code, now.code)
        elif bearer is None or not agency.name:
            made.append((code_key(bearer.code if bearer else agency.code or agency.name), what))
        elif code_key(bearer.code) in taken:
            told.append(make_finding("H910", agency=agency.code, value=agency.name, found=str(year)))
        else:
            made.append((code_key(bearer.code), what))
            about = {"agency": bearer.code, "value": agency.name, "expected": bearer.name}
            told.append(make_finding("H909", found=str(year), **about))
    return tuple(made), (*_moved(moved, year), *dict.fromkeys(told))


def under_codes(
    names: Iterable[tuple[str, str]], lines: Iterable[tuple[str, Told]], roster: Roster | None, year: int
) -> tuple[tuple[tuple[str, Told], ...], tuple[Finding, ...]]:
    """What a database holds of a year, code by code, under this year's codes; as ``matched``."""
    known = dict(names)
    return matched(((Agency(code, known.get(code, "")), what) for code, what in lines), roster, year)


def one_each(
    entries: Iterable[tuple[Agency, Told]], roster: Roster | None, year: int
) -> tuple[tuple[tuple[str, Told], ...], tuple[Finding, ...]]:
    """What files hold of a year, under this year's codes; as ``matched``, and N113 for agencies whose files differ.

    Of files that differ none is taken: which one counted then is not known here.
    """
    coded, told = matched(entries, roster, year)
    agencies: dict[str, set[Told]] = {}
    for code, what in coded:
        agencies.setdefault(code, set()).add(what)
    several = _several([code for code, found_here in agencies.items() if len(found_here) > 1], year)
    single = tuple((code, next(iter(known))) for code, known in agencies.items() if len(known) == 1)
    return single, (*told, *several)


def _several(codes: Sequence[str], year: int) -> tuple[Finding, ...]:
    """N113 for agencies of which several files differ: of those none is taken."""
    return tuple(make_finding("N113", agency=code.upper(), value=str(year)) for code in sorted(codes))


def _moved(codes: dict[str, str], year: int) -> tuple[Finding, ...]:
    if not codes:
        return ()
    pairs = [f"{then} → {now}" for then, now in codes.items()]
    shown = ", ".join(pairs[:_SHOWN]) + (" …" if len(pairs) > _SHOWN else "")
    return (make_finding("H908", count=str(len(pairs)), value=shown, found=str(year)),)


def _another_province(file: str, year: int, then: str, now: str) -> Finding:
    return make_finding("H911", file=file, found=str(year), value=then, expected=now)
