"""Check a workbook against what Excel repairs or refuses, of which the validator of Microsoft knows only a part.

Takes the bytes of a workbook; returns its faults. Works in memory only.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
VALUES = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
TYPES = "[Content_Types].xml"
# Characters that no name of a file or of a sheet may have.
NOT_IN_FILES, NOT_IN_SHEETS = re.compile(r'[<>:"/\\|?*\[\]\x00-\x1f]'), re.compile(r"[\[\]:*?/\\\x00-\x1f]")
NOT_IN_URIS = re.compile(r'[\s"<>\\^`{|}]|%(?![0-9A-Fa-f]{2})')
# A defined name begins with a letter, and is no address of a cell.
DEFINED = re.compile(r"(?!(?:[A-Za-z]{1,3}\d+|[RrCc]|[Rr]\d*[Cc]\d*)$)[^\W\d][\w.\u0e00-\u0e7f]*")
LITERAL, SHEET_NAMED = re.compile(r'"((?:[^"]|"")*)"'), re.compile(r"'((?:[^']|'')*)'!|([^\W\d][\w.]*)!")
ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
# Functions younger than the file format, which need a prefix and are unknown to Excel 2010.
NEWER = re.compile(
    r"\b(?:CONCAT|TEXTJOIN|IFS|SWITCH|MAXIFS|MINIFS|XLOOKUP|XMATCH|FILTER|SORT|SORTBY|UNIQUE|SEQUENCE|LET|LAMBDA|IFNA)\("
)
BRACKETS = re.compile(r"\$.*|Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|[<>=]{1,2}-?[\d.]+|[hms]+", re.IGNORECASE)
PROMPTS = (("promptTitle", 32), ("errorTitle", 32), ("prompt", 255), ("error", 255))
HEADERS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
LONGEST_TEXT, LONGEST_LINK, MOST_LINKS, MOST_BREAKS, TALLEST, DEEPEST = 32_767, 2079, 65_530, 1022, 409.5, 64
Box = tuple[int, int, int, int]


class Fault(NamedTuple):
    """One fault: the rule that is broken, and where."""

    rule: str
    where: str


def units(text: str) -> int:
    """Return the length of a text as Excel counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def box_of(reference: str) -> Box | None:
    """Return first row and column and last row and column of an address, or None if it is none of a sheet."""
    match = ADDRESS.fullmatch(reference)
    if match is None:
        return None
    columns = [sum((ord(c) - 64) * 26**n for n, c in enumerate(reversed(match[k] or match[1]))) for k in (1, 3)]
    rows = [int(match[2]), int(match[4] or match[2])]
    inside = min(rows) >= 1 and max(rows) <= 1_048_576 and max(columns) <= 16_384
    return (min(rows), min(columns), max(rows), max(columns)) if inside else None


def meeting(boxes: Iterable[Box]) -> bool:
    """Return whether two of the areas have a cell in common."""
    earlier: list[Box] = []
    for box in sorted(boxes):
        earlier = [other for other in earlier if other[2] >= box[0]]
        if any(other[1] <= box[3] and box[1] <= other[3] for other in earlier):
            return True
        earlier.append(box)
    return False


def file_name_faults(name: str) -> list[Fault]:
    """Return the faults of the name of a file."""
    bad = NOT_IN_FILES.search(name) or name != name.strip(" ") or units(name) > 218
    return [Fault("file name", name)] if bad else []


def faults_of(data: bytes) -> list[Fault]:
    """Return the faults of a workbook."""
    return list(dict.fromkeys(Checker(data).faults()))


def unescaped(text: str) -> str:
    """Return a text as Excel reads it, which takes ``_x0041_`` for a character."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)


def plain_sheet(match: re.Match[str]) -> str:
    """Return the name of the sheet in a match of ``SHEET_NAMED``."""
    return (match[1] if match[1] is not None else match[2]).replace("''", "'")


class Checker:
    """The parts of one workbook, and the checks of each."""

    def __init__(self, data: bytes) -> None:
        """Read all parts."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.names = archive.namelist()
            self.parts = {name: archive.read(name) for name in self.names}
        xml = (name for name in self.names if name.endswith((".xml", ".rels", ".vml")))
        self.trees = {name: ET.fromstring(self.parts[name]) for name in xml}
        self.book = self.trees["xl/workbook.xml"]
        targets = self.relations("xl/workbook.xml")
        sheets = [
            (unescaped(item.get("name", "")), item.get(f"{REL}id", "")) for item in self.book.iter(f"{MAIN}sheet")
        ]
        self.sheets = {name: targets[key][0] for name, key in sheets}
        self.folded = {name.casefold() for name in self.sheets}
        shared = self.trees.get("xl/sharedStrings.xml")
        self.texts = [] if shared is None else ["".join(t.text or "" for t in si.iter(f"{MAIN}t")) for si in shared]
        styles = self.trees["xl/styles.xml"]
        self.styles, self.tints = (len(styles.findall(f"{MAIN}{name}/*")) for name in ("cellXfs", "dxfs"))

    def relations(self, part: str) -> dict[str, tuple[str, bool]]:
        """Return target and whether it is outside, by the identity of the relation."""
        folder, name = posixpath.split(part)
        tree = self.trees.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for item in [] if tree is None else tree:
            target, outside = item.get("Target", ""), item.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[item.get("Id", "")] = (target, outside)
        return found

    def faults(self) -> Iterator[Fault]:
        """Yield all faults."""
        yield from self.package()
        yield from self.workbook()
        yield from (Fault("text over 32,767", "shared") for text in self.texts if units(text) > LONGEST_TEXT)
        yield from self.looks()
        for name, part in self.sheets.items():
            tree = self.trees[part]
            yield from self.cells(name, tree)
            for check in (self.areas, self.validations, self.conditions, self.view, self.page):
                yield from check(name, tree)
            yield from self.links(name, part, tree)
            yield from self.notes(name, part, tree)
        for part, tree in self.trees.items():
            if "/charts/chart" in part:
                for item in tree.iter(f"{CHART}f"):
                    yield from self.sheets_named(item.text or "", part)

    def package(self) -> Iterator[Fault]:
        """Check the entries, the relations and the content types."""
        if len({name.lower() for name in self.names}) < len(self.names):
            yield Fault("entry twice", "zip")
        types = self.trees[TYPES]
        named = {item.get("PartName", "").lstrip("/") for item in types}
        endings = {item.get("Extension", "").lower() for item in types}
        for name in self.names:
            ending = name.rpartition(".")[2].lower()
            if name not in {TYPES, *named} and (ending not in endings or ending == "xml"):
                yield Fault("part without content type", name)
        for part, tree in self.trees.items():
            relations = self.relations(part)
            for target, outside in relations.values():
                if not outside and target not in self.parts and not target.startswith("#"):
                    yield Fault("relation to no part", part)
            known = relations.keys()
            keys = (value for item in tree.iter() for key, value in item.attrib.items() if key.startswith(REL))
            yield from (Fault("relation unknown", part) for key in keys if key not in known)
            if part == "docProps/custom.xml" and any(units(i.text or "") > 255 for i in tree.iter(f"{VALUES}lpwstr")):
                yield Fault("property over 255", part)

    def workbook(self) -> Iterator[Fault]:
        """Check the names of sheets and the defined names."""
        for name in self.sheets:
            odd = NOT_IN_SHEETS.search(name) or name.startswith("'") or name.endswith("'")
            if odd or not 1 <= units(name) <= 31 or name.casefold() == "history":
                yield Fault("sheet name", name)
        sheets = list(self.book.iter(f"{MAIN}sheet"))
        if len(self.folded) < len(sheets):
            yield Fault("sheet name twice", "workbook")
        view = next(self.book.iter(f"{MAIN}workbookView"), None)
        active = 0 if view is None else int(view.get("activeTab", 0))
        if active >= len(sheets) or sheets[active].get("state", "visible") != "visible":
            yield Fault("active sheet hidden", "workbook")
        selected = [
            n
            for n, p in self.sheets.items()
            if any(self.is_selected(v) for v in self.trees[p].iter(f"{MAIN}sheetView"))
        ]
        if len(selected) > 1:
            yield Fault("several sheets selected", " ".join(selected))
        seen = set()
        for item in self.book.iter(f"{MAIN}definedName"):
            name, scope, text = item.get("name", ""), item.get("localSheetId"), unescaped(item.text or "")
            if (name.casefold(), scope) in seen or (scope is not None and int(scope) >= len(sheets)):
                yield Fault("defined name twice or nowhere", name)
            seen.add((name.casefold(), scope))
            if not name.startswith("_xlnm.") and (units(name) > 255 or not DEFINED.fullmatch(name)):
                yield Fault("defined name", name)
            own = list(self.sheets)[int(scope)] if scope is not None and int(scope) < len(sheets) else None
            if name.startswith("_xlnm.") and {plain_sheet(m) for m in SHEET_NAMED.finditer(text)} != {own}:
                yield Fault("print area of another sheet", name)
            yield from self.formula(text, f"name {name}")

    @staticmethod
    def is_selected(view: ET.Element) -> bool:
        """Return whether a view belongs to the selected sheets."""
        return view.get("tabSelected") in ("1", "true")

    def looks(self) -> Iterator[Fault]:
        """Check the number formats and the counts of styles."""
        tree = self.trees["xl/styles.xml"]
        if self.styles > 64_000 or len(tree.findall(f"{MAIN}fonts/*")) > 1024:
            yield Fault("too many styles", "styles")
        for item in tree.iter(f"{MAIN}numFmt"):
            code = item.get("formatCode", "")
            bare = re.sub(r'"[^"]*"|\\.|_.|\*.', "", code)
            inside = re.findall(r"\[([^\]]*)\]", bare)
            if units(code) > 255 or '"' in bare or bare.count(";") > 3 or not all(map(BRACKETS.fullmatch, inside)):
                yield Fault("number format", code)

    def sheets_named(self, formula: str, where: str) -> Iterator[Fault]:
        """Check that every sheet a formula names is there."""
        for match in SHEET_NAMED.finditer(LITERAL.sub("", formula)):
            if plain_sheet(match).casefold() not in self.folded:
                yield Fault("formula to a missing sheet", where)

    def formula(self, formula: str, where: str) -> Iterator[Fault]:
        """Check the text of a formula."""
        yield from self.sheets_named(formula, where)
        if any(units(match[1]) > 255 for match in LITERAL.finditer(formula)):
            yield Fault("text over 255 in a formula", where)
        bare, depth, deepest = re.sub(r"'(?:[^']|'')*'!", "", LITERAL.sub("", formula)), 0, 0
        for char in bare:
            depth += (char == "(") - (char == ")")
            deepest = max(deepest, depth)
        if units(formula) > 8192 or deepest > DEEPEST or depth:
            yield Fault("formula too long or deep", where)
        if NEWER.search(bare) or re.search(r"\[\d+\]|\.xls", bare):
            yield Fault("newer function or other file", where)

    def cells(self, name: str, tree: ET.Element) -> Iterator[Fault]:
        """Check heights, order, types and values."""
        last, formulas = 0, set()
        for row in tree.iter(f"{MAIN}row"):
            number = int(row.get("r", 0))
            if number <= last or float(row.get("ht", 0)) > TALLEST:
                yield Fault("row order" if number <= last else "row over 409.5", f"{name}!{number}")
            last, column = number, 0
            for cell in row:
                where, box = f"{name}!{cell.get('r')}", box_of(cell.get("r", ""))
                if box is None or box[0] != number or box[1] <= column:
                    yield Fault("cell order", where)
                    continue
                column = box[1]
                yield from self.cell(cell, where)
                formula = cell.findtext(f"{MAIN}f")
                if formula and formula not in formulas:
                    formulas.add(formula)
                    yield from self.formula(unescaped(formula), where)
        last = 0
        for item in tree.findall(f"{MAIN}cols/{MAIN}col"):
            if int(item.get("min", 0)) <= last or float(item.get("width", 0)) > 255:
                yield Fault("columns", name)
            last = int(item.get("max", 0))

    def cell(self, cell: ET.Element, where: str) -> Iterator[Fault]:
        """Check the style, the type and the value of a cell."""
        kind, value = cell.get("t", "n"), cell.find(f"{MAIN}v")
        text = "" if value is None else value.text or ""
        if int(cell.get("s", 0)) >= self.styles:
            yield Fault("no such style", where)
        if value is not None and not text and kind != "str":
            yield Fault("empty value without its type", where)
        if cell.find(f"{MAIN}f") is not None and value is None:
            yield Fault("formula without a value", where)
        inline = "".join(item.text or "" for item in cell.iter(f"{MAIN}t"))
        if units(text) > LONGEST_TEXT or units(inline) > LONGEST_TEXT:
            yield Fault("text over 32,767", where)
        wrong = {
            "s": not (text.isdecimal() and int(text) < len(self.texts)),
            "n": bool(text) and not re.fullmatch(r"-?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|-?\.\d+", text),
            "b": text not in ("0", "1"),
            "e": text not in ERRORS,
        }
        if wrong.get(kind, kind not in ("str", "inlineStr")):
            yield Fault("value of another type", where)

    def areas(self, name: str, tree: ET.Element) -> Iterator[Fault]:
        """Check merges, filter and tables."""
        merges = [box_of(item.get("ref", "")) for item in tree.iter(f"{MAIN}mergeCell")]
        boxes = [box for box in merges if box is not None]
        if len(boxes) < len(merges) or meeting(boxes) or any(box[:2] == box[2:] for box in boxes):
            yield Fault("merges", name)
        filters = [box_of(item.get("ref", "")) for item in tree.findall(f"{MAIN}autoFilter")]
        tables = [
            self.trees[t].get("ref", "") for t, _ in self.relations(self.sheets[name]).values() if "/tables/" in t
        ]
        held = [*filters, *map(box_of, tables)]
        if None in held or meeting(box for box in held if box):
            yield Fault("filter or table", name)

    def validations(self, name: str, tree: ET.Element) -> Iterator[Fault]:
        """Check the rules of what may be typed."""
        for rule in tree.iter(f"{MAIN}dataValidation"):
            where = f"{name}!{rule.get('sqref', '')}"
            yield from (Fault(f"{key} over {most}", where) for key, most in PROMPTS if units(rule.get(key, "")) > most)
            if None in map(box_of, rule.get("sqref", "").split()):
                yield Fault("validation of no cells", where)
            for side in ("formula1", "formula2"):
                text = rule.findtext(f"{MAIN}{side}") or ""
                if rule.get("type") == "list" and text.startswith('"'):
                    if units(text[1:-1].replace('""', '"')) > 255:
                        yield Fault("list over 255", where)
                else:
                    yield from self.formula(text, where)

    def conditions(self, name: str, tree: ET.Element) -> Iterator[Fault]:
        """Check the conditional formats."""
        for area in tree.iter(f"{MAIN}conditionalFormatting"):
            where = f"{name}!{area.get('sqref', '')[:40]}"
            if None in map(box_of, area.get("sqref", "").split()):
                yield Fault("condition of no cells", where)
            for rule in area.iter(f"{MAIN}cfRule"):
                if int(rule.get("dxfId", 0)) >= max(self.tints, 1):
                    yield Fault("no such style", where)
                for item in rule.findall(f"{MAIN}formula"):
                    yield from self.formula(item.text or "", where)

    def view(self, name: str, tree: ET.Element) -> Iterator[Fault]:
        """Check the view: one, with one selection a pane and a zoom that Excel has."""
        views = list(tree.iter(f"{MAIN}sheetView"))
        if len(views) > 1 or any(int(view.get("workbookViewId", 0)) for view in views):
            yield Fault("several views", name)
        for view in views:
            panes = Counter(item.get("pane", "topLeft") for item in view.findall(f"{MAIN}selection"))
            if any(count > 1 for count in panes.values()):
                yield Fault("several selections", name)
            if not 10 <= int(view.get("zoomScale", 100)) <= 400:
                yield Fault("zoom", name)

    def page(self, name: str, tree: ET.Element) -> Iterator[Fault]:
        """Check page breaks, headers and scale."""
        for key in ("rowBreaks", "colBreaks"):
            if len(tree.findall(f"{MAIN}{key}/{MAIN}brk")) > MOST_BREAKS:
                yield Fault("page breaks over 1,022", name)
        if any(units(item.text or "") > 255 for key in HEADERS for item in tree.iter(f"{MAIN}{key}")):
            yield Fault("page header over 255", name)
        setup = tree.find(f"{MAIN}pageSetup")
        if setup is not None and not 10 <= int(setup.get("scale", 100)) <= 400:
            yield Fault("print scale", name)

    def links(self, name: str, part: str, tree: ET.Element) -> Iterator[Fault]:
        """Check the links, inside and outside."""
        links, relations = list(tree.iter(f"{MAIN}hyperlink")), self.relations(part)
        if len(links) > MOST_LINKS:
            yield Fault("too many links", name)
        for link in links:
            where, target = f"{name}!{link.get('ref')}", relations.get(link.get(f"{REL}id", ""), ("", True))[0]
            place = link.get("location", "")
            if units(target) > LONGEST_LINK or units(place) > LONGEST_LINK or units(link.get("tooltip", "")) > 255:
                yield Fault("link too long", where)
            if NOT_IN_URIS.search(target):
                yield Fault("link that is no URI", where)
            if not target:
                yield from self.sheets_named(place, where)
            if not target and not place:
                yield Fault("link to nothing", where)

    def notes(self, name: str, part: str, tree: ET.Element) -> Iterator[Fault]:
        """Check the notes."""
        for target, _ in self.relations(part).values():
            if "comments" in target and target in self.trees:
                notes = list(self.trees[target].iter(f"{MAIN}comment"))
                if tree.find(f"{MAIN}legacyDrawing") is None or len({n.get("ref") for n in notes}) < len(notes):
                    yield Fault("notes", name)
                for note in notes:
                    if units("".join(item.text or "" for item in note.iter(f"{MAIN}t"))) > LONGEST_TEXT:
                        yield Fault("note over 32,767", f"{name}!{note.get('ref')}")
