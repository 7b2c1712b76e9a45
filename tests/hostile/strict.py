"""Turn a workbook into Strict Open XML."""

from __future__ import annotations

import re

from tests.hostile.case import package, parts, workbook_part

PURL = b"http://purl.oclc.org/ooxml/"
# Where the strict name is not the old one under another host; the first that fits is used.
NAMES = (
    (rb"http://schemas\.openxmlformats\.org/spreadsheetml/2006/main", rb"spreadsheetml/main"),
    (
        rb"http://schemas\.openxmlformats\.org/officeDocument/2006/relationships/extended-properties",
        rb"officeDocument/relationships/extendedProperties",
    ),
    (
        rb"http://schemas\.openxmlformats\.org/officeDocument/2006/relationships/custom-properties",
        rb"officeDocument/relationships/customProperties",
    ),
    (
        rb"http://schemas\.openxmlformats\.org/officeDocument/2006/extended-properties",
        rb"officeDocument/extendedProperties",
    ),
    (
        rb"http://schemas\.openxmlformats\.org/officeDocument/2006/custom-properties",
        rb"officeDocument/customProperties",
    ),
    (rb"http://schemas\.openxmlformats\.org/officeDocument/2006/(\w+)", rb"officeDocument/\1"),
    (rb"http://schemas\.openxmlformats\.org/drawingml/2006/(\w+)", rb"drawingml/\1"),
)


def strict(good: bytes) -> bytes:
    """The same workbook with the namespaces and relationship types of ISO/IEC 29500 Strict."""
    found = parts(good)
    workbook = workbook_part(found)
    for name, data in found.items():
        # Packages, content types and core properties have one namespace in both kinds.
        if name == "[Content_Types].xml" or not name.endswith((".xml", ".rels", ".vml")):
            continue
        for old, new in NAMES:
            data = re.sub(rb'(?<=")' + old + rb'(?=[/"])', PURL + new, data)
        found[name] = data
    told = re.sub(rb"<workbook\b(?![^>]*conformance)", rb'<workbook conformance="strict"', found[workbook], count=1)
    found[workbook] = told
    return package(found)
