"""Render the templates of this room; every value is escaped, and no value is ever taken for a template.

Reads the templates of this package; takes values, returns XML.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from ita_xlsx.model.text.writable import replace_unwritable

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def render_part(template: str, **values: object) -> str:
    """Return the XML of a template, which holds a complete part."""
    return _environment().get_template(template).render(values).strip()


@lru_cache(maxsize=1)
def body_macros() -> Any:
    """Return the macros for the pieces of a body; each returns XML, and escapes what is not XML yet."""
    return _environment().get_template("body.xml").module


def joined(pieces: list[Markup]) -> Markup:
    """Return pieces of XML one after the other."""
    from markupsafe import Markup

    return Markup("").join(pieces)


def xml(text: str) -> Markup:
    """Return a text as XML that is not escaped again; only for XML of this program or of a master."""
    from markupsafe import Markup

    return Markup(text)


def lines_of(text: str) -> Markup:
    """Return the content of a run: a text with its breaks of lines and its tabs, without what XML cannot hold."""
    from markupsafe import Markup

    if text.isprintable():
        return Markup('<w:t xml:space="preserve">{}</w:t>').format(text)
    pieces: list[Markup] = []
    for number, line in enumerate(replace_unwritable(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        pieces += [Markup("<w:br/>")] if number else []
        for place, part in enumerate(line.split("\t")):
            pieces += [Markup("<w:tab/>")] if place else []
            pieces.append(Markup('<w:t xml:space="preserve">{}</w:t>').format(part))
    return joined(pieces)


def on_one_line(text: str) -> str:
    """Return a text for an attribute or a label: without what XML cannot hold, on one line."""
    return " ".join(replace_unwritable(text).split())


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(_source), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _source(name: str) -> str:
    return (resources.files(__package__) / "templates" / name).read_text(encoding="utf-8")
