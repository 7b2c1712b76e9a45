"""Mark each test by what it uses: LibreOffice, hostile files, or work that takes long; every other test is quick."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

OFFICE_FIXTURES = frozenset({"office", "printer", "plain_office"})
# A round of 31 agencies, a form of 56 addresses that are all visited, or another run of pytest.
# The page is built once, by the one worker that gets all tests of it.
PAGE_FIXTURES = frozenset({"checkers", "chromium", "page_file", "page_tools"})
SLOW_FIXTURES = frozenset({"demo", "made", "online", "pytester", "round_of_31"}) | PAGE_FIXTURES
# These take a second or more, most of them by many cases, great amounts, or processes that are killed.
SLOW_TESTS = frozenset(
    {
        "test_a_daemon_starts_no_children",
        "test_a_kill_in_the_middle_leaves_the_old_data",
        "test_a_marked_copy_comes_back_as_the_same_form",
        "test_a_nation_of_forms_is_judged_in_time",
        "test_a_plan_comes_back_from_every_form",
        "test_a_plan_comes_back_from_its_csv",
        "test_a_pool_that_another_call_replaced_is_no_endless_wait",
        "test_a_reading_comes_back_from_json",
        "test_a_roster_numbered_anew_moves_no_result",
        "test_a_script_without_a_main_guard",
        "test_a_sheet_written_row_after_row_is_the_same_sheet",
        "test_a_table_in_any_spelling_is_understood_or_told_and_never_assigned_wrongly",
        "test_a_task_that_never_ends_is_given_up",
        "test_an_import_brings_only_what_it_names",
        "test_analyze_figures_of_samut_prakan",
        "test_averages_match_an_independent_recomputation",
        "test_both_languages",
        "test_charts_point_at_the_results",
        "test_children_start_by_spawn_too",
        "test_children_that_end_at_once_end_the_run",
        "test_children_that_end_once_are_replaced",
        "test_codes_grow_with_their_address_and_stop_where_paper_would_lose_them",
        "test_commands_print_what_a_page_shows",
        "test_consolidate_is_the_command",
        "test_each_answer_is_told_as_it_is",
        "test_each_fault_of_a_workbook_is_told_with_its_cell",
        "test_every_header_stands_where_the_map_has_it",
        "test_export_and_load_are_inverse_whatever_is_changed",
        "test_feedback_twice_is_the_same_bytes_and_the_form_is_untouched",
        "test_identity_comes_first",
        "test_last_years_forms_and_their_database_promise_the_same",
        "test_no_part_of_any_output_has_changed",
        "test_no_sheet_is_missing_from_the_map",
        "test_no_table_makes_it_fail",
        "test_nothing_goes_out_unless_it_is_asked_for",
        "test_our_formulas_and_their_values_survive",
        "test_ranks_and_levels_match_an_independent_recomputation",
        "test_rows_stay_low_enough_for_a_page",
        "test_runs_at_the_same_time_keep_each_others_readings",
        "test_stamped_forms_are_those_written_one_by_one",
        "test_stamping_says_what_writing_says_whatever_the_names",
        "test_thai_survives_a_console_of_another_encoding",
        "test_the_child_has_a_budget",
        "test_the_demo_labels_what_was_corrected",
        "test_the_drafted_plan_is_read_back_from_every_form",
        "test_the_examples_give_what_the_page_shows",
        "test_the_first_command_of_readme_prints_what_it_shows",
        "test_the_order_of_agencies_and_steps_changes_nothing",
        "test_the_same_province_gives_the_same_parts",
        "test_the_thai_readme_shows_a_real_check",
        "test_tiles_say_what_the_parser_says",
        "test_what_agencies_send_can_be_marked",
        "test_what_agencies_type_becomes_text_or_a_looked_through_link",
        "test_what_earlier_files_left_behind_is_swept_before_a_file_is_given_up",
        "test_what_keeps_children_from_starting_ends_the_run",
        "test_whatever_the_table_no_step_is_lost_and_no_id_stands_twice",
    }
)
HOSTILE_FILES = "tests.hostile"


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Accept the options of pytest-xdist where it is switched off or absent: all tests then run in one process."""
    if not pluginmanager.hasplugin("xdist"):
        group = parser.getgroup("xdist")
        group._addoption("-n", dest="numprocesses", help="ignored without pytest-xdist")
        group._addoption("--dist", help="ignored without pytest-xdist")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give every test its markers, and keep the tests of one module fixture on one worker."""
    for item in items:
        if isinstance(item, pytest.Function):
            for name in marker_names(item):
                item.add_marker(name)
            if config.pluginmanager.hasplugin("xdist") and (group := group_of(item)):
                item.add_marker(pytest.mark.xdist_group(group))


def marker_names(item: pytest.Function) -> tuple[str, ...]:
    """Return the markers of a test: those given by hand, and those of what it uses; ``quick`` without any."""
    fixtures, name = frozenset(item.fixturenames), item.originalname
    by_hand = {mark.name for mark in item.iter_markers()} & {"office", "hostile", "slow"}
    rules = (
        ("office", bool(fixtures & OFFICE_FIXTURES)),
        ("hostile", bool(names_used(item.path, name, fixtures) & hostile_names(item.path))),
        ("slow", bool(fixtures & SLOW_FIXTURES) or name in SLOW_TESTS),
    )
    return tuple(marker for marker, holds in rules if holds or marker in by_hand) or ("quick",)


def group_of(item: pytest.Function) -> str:
    """Return the name of the tests that stay on one worker with this one; empty if it may run anywhere."""
    if PAGE_FIXTURES & frozenset(item.fixturenames):
        return "page"
    return item.module.__name__ if shares_a_fixture(item) else ""


def shares_a_fixture(item: pytest.Function) -> bool:
    """Return whether a fixture of the test is made once for its module."""
    made = item._fixtureinfo.name2fixturedefs
    return any(definition.scope == "module" for name in item.fixturenames for definition in made.get(name, ())[-1:])


@cache
def hostile_names(path: Path) -> frozenset[str]:
    """Return the names that a module imports from the hostile files."""
    imports = [node for node in tree_of(path).body if isinstance(node, ast.ImportFrom)]
    found = [node for node in imports if (node.module or "").startswith(HOSTILE_FILES)]
    return frozenset(alias.asname or alias.name for node in found for alias in node.names)


def names_used(path: Path, test: str, fixtures: Iterable[str]) -> frozenset[str]:
    """Return all names that a test and its fixtures use, directly or by a helper of their module."""
    of_module, found, waiting = uses_of(path), set[str](), [test, *fixtures]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += of_module.get(name, ())
    return frozenset(found)


@cache
def uses_of(path: Path) -> dict[str, frozenset[str]]:
    """Return which names each function, class and value of a module uses; nothing where none can be hostile."""
    if not hostile_names(path):
        return {}
    uses = {}
    for node in tree_of(path).body:
        found = frozenset(part.id for part in ast.walk(node) if isinstance(part, ast.Name))
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            uses[node.name] = found
        elif isinstance(node, ast.Assign):
            uses |= {target.id: found for target in node.targets if isinstance(target, ast.Name)}
    return uses


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the parsed module; an empty one where it does not speak of hostile files."""
    text = path.read_text(encoding="utf-8")
    return ast.parse(text if HOSTILE_FILES in text else "")
