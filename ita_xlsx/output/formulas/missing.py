"""Build the formulas of missing answers: which answers a result still lacks, how many they are, and their list.

Takes the layout and the results; returns formulas with values. Works on values only. An answer is missing if it has no
score and no announced figure above it is used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from ita_xlsx.model.framework import Node
from ita_xlsx.model.layout.analysis_layout import AnalysisLayout
from ita_xlsx.model.layout.results_layout import STANDS_IN
from ita_xlsx.model.layout.subjects import part_label
from ita_xlsx.model.results import Basis, Results
from ita_xlsx.output.formulas.live import Live, in_range, quote


class Missing(NamedTuple):
    """The missing answers among some answers: their subjects, and their codes as one text, such as ``i4–i5, o16``."""

    subjects: tuple[str, ...]
    text: str


class MissingFormulas:
    """The two helper columns beside the answers (is one missing, the list of all so far), and counts over them."""

    def __init__(self, layout: AnalysisLayout, results: Results) -> None:
        """Take the layout of the analysis and the results."""
        self._layout = layout
        self._results = results
        self._leaves = layout.framework.answers

    def flag(self, leaf: Node) -> Live:
        """Return 1 if an answer is missing, else 0."""
        score = self._layout.answer(leaf).a1
        sheet = self._layout.questions.sheet
        used = "+".join(
            self._layout.results.place(node.subject, STANDS_IN).seen_from(sheet) for node in self._above[leaf.subject]
        )
        return Live(f"=IF({in_range(score)}=1,0,IF({used}>0,0,1))", int(self._is_missing(leaf)))

    def listed(self, index: int) -> Live:
        """Return the list of the missing answers up to an answer; every entry begins with a comma."""
        leaf = self._leaves[index]
        before, after = self._neighbor(index, index - 1), self._neighbor(index, index + 1)
        part = f" {part_label(self._layout.framework, leaf.part)}" if leaf.part else ""
        code, ending = quote(f", {leaf.code}"), quote(f"–{leaf.code}")
        start = f"IF({before}=0,{code},{quote('')})" if before else code
        end = f"IF({before}=0,{quote('')},{ending})" if before else quote("")
        end = f"{end}&{quote(part)}" if part else end
        end = f"IF({after}=0,{end},{quote('')})" if after else end
        above = f"{self._layout.answer(self._leaves[index - 1], 'missing_list').a1}&" if index else ""
        flag = self._layout.answer(leaf, "missing").a1
        return Live(f"={above}IF({flag}=1,{start}&{end},{quote('')})", self._listed(self._leaves, index))

    def count(self, leaves: Sequence[Node], sheet: str) -> str:
        """Return the expression that counts the missing ones of neighboring answers."""
        subjects = tuple(leaf.subject for leaf in leaves)
        return f"SUM({self._layout.questions.span('missing', sheet, subjects)})"

    def words(self, leaves: Sequence[Node]) -> Missing:
        """Return the missing ones of some answers, with the text that the sheet lists."""
        subjects = tuple(leaf.subject for leaf in leaves if self._is_missing(leaf))
        return Missing(subjects, self._listed(leaves, len(leaves) - 1)[2:])

    def _neighbor(self, index: int, other: int) -> str:
        """Return the flag of a neighbor that is in the same run of codes; empty if there is none."""
        if not 0 <= other < len(self._leaves):
            return ""
        first, second = sorted((index, other))
        if not _follows(self._leaves[first], self._leaves[second]):
            return ""
        return self._layout.answer(self._leaves[other], "missing").a1

    def _listed(self, leaves: Sequence[Node], last: int) -> str:
        """Return the list up to the answer ``last``; a run that goes on below it has no end yet."""
        text = ""
        flags = [self._is_missing(leaf) for leaf in leaves]
        for index, leaf in enumerate(leaves[: last + 1]):
            if not flags[index]:
                continue
            begins = not (index and flags[index - 1] and _follows(leaves[index - 1], leaf))
            ends = not (index + 1 < len(leaves) and flags[index + 1] and _follows(leaf, leaves[index + 1]))
            text += f", {leaf.code}" if begins else f"–{leaf.code}" if ends else ""
            text += f" {part_label(self._layout.framework, leaf.part)}" if ends and leaf.part else ""
        return text

    def _is_missing(self, leaf: Node) -> bool:
        if self._results.by_subject[leaf.subject].value is not None:
            return False
        above = self._above[leaf.subject]
        return all(self._results.by_subject[node.subject].basis is not Basis.GIVEN for node in above)

    @cached_property
    def _above(self) -> Mapping[str, tuple[Node, ...]]:
        """Return the nodes above each answer, from the overall score down."""
        above: dict[str, tuple[Node, ...]] = {}

        def descend(node: Node, path: tuple[Node, ...]) -> None:
            if not node.children:
                above[node.subject] = path
            for child in node.children:
                descend(child, (*path, node))

        descend(self._layout.framework.tree, ())
        return MappingProxyType(above)


def _follows(first: Node, second: Node) -> bool:
    """Return True if the codes of two answers are neighbors: one letter, one part, and numbers one apart."""
    numbers = [leaf.code[1:] for leaf in (first, second)]
    if first.code[0] != second.code[0] or first.part != second.part or not all(map(str.isdecimal, numbers)):
        return False
    return int(numbers[1]) == int(numbers[0]) + 1
