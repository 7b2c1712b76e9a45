"""Check the catalogue of findings: names, topics, parameters, retired codes, and that no code steers the program."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ita_xlsx
from ita_xlsx.errors import InputError, ItaError
from ita_xlsx.model.findings import (
    CATALOGUE,
    RETIRED,
    Code,
    Finding,
    Topic,
    Trait,
    Verdict,
    has_trait,
    make_finding,
    message_and_fix,
)
from ita_xlsx.model.round_state import ReturnSummary
from ita_xlsx.store.summary_json import from_json, to_json

ROOT = Path(ita_xlsx.__file__).parent
# The catalogue, and the rules that make findings and weigh them against each other.
MAY_COMPARE = ("model/findings", "checks", "links")
TREES = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in ROOT.rglob("*.py")}
PLACE = {"sheet": "IIT", "cell": "D14", "value": "101"}


def codes_in(node: ast.AST) -> Iterator[str]:
    """Yield the codes that a piece of source names, as members of Code or as texts."""
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id == "Code":
            yield part.attr
        elif isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value in CATALOGUE:
            yield part.value


def outside_the_rules() -> Iterator[tuple[str, ast.expr | ast.pattern]]:
    """Yield each expression and pattern of the program outside the catalogue and the rules, with its file."""
    for file, tree in TREES.items():
        if not file.startswith(MAY_COMPARE):
            yield from ((file, node) for node in ast.walk(tree) if isinstance(node, ast.expr | ast.pattern))


def is_list_of_codes(node: ast.AST) -> bool:
    """Return True for a tuple or list that holds nothing but codes: a hand-kept list for a comparison."""
    return (
        isinstance(node, ast.Tuple | ast.List)
        and bool(node.elts)
        and all(isinstance(item, ast.Attribute) and [*codes_in(item)] for item in node.elts)
    )


def any_finding(code: Code) -> Finding:
    """Return a finding with a text for each parameter."""
    return make_finding(code, **dict.fromkeys(CATALOGUE[code].params, "x"))


def test_every_code_has_one_message_with_a_name_and_a_topic() -> None:
    assert set(CATALOGUE) == set(Code)
    assert all(isinstance(message.code, Code) for message in CATALOGUE.values())
    assert {message.name for message in CATALOGUE.values()} == set(Code.__members__)
    assert {message.topic for message in CATALOGUE.values()} == set(Topic)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]+(_[A-Z0-9]+)*", message.name) for message in CATALOGUE.values())


def test_no_retired_code_is_used_again() -> None:
    assert not set(RETIRED) & set(Code)


def test_every_trait_and_verdict_is_used() -> None:
    assert {trait for message in CATALOGUE.values() for trait in message.traits} == set(Trait)
    verdicts = {message.verdict for message in CATALOGUE.values() if message.verdict}
    assert verdicts == {Verdict.BROKEN, Verdict.UNKNOWN, Verdict.REASON}
    assert all(CATALOGUE[code].topic is Topic.LINKS for code in Code if CATALOGUE[code].verdict)


def test_both_languages_have_the_same_parameters_of_a_plural_text() -> None:
    for message in CATALOGUE.values():
        if message.plural:
            assert "{count}" in message.plural.th
            assert "{count}" in message.plural.en
            assert "{" not in message.plural.fix_th + message.plural.fix_en


@pytest.mark.parametrize("code", Code)
def test_a_missing_or_surplus_parameter_raises_at_once(code: Code) -> None:
    params = dict.fromkeys(CATALOGUE[code].params, "x")
    assert message_and_fix(make_finding(code, **PLACE | params), "th")
    with pytest.raises(TypeError, match="surplus parameters \\['shet'\\]"):
        make_finding(code, shet="IIT", **params)
    for name in params:
        with pytest.raises(TypeError, match="missing parameters"):
            make_finding(code, **{key: text for key, text in params.items() if key != name})


def test_an_error_raises_at_once_without_its_parameters() -> None:
    with pytest.raises(TypeError, match="missing parameters \\['name'\\]"):
        InputError(Code.PATH_MISSING)
    with pytest.raises(TypeError, match="surplus parameters \\['detail'\\]"):
        InputError(Code.PATH_MISSING, name="a", detail="b")


@given(st.sampled_from(Code))
def test_a_finding_and_an_error_come_back_from_another_process(code: Code) -> None:
    finding = any_finding(code)
    assert pickle.loads(pickle.dumps(finding)) == finding
    params = dict.fromkeys(CATALOGUE[code].params, "x")
    error = pickle.loads(pickle.dumps(ItaError(code, findings=(finding,), **params)))
    assert (error.code, error.findings) == (code, (finding,))
    summary = ReturnSummary(file="a.xlsx", findings=(finding,))
    assert from_json(to_json(summary)) == summary
    assert from_json(to_json(summary)).findings[0].code is code


def test_a_stored_finding_of_no_code_is_refused() -> None:
    text = to_json(ReturnSummary(file="a.xlsx", findings=(any_finding(Code.FILE_DAMAGED),)))
    for retired in RETIRED:
        with pytest.raises(ValueError, match=retired):
            from_json(text.replace("F105", retired))


def test_a_finding_has_the_traits_of_its_message() -> None:
    missing = any_finding(Code.NOT_RETURNED)
    assert has_trait(missing, Trait.ABSENCE)
    assert not has_trait(missing, Trait.MISSING_PATH)


def test_no_code_is_compared_outside_the_rules() -> None:
    compared = [
        f"{file}:{node.lineno} {code}"
        for file, node in outside_the_rules()
        if isinstance(node, ast.Compare | ast.MatchValue | ast.Set) or is_list_of_codes(node)
        for code in codes_in(node)
    ]
    assert not compared


def test_no_code_is_written_as_a_text() -> None:
    texts = [
        f"{file}:{node.lineno} {node.value}"
        for file, tree in TREES.items()
        if file != "model/findings/codes.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in CATALOGUE
    ]
    assert not texts


def test_every_literal_call_gives_the_parameters_of_its_message() -> None:
    """Findings of rare faults are made in no test: hold the keywords that stand in the source."""
    wrong = []
    errors = {"ItaError", "InputError", "OutputError", "TargetError", "DefinitionError", "UnreadableWorkbook"}
    for file, tree in TREES.items():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id in {"make_finding", "FaultyDefinition"} | errors and node.args:
                codes = [*codes_in(node.args[0])]
                names = {item.arg for item in node.keywords}
                for params in (CATALOGUE[Code[name]].params for name in codes):
                    surplus = names - params - {"file", "sheet", "cell", "value", "subject", "findings", None}
                    if surplus or (None not in names and params - names):
                        wrong.append(f"{file}:{node.lineno} {codes}")
    assert not wrong
