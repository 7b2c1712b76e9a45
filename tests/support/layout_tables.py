"""List every table of every workbook we write, as the layouts lay them out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ita_xlsx.catalogue import load_framework
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import AgencyLayout, AnalysisLayout
from ita_xlsx.model.layout import measures_layout as measures
from ita_xlsx.model.layout.agency_layout import COVER
from ita_xlsx.model.layout.analysis_layout import tracking_table
from ita_xlsx.model.layout.framework_layout import GUIDE, TABLES
from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.layout.groups.groups_layout import GROUP_WORDS, GroupsLayout
from ita_xlsx.model.layout.groups.standing_layout import standing_table
from ita_xlsx.model.layout.links_layout import links_table, sound_links_table
from ita_xlsx.model.layout.plan_layouts import PLAN_LAYOUTS, plan_table, province_plan_table
from ita_xlsx.model.layout.province_layout import OVERVIEW, ProvinceLayout, handover_table
from ita_xlsx.model.layout.stamp import STAMP_TABLE
from ita_xlsx.model.layout.summary_layout import SUMMARY
from ita_xlsx.model.layout.trace_layout import trace_table
from ita_xlsx.model.oit.kit_layout import kit_table
from ita_xlsx.model.province.groups import GroupBy
from ita_xlsx.output.measures.owners import sheet_name
from ita_xlsx.output.province.groups.sheet_names import plain_name

YEARS = (2562, 2565, 2568, 2569)
# A step's owner, whose sheet in the workbook of measures is called after it; agencies by their numbers.
OWNER, AGENCIES = "กลุ่มงานอำนวยการ", (1, 2)
# A kind whose sheet in the consolidated workbook is called after it.
GROUP = "อปท."
GROUP_SHEET = plain_name(GROUP_WORDS[GroupBy.KIND], GROUP)
EARLIER = "analysis with earlier years"
# The key of the form in which a plan is laid out, by what the map calls it.
FORM_OF_PLAN = {f"plan in the form {key}": key for key in PLAN_LAYOUTS}
# Sheets that hold prose, panels and charts instead of a table.
WITHOUT_TABLE = frozenset({COVER, SUMMARY, OVERVIEW, GUIDE})


def earlier_years(year: int) -> tuple[int, ...]:
    """Return the two years before, oldest first."""
    return (year - 2, year - 1)


def tables_of_year(year: int) -> Mapping[str, tuple[Table, ...]]:
    """Return the tables that follow the framework of a year, by workbook."""
    framework = load_framework(year)
    province = ProvinceLayout(framework)
    status = province.status(1)
    earlier = AnalysisLayout(framework, earlier_years(year))
    return MappingProxyType(
        {
            "agency form": _agency_form(AgencyLayout(framework)),
            "analysis": _analysis(AnalysisLayout(framework)),
            EARLIER: (*_analysis(earlier), earlier.comparison.trend),
            "consolidated": _consolidated(province, status),
            "status": (status,),
            "handover": (status, handover_table(1)),
            "measures": _measures(framework),
            "plan of a province": (province_plan_table(1),),
        }
    )


def tables_of_every_year() -> Mapping[str, tuple[Table, ...]]:
    """Return the tables that are the same whatever the year, by workbook."""
    plans = {workbook: (plan_table(PLAN_LAYOUTS[key], 1),) for workbook, key in FORM_OF_PLAN.items()}
    return MappingProxyType(
        {
            "any workbook": (STAMP_TABLE,),
            "tracking form": (tracking_table(1, codes=True),),
            "framework": tuple(TABLES.values()),
            "links": (links_table(1), sound_links_table(1)),
            "clarification": (kit_table(("o1",)),),
            **plans,
        }
    )


def _agency_form(layout: AgencyLayout) -> tuple[Table, ...]:
    return (layout.info, *layout.scores, layout.announced_figures, layout.measures, *layout.results.tables)


def _analysis(layout: AnalysisLayout) -> tuple[Table, ...]:
    weak_points, comparison = layout.weak_points, layout.comparison
    return (
        *layout.results.tables, layout.questions,
        weak_points.groups, weak_points.lowest, weak_points.weak, weak_points.judged, weak_points.rules,
        *comparison.results.tables, comparison.questions,
        layout.reconciliation(("overall",)), standing_table(tuple(layout.framework.nodes)), layout.plan(1),
        tracking_table(1), layout.findings(1),
    )  # fmt: skip


def _consolidated(layout: ProvinceLayout, status: Table) -> tuple[Table, ...]:
    groups = GroupsLayout(layout)
    return (
        status, layout.ranking(1), *(groups.groups(by, 1) for by in GroupBy),
        layout.indicators(1), layout.questions(1), layout.shared(1),
        layout.averages, layout.compared(1), layout.step_counts(1), layout.findings(1), trace_table(1),
        groups.agencies(GROUP_SHEET, 1),
    )  # fmt: skip


def _measures(framework: Framework) -> tuple[Table, ...]:
    groups = tuple(node.code for node in framework.indicators)
    return (
        measures.indicators_table(groups), measures.agencies_table(1), measures.matrix_table(1, AGENCIES),
        measures.steps_table(1), measures.follow_up_table(1), measures.shared_table(1), measures.earlier_steps_table(1),
        measures.owners_table(1), measures.owned_table(sheet_name(1, OWNER), 1), measures.findings_table(1),
    )  # fmt: skip
