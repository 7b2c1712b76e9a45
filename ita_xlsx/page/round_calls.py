"""Find the call of a screen of a round, or of printing: its module is loaded when its first call is asked for.

A person who opens a round waits for its overview, and not for the screens that nobody has opened yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from ita_xlsx.page.request import Call

# The calls of each module beside this one, as its ``CALLS`` has them.
_CALLS_OF: Mapping[str, tuple[str, ...]] = {
    "ahead.prepare": ("prepare",),
    "round_overview": ("round",),
    "round_status": (
        "round_status",
        "save_status",
        "save_reminders",
        "show_reminder",
    ),
    "round_check": (
        "round_check",
        "save_feedback",
        "save_one_feedback",
    ),
    "round_decide": (
        "round_decide",
        "decide_file",
        "decide_received",
        "decide_days",
        "decide_owner",
        "decide_alias",
        "decide_correction",
    ),
    "round_results": (
        "round_results",
        "round_earlier",
        "save_consolidated",
        "save_export",
    ),
    "round_measures": (
        "round_measures",
        "save_measures",
    ),
    "round_links": (
        "round_links",
        "save_links",
    ),
    "setup.start_round": (
        "round_new",
        "create_round",
    ),
    "setup.settings_screen": (
        "round_setup",
        "save_settings",
        "check_framework",
    ),
    "setup.frameworks_view": ("export_framework",),
    "setup.forms_screen": (
        "round_forms",
        "issue_forms",
        "issue_form",
        "issue_blank",
        "import_table",
    ),
    "setup.next_year": (
        "round_next",
        "carry_over",
    ),
    "setup.folder_zip": ("save_folder",),
    "print_pages": (
        "agency_print",
        "round_print",
        "round_print_pages",
    ),
    "round_documents": (
        "round_documents",
        "save_report",
        "save_reports",
        "save_letters",
    ),
    "giving_back.kit": (
        "round_oit",
        "save_oit_kits",
        "save_oit_pages",
        "agency_oit_kit",
        "agency_oit_page",
        "agency_oit_part",
    ),
    "giving_back.plan": (
        "province_plan",
        "save_province_plan",
    ),
    "giving_back.mails": (
        "round_mails",
        "save_mails",
    ),
    "giving_back.tables": (
        "round_tables",
        "import_all",
    ),
    "giving_back.again": (
        "round_again",
        "refresh_outputs",
        "close_round",
        "reopen_round",
    ),
    "giving_back.trace": ("round_trace",),
    "giving_back.cards": (
        "save_analyses",
        "save_cards",
        "round_cards",
    ),
}
MODULE_OF: Mapping[str, str] = {name: module for module, names in _CALLS_OF.items() for name in names}


def find_call(name: str) -> Call:
    """Return a call by its name; raise KeyError for a name that no screen has."""
    module = import_module(f"ita_xlsx.page.{MODULE_OF[name]}")
    call: Call = module.CALLS[name]
    return call
