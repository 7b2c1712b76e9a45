"""Read the settings of the report and the letters from the tables ``[report]`` and ``[letter]`` of a round.

Takes the parsed settings; returns values, or raises InputError (R607). Works on values only: whether a master or an
emblem is there is found out when a document is made, so that nothing else stops for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from ita_xlsx.intake.setting_faults import refused
from ita_xlsx.intake.workbook.cells import clean_text
from ita_xlsx.model.limits import Limit, parse_limit
from ita_xlsx.model.report.report_settings import (
    FigureSource,
    LetterSettings,
    Ranking,
    ReportSettings,
    Signatory,
)
from ita_xlsx.model.text.addresses import is_link
from ita_xlsx.model.text.digits import arabic

Hint = tuple[str, str]
_REPORT = (
    "strength", "figures", "rank", "rank_of", "rank_kind", "rank_agency", "national_mean", "district",
    "publication_url", "signatory", "position", "master", "notes",
)  # fmt: skip
_LETTER = (
    "office", "number_prefix", "phone", "extension", "signatory", "position", "acting_for", "emblem", "master",
)  # fmt: skip
_SCORE_HINT = ("ใส่ตัวเลข 0-100 ทศนิยมไม่เกินสองตำแหน่ง", "give a number of 0-100 with at most two decimals")
_FIGURES_HINT = (
    'ใส่ "announced" เพื่อพิมพ์คะแนนที่ประกาศ หรือ "computed" เพื่อพิมพ์คะแนนที่คำนวณ',
    'give "announced" to print announced figures, or "computed" to print computed ones',
)
_RANK_HINT = (
    "ใส่จำนวนเต็มตั้งแต่ 1 ทั้ง rank และ rank_of โดย rank ต้องไม่มากกว่า rank_of",
    "give whole numbers from 1 as rank and rank_of, and a rank that is not above rank_of",
)
_LINK_HINT = (
    "ใส่ที่อยู่เว็บที่ขึ้นต้นด้วย https:// หรือ http://",
    "give a web address that begins with https:// or http://",
)
_MASTER_HINT = ("ใส่ชื่อไฟล์ .docx ที่อยู่ข้าง round.toml", "give the name of a .docx file beside round.toml")
_EMBLEM_HINT = (
    "ใส่ชื่อไฟล์ภาพ .png หรือ .jpg ที่อยู่ข้าง round.toml",
    "give the name of a .png or .jpg picture beside round.toml",
)
_NOTES_HINT = ("ใส่ true หรือ false โดยไม่มีเครื่องหมายคำพูด", "give true or false without quotes")
_TEXT_HINT = ("ใส่ข้อความในเครื่องหมายคำพูด", "give a text in quotes")
# What people write there, and where it is given instead.
_ELSEWHERE: Mapping[str, Hint] = {
    "letter.number": (
        "ระบุเลขที่ทั้งหมดเมื่อจัดทำหนังสือ (--number หรือช่องเลขที่หนังสือในหน้าเว็บ) ส่วนคำนำหน้าใส่ใน number_prefix",
        "give the whole number when the letters are made (--number, or its field in the page), or number_prefix here",
    ),
}
_WHOLE = re.compile("[1-9][0-9]{0,5}")
_PICTURES = (".png", ".jpg", ".jpeg")


def read_report_settings(path: Path, settings: Mapping[str, object]) -> ReportSettings:
    """Return the settings of ``[report]``; raise InputError (R607) for one that cannot be used."""
    table = _Table(path, "report", settings, _REPORT)
    notes = table.values.get("notes", True)
    if not isinstance(notes, bool):
        raise table.refused("notes", _NOTES_HINT)
    figures = table.text("figures") or FigureSource.ANNOUNCED
    if figures not in list(FigureSource):
        raise table.refused("figures", _FIGURES_HINT)
    address = table.text("publication_url")
    if address and not is_link(address):
        raise table.refused("publication_url", _LINK_HINT)
    return ReportSettings(
        strength_limit=table.limit("strength"),
        figures=FigureSource(figures),
        ranking=_ranking(table),
        national_mean=table.limit("national_mean"),
        district=table.text("district"),
        publication_url=address,
        master=table.file("master", (".docx",), _MASTER_HINT),
        notes=notes,
        signatory=Signatory(name=table.text("signatory"), position=table.text("position")),
    )


def read_letter_settings(path: Path, settings: Mapping[str, object]) -> LetterSettings:
    """Return the settings of ``[letter]``; raise InputError (R607) for one that cannot be used."""
    table = _Table(path, "letter", settings, _LETTER)
    return LetterSettings(
        office=table.text("office"),
        number_prefix=table.text("number_prefix"),
        phone=table.text("phone"),
        extension=table.text("extension"),
        signatory=Signatory(
            name=table.text("signatory"), position=table.text("position"), acting_for=table.text("acting_for")
        ),
        emblem=table.file("emblem", _PICTURES, _EMBLEM_HINT),
        master=table.file("master", (".docx",), _MASTER_HINT),
    )


def _ranking(table: _Table) -> Ranking:
    rank, of = table.whole("rank"), table.whole("rank_of")
    if (rank is None) != (of is None) or (rank is not None and of is not None and rank > of):
        raise table.refused("rank" if rank is not None else "rank_of", _RANK_HINT)
    return Ranking(rank=rank, of=of, kind=table.text("rank_kind"), agency=table.text("rank_agency"))


class _Table:
    """A table of the settings; its methods raise InputError (R607) for a value that cannot be used."""

    def __init__(self, path: Path, name: str, settings: Mapping[str, object], keys: tuple[str, ...]) -> None:
        """Take the table of a name; raise InputError if it is no table, or for a key that it does not take."""
        values = settings.get(name, {})
        if not isinstance(values, dict):
            raise refused(path, name, values, (f"ใส่เป็นตาราง [{name}]", f"make it a table, [{name}]"))
        self._path, self._name, self.values = path, name, values
        for key in values:
            if key not in keys:
                names = ", ".join(keys)
                only = (f"ใน [{name}] ใช้ได้เฉพาะ {names}", f"only {names} can be set in [{name}]")
                raise self.refused(key, _ELSEWHERE.get(f"{name}.{key}", only))

    def refused(self, key: str, hint: Hint) -> Exception:
        """Return the error for a key."""
        return refused(self._path, f"{self._name}.{key}", self.values.get(key, ""), hint)

    def text(self, key: str) -> str:
        value = self.values.get(key, "")
        if isinstance(value, (dict, list, bool)):
            raise self.refused(key, _TEXT_HINT)
        return clean_text(str(value))

    def limit(self, key: str) -> Limit | None:
        text = arabic(self.text(key))
        try:
            return parse_limit(text) if text else None
        except ValueError as error:
            raise self.refused(key, _SCORE_HINT) from error

    def whole(self, key: str) -> int | None:
        text = arabic(self.text(key)).replace(",", "")
        if text and not _WHOLE.fullmatch(text):
            raise self.refused(key, _RANK_HINT)
        return int(text) if text else None

    def file(self, key: str, suffixes: tuple[str, ...], hint: Hint) -> str:
        """Return the path of a file that is named relative to the folder of the settings."""
        name = self.text(key)
        if name and Path(name).suffix.lower() not in suffixes:
            raise self.refused(key, hint)
        return str(self._path.parent / name) if name else ""
