"""Take the figures of a round as they are now, to be compared with those of another moment.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.model.again.content import digest_of_text
from ita_xlsx.model.again.snapshot import AgencyFigures, Figures, Snapshot
from ita_xlsx.model.agency import Roster, code_key
from ita_xlsx.model.decisions import Decisions
from ita_xlsx.model.province_results import ProvinceResults, mean
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_state import AgencyReturn, RoundState, State

# What a decision says without persons, and without the place where it stands.
_LEFT_OUT = frozenset({"by", "reason", "informant", "place", "book"})
# Columns of a roster that name persons play no part in figures.
_OF_AGENCY = ("code", "name", "province", "kind", "district")


def snapshot_of(province: RoundState, context: RunContext) -> Snapshot:
    """Return the figures of a round, its states, and digests of what they come from."""
    return Snapshot(
        year=province.framework.year,
        agencies=tuple(_figures_of(member, province) for member in province.members),
        averages=_averages(province),
        sources=(
            ("framework", province.framework.digest),
            ("roster", _roster_digest(context.roster)),
            ("settings", _settings_digest(context)),
            *_digests_of_settings(context),
        ),
    )


def _figures_of(member: AgencyReturn, province: RoundState) -> AgencyFigures:
    summary = member.summary
    figures: Figures = ()
    if summary is not None and member.state is State.RETURNED:
        scores = zip(province.framework.nodes, summary.values, strict=False)
        figures = tuple((subject, str(two_decimals(score))) for subject, score in scores if score is not None)
    return AgencyFigures(
        code=member.agency.code,
        name=member.agency.name,
        state=member.state.value,
        digest=summary.digest if summary else "",
        content=summary.content if summary else "",
        decided=_decisions_digest(province.decisions, member.agency.code),
        figures=figures,
    )


def _averages(province: RoundState) -> Figures:
    results = ProvinceResults(province)
    means = ((subject, mean(results.column(subject))) for subject in province.framework.nodes)
    return tuple((subject, str(value)) for subject, value in means if value is not None)


def _decisions_digest(decisions: Decisions, code: str) -> str:
    """Return a digest of the decisions about an agency; empty without any."""
    rows = [row for row in decisions.rows if code_key(row.code) == code_key(code)]
    texts = [f"{type(row).__name__} {_parts(row, (item.name for item in fields(row)))}" for row in rows]
    return digest_of_text("\n".join(texts)) if texts else ""


def _parts(value: object, names: Iterable[str]) -> str:
    return repr([getattr(value, name) for name in names if name not in _LEFT_OUT])


def _roster_digest(roster: Roster | None) -> str:
    if roster is None:
        return ""
    return digest_of_text("\n".join(_parts(agency, _OF_AGENCY) for agency in roster.agencies))


def _settings_digest(context: RunContext) -> str:
    """Return a digest of the settings that figures depend on."""
    settings = context.round
    return digest_of_text(repr((settings.province, settings.deadline, settings.threshold, settings.rules)))


def _digests_of_settings(context: RunContext) -> Figures:
    """Return a digest of each further setting that changes a printed figure; a path counts by its last name."""
    settings = context.round
    plan = (Path(settings.measures).name, settings.measures_year, settings.measures_for_all)
    values: dict[str, object] = {
        "national": (settings.national.year, settings.national.means),
        "respondents": settings.respondents.rules,
        "calendar": [(item.name, item.day) for item in settings.calendar],
        "measures": plan,
        "shared_by": settings.shared_by,
        "previous": [Path(path).name for path in settings.previous],
    }
    return tuple((name, digest_of_text(repr(value))) for name, value in values.items())
