"""Render the one JSON object that every command prints, and the results of check, import and analyze.

Takes values of the cycle and the model; returns plain dicts or text. ``cli/schema.json`` is the contract.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ita_xlsx import __version__
from ita_xlsx.cli.hints import whole_commands
from ita_xlsx.model.diagnosis import Judgement
from ita_xlsx.model.findings import Finding, message_and_fix, status_of
from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.reconciliation import Row
from ita_xlsx.model.results import Basis, Results, Score, two_decimals

# Each command has the module of its results; the modules of the others are slow to import.
if TYPE_CHECKING:
    from ita_xlsx.cycle.analyze import Analysis
    from ita_xlsx.cycle.import_table import Imported
    from ita_xlsx.cycle.receive import Returned

SCHEMA = "ita-xlsx/1"


def document(command: str, findings: Iterable[Finding], results: Any, lang: str) -> str:
    """Return the JSON text of a command: its status, its findings in a language (``th`` or ``en``), and its results."""
    all_findings = tuple(findings)
    return json.dumps(
        {
            "schema": SCHEMA,
            "tool": __version__,
            "command": command,
            "status": status_of(all_findings),
            "findings": [_finding(finding, lang) for finding in all_findings],
            "results": results,
        },
        ensure_ascii=False,
        indent=2,
    )


def check_entry(returned: Returned) -> dict[str, Any]:
    """Return the entry of one file of ``ita check``."""
    submission, framework, results = returned.submission, returned.framework, returned.results
    return {
        "file": returned.file,
        "agency": submission.agency.name if submission else None,
        "year": framework.year if framework else None,
        "status": returned.status,
        "answered": results.answered if results else None,
        "expected": len(framework.answers) if framework else None,
    }


def framework_entry(framework: Framework, file: str | None = None) -> dict[str, Any]:
    """Return the entry of one framework of ``ita frameworks``; ``file`` is null for one that ships."""
    return {
        "file": file,
        "year": framework.year,
        "status": framework.status,
        "confidence": _confidence(framework),
        "sources": {item.aspect: {"th": item.source, "en": item.source_in("en")} for item in framework.confidence},
        "questions": len(framework.questions),
        "answers": len(framework.answers),
        "digest": framework.digest,
    }


def _confidence(framework: Framework) -> dict[str, str]:
    """Return the word of confidence for the figures, the levels and the wording of a framework."""
    return {item.aspect: item.word for item in framework.confidence}


def imported_entry(imported: Imported, target: str | None) -> dict[str, Any] | None:
    """Return the results of ``ita import``, how many scores were understood; None for a file that cannot be read."""
    if not imported.readable:
        return None
    submission = imported.submission
    return {
        "file": target,
        "understood": {
            "answers": len(submission.answers) if submission else 0,
            "expected": len(imported.framework.answers),
            "given": len(submission.announced) + len(submission.announced_words) if submission else 0,
            "previous": len(submission.previous) + len(submission.announced_previous) if submission else 0,
        },
        "not_understood": len(imported.not_understood),
    }


def analysis(analysed: Analysis | None) -> dict[str, Any] | None:
    """Return the results of ``ita analyze``; scores are texts of two decimals, or null. None for an unusable form."""
    if analysed is None:
        return None
    submission, framework, results = analysed.submission, analysed.framework, analysed.results
    diagnosis = analysed.diagnosis
    codes = [item.code for item in framework.instruments]
    return {
        "agency": submission.agency.name,
        "year": framework.year,
        "framework_status": framework.status,
        "framework_confidence": _confidence(framework),
        "complete": results.complete,
        "missing": list(results.missing),
        "questions": _plain(framework, results, Kind.ANSWER),
        "question_parts": _by_part(framework, results, Kind.ANSWER),
        "subindicators": _plain(framework, results, Kind.SUBINDICATOR),
        "indicators": _plain(framework, results, Kind.INDICATOR),
        "indicator_parts": _by_part(framework, results, Kind.PART),
        "instruments": {code: _text(results.by_subject[code]) for code in codes},
        "instrument_parts": _views(framework, results),
        "weighted": {code: _text(results.weighted_by_instrument[code]) for code in codes},
        "overall": _text(results.by_subject["overall"]),
        "level": results.level.name,
        "level_basis": results.level.basis.value,
        "announced_level": results.announced_level or None,
        "notes": [{"subject": note.subject, "th": note.th, "en": note.en} for note in framework.notes],
        "strengths": [item.subject for item in diagnosis.strengths],
        "weak_points": [_weak_point(item) for item in diagnosis.weak_points],
        "reconciliation": [_reconciled(row) for row in analysed.reconciliation.rows if not row.is_consistent],
        "given": [score.subject for score in results.scores if score.basis is Basis.GIVEN],
        "given_answers": {
            score.subject: {"answered": score.answered, "expected": len(framework.nodes[score.subject].leaves)}
            for score in results.scores
            if score.basis is Basis.GIVEN
        },
    }


def _finding(finding: Finding, lang: str) -> dict[str, Any]:
    message, fix = message_and_fix(finding, lang)
    return {
        "code": finding.code,
        "severity": finding.severity,
        "file": finding.file,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "value": finding.value,
        "message": message,
        "fix": whole_commands(fix),
    }


def _weak_point(item: Judgement) -> dict[str, Any]:
    return {
        "subject": item.subject,
        "score": _decimal(item.score),
        "remedy": item.remedy.name.lower() if item.remedy else None,
        "rules": [
            {"rule": reason.rule.value, "limit": _decimal(reason.limit), "distance": _decimal(reason.distance)}
            for reason in item.weak_reasons
        ],
    }


def _reconciled(row: Row) -> dict[str, Any]:
    return {
        "subject": row.subject,
        "published": str(two_decimals(row.printed[row.printed_index])),
        "computed": _decimal(row.computed),
        "difference": _decimal(row.difference),
        "cause": row.explained_by or row.terms_words,
        "suggestion": row.suggestion_words or None,
    }


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.2f}"


def _text(score: Score) -> str | None:
    return None if score.rounded is None else str(score.rounded)


def _nodes(framework: Framework, kind: Kind) -> tuple[Node, ...]:
    return framework.answers if kind is Kind.ANSWER else framework.of_kind(kind)


def _plain(framework: Framework, results: Results, kind: Kind) -> dict[str, str | None]:
    nodes = [node for node in _nodes(framework, kind) if not node.part]
    return {node.code: _text(results.by_subject[node.subject]) for node in nodes}


def _by_part(framework: Framework, results: Results, kind: Kind) -> dict[str, dict[str, str | None]]:
    parts: dict[str, dict[str, str | None]] = {}
    for node in _nodes(framework, kind):
        if node.part:
            parts.setdefault(node.part, {})[node.code] = _text(results.by_subject[node.subject])
    return parts


def _views(framework: Framework, results: Results) -> dict[str, dict[str, str | None]]:
    views: dict[str, dict[str, str | None]] = {}
    for node in framework.views:
        views.setdefault(node.code, {})[node.part] = _text(results.by_subject[node.subject])
    return views
