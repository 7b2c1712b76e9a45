"""Hold how values are made and passed on: by name where they are large, and together where they belong together."""

from __future__ import annotations

import ast

from tests.test_architecture import TREES, name_of, room_of

# The settings of an output: an Edition and a Target hold them.
OF_OUTPUT = {"issued", "digits", "plan_layout", "remark", "force", "inputs"}
# Below the values stand the functions that need the parts.
BELOW_TARGET = "ita_xlsx.output.safe_write"


def test_the_settings_of_an_output_are_passed_on_together() -> None:
    scattered = {
        f"{name_of(path)}.{node.name}": sorted(names)
        for path, tree in TREES.items()
        if room_of(path) not in {"cli", "api"} and name_of(path) != BELOW_TARGET
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and len(names := OF_OUTPUT & {item.arg for item in (*node.args.args, *node.args.kwonlyargs)}) > 1
    }
    assert not scattered, "pass an Edition or a Target"
