"""Write the strings of a workbook in other ways: inline, all shared, in runs, with phonetics, escaped."""

import re
from collections.abc import Callable, Mapping

from tests.hostile.corruptions.parts import ATTRIBUTES

Parts = dict[str, bytes]

STRINGS = "xl/sharedStrings.xml"
SHARED, OF_FORMULA = ' t="s"', ' t="str"'
ITEM = re.compile(r"<si>(.*?)</si>", re.DOTALL)
PLAIN = re.compile(r"<t(?:\s[^>]*)?>(.*?)</t>", re.DOTALL)
CELL = re.compile(rf"<c({ATTRIBUTES})\s*>(.*?)</c>", re.DOTALL)
VALUE = re.compile(r"<v>(.*?)</v>", re.DOTALL)
# A character as XML has it: an entity is one.
CHARACTER = re.compile(r"&\w+;|&#\w+;|.", re.DOTALL)


def inline(parts: Parts, sheets: Mapping[str, str]) -> None:
    """Every string in its cell, as writers do that keep no table."""
    items = ITEM.findall(parts[STRINGS].decode("utf-8"))

    def change(cell: re.Match[str]) -> str:
        attributes, content = cell.groups()
        value = VALUE.search(content)
        if SHARED not in attributes or value is None:
            return cell.group()
        attributes = attributes.replace(SHARED, ' t="inlineStr"')
        return f"<c{attributes}><is>{items[int(value[1])]}</is></c>"

    _change_cells(parts, sheets, change)
    parts[STRINGS] = re.sub(r"(<sst[^>]*>).*(</sst>)", r"\1\2", parts[STRINGS].decode("utf-8"), flags=re.DOTALL).encode(
        "utf-8"
    )


def frozen_and_shared(parts: Parts, sheets: Mapping[str, str]) -> None:
    """No formulas but their values, and every string in the table, once more for each cell."""
    table = parts[STRINGS].decode("utf-8")
    count = len(ITEM.findall(table))
    added: list[str] = []

    def change(cell: re.Match[str]) -> str:
        attributes = cell[1]
        content = re.sub(r"<f(?:\s[^>]*)?(?:/>|>.*?</f>)", "", cell[2], flags=re.DOTALL)
        value = VALUE.search(content)
        if OF_FORMULA not in attributes:
            return f"<c{attributes}>{content}</c>"
        if value is None or not value[1]:
            return f"<c{attributes.replace(OF_FORMULA, '')}/>"
        added.append(f'<si><t xml:space="preserve">{value[1]}</t></si>')
        return f"<c{attributes.replace(OF_FORMULA, SHARED)}><v>{count + len(added) - 1}</v></c>"

    _change_cells(parts, sheets, change)
    parts[STRINGS] = table.replace("</sst>", "".join(added) + "</sst>").encode("utf-8")


def rich(parts: Parts) -> None:
    """Every string of two letters or more in two runs, the second one bold."""

    def change(text: str) -> str:
        letters = CHARACTER.findall(text)
        if len(letters) < 2:
            return _read_plain(text)
        first, second = "".join(letters[: len(letters) // 2]), "".join(letters[len(letters) // 2 :])
        return f'<r>{_read_plain(first)}</r><r><rPr><b/><sz val="16"/></rPr>{_read_plain(second)}</r>'

    _change_strings(parts, change)


def phonetic(parts: Parts) -> None:
    """A reading aid behind every string, which is no part of it."""
    aid = '<rPh sb="0" eb="1"><t>ヨミ</t></rPh><phoneticPr fontId="1"/>'
    _change_strings(parts, lambda text: _read_plain(text) + aid)


def escaped(parts: Parts) -> None:
    """A carriage return behind every string, by its number: what Excel makes of a text with Windows line ends.

    Only what XML cannot hold is written by number, and not every program takes other numbers back.
    """
    _change_strings(parts, lambda text: _read_plain(text + "_x000D_"))


def _read_plain(text: str) -> str:
    return f'<t xml:space="preserve">{text}</t>'


def _change_strings(parts: Parts, change: Callable[[str], str]) -> None:
    def item(match: re.Match[str]) -> str:
        return f"<si>{change(''.join(PLAIN.findall(match[1])))}</si>"

    parts[STRINGS] = ITEM.sub(item, parts[STRINGS].decode("utf-8")).encode("utf-8")


def _change_cells(parts: Parts, sheets: Mapping[str, str], change: Callable[[re.Match[str]], str]) -> None:
    for name in sheets.values():
        parts[name] = CELL.sub(change, parts[name].decode("utf-8")).encode("utf-8")
