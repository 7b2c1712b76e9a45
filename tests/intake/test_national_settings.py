"""Check the table ``[national]`` of the settings: what is read, refused, told and carried on."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.settings.next_settings import next_settings, year_settings
from ita_xlsx.errors import InputError
from ita_xlsx.intake.round_file import parse_round
from ita_xlsx.model.findings import Code
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.province.group_findings import check_national_mean
from ita_xlsx.model.province.national_mean import NationalMean

FRAMEWORK = load_framework(2568)
HERE = Path("round.toml")


def national(text: str) -> NationalMean:
    return parse_round(text, HERE).national


def test_every_kind_of_subject_is_read_with_year_and_source() -> None:
    read = national(
        '[national]\nyear = 2568\nsource = "ประกาศ"\noverall = 91.2\niit = "๙๐.๑"\n1 = 88\n"10" = "77.25"\n'
    )
    assert (read.year, read.source) == (2568, "ประกาศ")
    means = {subject: read.mean(FRAMEWORK, subject) for subject in ("overall", "IIT", "EIT")}
    assert means == {"overall": Decimal("91.2"), "IIT": Decimal("90.1"), "EIT": None}
    first, tenth = (FRAMEWORK.indicators[place].code for place in (0, 9))
    subjects = {node.code: node.subject for node in FRAMEWORK.nodes.values() if not node.part}
    assert read.mean(FRAMEWORK, subjects[first]) == 88
    assert read.mean(FRAMEWORK, subjects[tenth]) == Decimal("77.25")


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("overall = 100.01", "overall"), ("overall = -1", "overall"), ("IIT = 90.123", "IIT"), ('EIT = "สูง"', "EIT"),
        ("1 = true", "1"), ("year = 2025", "year"), ("source = 5", "source"), ("OIT = [1]", "OIT"),
        ("overall = inf", "overall"), ("IIT = 90\niit = 91", "iit"),
    ],
)  # fmt: skip
def test_what_is_no_mean_is_refused_with_its_key(line: str, key: str) -> None:
    with pytest.raises(InputError) as caught:
        national(f"[national]\n{line}\n")
    assert caught.value.code is Code.SETTING_INVALID
    assert caught.value.params["key"] == f"national.{key}"


def test_a_table_that_is_none_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        national("national = 91")
    assert caught.value.params["key"] == "national"


@pytest.mark.parametrize("text", ["", "[national]\n", '[national]\noverall = ""\nsource = "ก"\nyear = 2568\n'])
def test_nothing_typed_is_no_mean(text: str) -> None:
    assert national(text) == NationalMean()


def test_the_mean_of_the_report_is_taken_where_the_table_has_none() -> None:
    assert national("[report]\nnational_mean = 93.05\n").means == (("overall", Decimal("93.05")),)
    both = national("[report]\nnational_mean = 93.05\n[national]\noverall = 90\nIIT = 80\n")
    assert dict(both.means) == {"overall": 90, "IIT": 80}


def told(text: str) -> list[tuple[str, str]]:
    return [(item.code.value, dict(item.params)["key"]) for item in check_national_mean(national(text), FRAMEWORK, "x")]


def test_a_subject_that_the_year_has_not_is_told() -> None:
    assert told("[national]\noverall = 90\nover_all = 90\n11 = 80\n1 = 70\n") == [("R614", "over_all"), ("R614", "11")]


def test_means_of_another_year_are_told_and_not_used() -> None:
    text = "[national]\nyear = 2567\noverall = 90\n"
    assert told(text) == [("R614", "year")]
    assert national(text).mean(FRAMEWORK, "overall") is None


def test_the_means_are_of_one_year_and_not_carried_into_the_next() -> None:
    text = 'framework = 2568\n[national]\nyear = 2568\noverall = 91.2\n1 = 88\n[contact]\nname = "ก"\n'
    assert year_settings(text) == ("national",)
    after = next_settings(text, "2569", (FRAMEWORK, load_framework(2569)), Plan(), is_in_force=False)
    assert parse_round(after, HERE).national == NationalMean()
    assert "# overall = 91.2" in after
    assert parse_round(after, HERE).contact.name == "ก"
    assert year_settings("national.overall = 3\n") == ("national",)
