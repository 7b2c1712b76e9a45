"""Choose the language of the screen, and fill in the sentences that commands print.

Reads environment variables and the locale.
"""

from __future__ import annotations

import locale
import os

LANGUAGES = ("th", "en")


def choose_language(option: str | None) -> str:
    """Return ``th`` or ``en``: from ``--lang``, else ``ITA_LANG``, else the locale, else English."""
    words = (option, os.environ.get("ITA_LANG"))
    for word in words:
        if word and word.lower() in LANGUAGES:
            return word.lower()
    locale_names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale_name = next((name for name in locale_names if name), None) or locale.getlocale()[0] or ""
    return "th" if locale_name.lower().startswith("th") else "en"


def screen_text(lang: str, key: str, **params: object) -> str:
    """Return a sentence in a language (``th`` or ``en``), with its parameters filled in."""
    # Help pages need none of them, and start at once.
    from ita_xlsx.cli.words.refusals import REFUSALS
    from ita_xlsx.cli.words.sentences import SENTENCES

    th, en = SENTENCES[key] if key in SENTENCES else REFUSALS[key]
    return (th if lang == "th" else en).format_map(params)
