"""Render the templates of the screens; every value is escaped.

Reads the templates of this package; takes values, returns HTML.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from ita_xlsx.model.labels import label_of
from ita_xlsx.model.text.dates import short_thai_date, thai_date
from ita_xlsx.page.wording import word

if TYPE_CHECKING:
    from jinja2 import Environment, Template


def render(template: str, lang: str, **values: object) -> str:
    """Return the HTML of a template in a language, ``th`` or ``en``."""
    return load_template(template, lang).render(values)


def load_template(template: str, lang: str) -> Template:
    """Return a compiled template in a language; it is compiled once."""
    return _environment(lang).get_template(template)


@lru_cache(maxsize=2)
def _environment(lang: str) -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_source), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(
        t=lambda key, **values: word(lang, key, **values),
        label=lambda value: label_of(value, lang),
        day=thai_date,
        short_day=short_thai_date,
        lang=lang,
    )
    return environment


def _source(name: str) -> str:
    return (resources.files(__package__) / "templates" / name).read_text(encoding="utf-8")
