"""Hold that outside texts are compared by the key of ``model/text/spelling.py`` and in no other way."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "ita_xlsx"
ROOM = PACKAGE / "model" / "text"
# Calls that change a text but leave two spellings of one look different.
CLEANING = frozenset(
    ("clean_text", "text_of", "strip", "lstrip", "rstrip", "split", "join", "removeprefix", "removesuffix", "lower",
     "upper", "casefold", "normalize", "arabic", "narrow")
)  # fmt: skip
LOOKUPS = frozenset({"get", "setdefault", "index", "count"})
# The texts of these files are names of files and parts, XML, addresses, formulas and codes of ours, or two readings of
# the same cell. None of them is a word that a person typed.
TECHNICAL: Mapping[str, str] = {
    "cli/documents/report.py": "suffixes of files",
    "cli/json/results.py": "names of our own values",
    "cli/reporters.py": "suffixes of files",
    "intake/document_settings.py": "suffixes of files",
    "cli/new.py": "what was cut from an option",
    "cli/texts.py": "languages",
    "cycle/documents/check_letters.py": "names of files",
    "cycle/documents/document_parts.py": "suffixes of files",
    "cycle/earlier_years/earlier_rounds.py": "a key as it is shown",
    "cycle/settings/load_context.py": "suffixes of files",
    "feedback/cached_values.py": "XML",
    "feedback/front_sheets.py": "names of sheets that Excel calls equal",
    "feedback/minimal_package.py": "XML",
    "feedback/own_formulas.py": "formulas",
    "feedback/package_parts.py": "names of parts",
    "feedback/unusable_files.py": "suffixes of files",
    "intake/forms/analysis.py": "a key without the star of a note",
    "intake/forms/analysis_details.py": "a key without the star of a note",
    "intake/forms/find_table.py": "whether a header is typed exactly as in the form",
    "intake/forms/form.py": "the fields of our own stamp",
    "intake/inbox/containers.py": "suffixes of files",
    "intake/inbox/mail.py": "names of headers",
    "intake/inbox/mail_headers.py": "names of headers and code pages, and the addresses they hold",
    "intake/master_document.py": "names of parts, of types and of relations",
    "intake/printed/codes.py": "Latin codes, whose places in the text are needed",
    "intake/sources.py": "suffixes of files",
    "intake/workbook/cell_formats.py": "formats of numbers and colors",
    "intake/workbook/cells.py": "the spelling of TRUE, and the text that is shown",
    "intake/workbook/container.py": "names of parts",
    "intake/workbook/package.py": "names of parts",
    "intake/workbook/sheet_reader.py": "two readings of one cell",
    "intake/workbook/sheet_xml.py": "XML",
    "links/addresses.py": "addresses",
    "links/similar_addresses.py": "addresses",
    "links/sites.py": "addresses",
    "links/visitor.py": "headers of HTTP",
    "links/wrapped_addresses.py": "addresses",
    "model/layout/grid.py": "letters of columns",
    "model/links.py": "addresses",
    "model/province_results.py": "codes of instruments",
    "intake/contents/file_content.py": "suffixes of files",
    "intake/contents/formula_text.py": "formulas",
    "intake/contents/workbook_texts.py": "contents that only our own digests are compared by",
    "model/round_measures.py": "addresses",
    "office/join_pdf.py": "names of parts",
    "office/libreoffice.py": "suffixes of files",
    "office/paper_font.py": "names of fonts",
    "output/book.py": "names of sheets that Excel calls equal",
    "output/names.py": "names of files",
    "output/province/matrix_columns.py": "codes of instruments",
    "output/tracking_form/step_cells.py": "addresses",
    "page/pack.py": "names of files",
    "report/word/complete_styles.py": "names of styles",
    "report/word/docx_package.py": "names of parts",
    "report/word/master_look.py": "names of styles",
    "store/tidy_tables.py": "codes of instruments",
}


def _name(node: ast.expr) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def comparisons(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield (line, source) of each place where a text that was only cleaned is compared, looked up or folded."""
    for node in ast.walk(tree):
        operands: list[ast.expr] = []
        if isinstance(node, ast.Compare):
            operands = [node.left, *node.comparators]
        elif isinstance(node, ast.Subscript):
            operands = [node.slice]
        elif isinstance(node, ast.DictComp):
            operands = [node.key]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LOOKUPS:
            operands = node.args[:1]
        folds = isinstance(node, ast.Call) and _name(node) in ("casefold", "lower", "upper", "normalize")
        if folds or any(_name(item) in CLEANING for item in operands):
            yield getattr(node, "lineno", 0), ast.unparse(node)


def test_no_outside_text_is_compared_in_a_way_of_its_own() -> None:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if ROOM not in path.parents and name not in TECHNICAL:
            found += [f"{name}:{line} {source}" for line, source in comparisons(ast.parse(path.read_text("utf-8")))]
    assert found == []


def test_every_exception_still_has_a_comparison() -> None:
    idle = [name for name in TECHNICAL if not any(comparisons(ast.parse((PACKAGE / name).read_text("utf-8"))))]
    assert idle == []


@pytest.mark.parametrize(
    "source",
    [
        "name.casefold() == other", "known.get(clean_text(text))", "text_of(value) in headers", "keys[text.strip()]",
        "{clean_text(column.header): column.key for column in columns}", "unicodedata.normalize('NFC', text)",
        "' '.join(text.split()) == label", "text.lower()",
    ],
)  # fmt: skip
def test_the_guard_sees_each_way_of_comparing(source: str) -> None:
    assert list(comparisons(ast.parse(source)))
