"""Check the letters of a round: days that are over, letters to the province itself, and forms that are not made.

Looks at the disk for the forms; returns values and findings.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import MappingProxyType

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.model.agency import Agency, province_key
from ita_xlsx.model.findings import Code, Finding, Trait, has_trait, make_finding
from ita_xlsx.model.report.round_texts import RoundTexts, Slot, TextKey, has_slot
from ita_xlsx.model.round_settings import RoundSettings, Stage
from ita_xlsx.model.text.dates import numeric_date
from ita_xlsx.report.letters.letter_kinds import LetterKind

# The folder in which the page puts the forms, and which the advice names.
_FORMS = "forms"
_MOST_NAMES = 3
_TRACKING = (Stage.TRACKING_6, Stage.TRACKING_12)
# The letters of a kind say it themselves, to the agency or to the governor.
_IN_LETTERS: Mapping[LetterKind, frozenset[Trait]] = MappingProxyType(
    {
        LetterKind.REMIND: frozenset({Trait.NOTHING_RETURNED, Trait.TO_BE_MENDED}),
        LetterKind.MEND: frozenset({Trait.TO_BE_MENDED}),
        LetterKind.MEMO: frozenset({Trait.NOTHING_RETURNED, Trait.TO_BE_MENDED}),
        LetterKind.FOLLOW_UP: frozenset({Trait.NOTHING_RETURNED}),
    }
)


def is_province_itself(agency: Agency, settings: RoundSettings) -> bool:
    """Return True if an agency of the roster is the province that sends the letters, such as ``จังหวัดตราด``."""
    province = settings.province or agency.province
    return bool(province) and province_key(agency.name) == province_key(province)


def find_made_forms(context: RunContext) -> frozenset[str]:
    """Return the names of the files in the folder of the round and in its subfolders, where its forms are put."""
    beside = context.round_file or context.roster_file
    if beside is None:
        return frozenset()
    root = beside.parent
    names: set[str] = set()
    for folder in (root, *_entries(root)):
        names |= {file_key(path.name) for path in _entries(folder)}
    return frozenset(names)


def file_key(name: str) -> str:
    """Return the name of a file as it is compared: some systems write the marks of Thai in another order."""
    return unicodedata.normalize("NFC", name).casefold()


def _entries(folder: Path) -> Sequence[Path]:
    with suppress(OSError):
        return tuple(folder.iterdir()) if folder.is_dir() else ()
    return ()


def check_letters(
    kind: LetterKind, context: RunContext, texts: RoundTexts, issued: date, unaddressed: Iterable[Agency]
) -> Iterator[Finding]:
    """Check the letters of a kind: days that are over (B130), and agencies that get none (B131).

    ``unaddressed`` are those that are the province itself.
    """
    settings, file = context.round, str(context.round_file or "")
    for key, day in _days_set(kind, settings, texts):
        if day < issued:
            params = {"issued": numeric_date(issued), "value": numeric_date(day), "setting": key}
            yield make_finding(Code.LETTER_AFTER_ITS_DAY, file=file, **params)
    for agency in unaddressed:
        yield make_finding(Code.LETTER_TO_ITSELF, file=file, agency=agency.code, name=agency.name)


def check_enclosed(names: Sequence[str], made: frozenset[str], context: RunContext) -> Iterator[Finding]:
    """Check that the forms that go out with the letters are made; yield one finding (B132) about all others."""
    absent = [name for name in names if file_key(name) not in made]
    if absent:
        path = context.round_file or Path()
        listed = ", ".join([*absent[:_MOST_NAMES], *(["…"] if len(absent) > _MOST_NAMES else [])])
        params = {"count": str(len(absent)), "value": listed, "folder": str(path.parent / _FORMS)}
        yield make_finding(Code.ENCLOSED_FORM_NOT_FOUND, file=str(path), **params)


def without_what_letters_say(
    findings: Iterable[Finding], kind: LetterKind, agencies: Iterable[Agency | None]
) -> tuple[Finding, ...]:
    """Return the findings without those on returns that a letter of this kind says; the memo says those of all."""
    traits, listed = _IN_LETTERS.get(kind, frozenset()), {item.code if item else None for item in agencies}

    def is_in_letter(finding: Finding) -> bool:
        is_said = any(has_trait(finding, trait) for trait in traits)
        return is_said and (None in listed or dict(finding.params).get("agency") in listed)

    return tuple(item for item in findings if not is_in_letter(item))


def _days_set(kind: LetterKind, settings: RoundSettings, texts: RoundTexts) -> Iterator[tuple[str, date]]:
    """Yield the settings and days by which the letters of a kind want something done; a reminder may be after it."""
    days = {item.stage: item.day for item in settings.calendar if item.stage}
    if kind is LetterKind.SEND and settings.deadline:
        yield "deadline", settings.deadline
    is_for_mending = kind is LetterKind.MEND and has_slot(texts.text(TextKey.LETTER_MEND), Slot.MENDING_DEADLINE)
    if is_for_mending and settings.mending_deadline:
        yield Stage.MENDING_DUE.value if Stage.MENDING_DUE in days else "deadline", settings.mending_deadline
    if kind is LetterKind.MEASURES:
        yield from ((stage.value, days[stage]) for stage in _TRACKING if stage in days)
