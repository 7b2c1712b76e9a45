"""Check what the settings and the returns of a round bring into the reports: rank, address, counts, the capital."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.documents.document_parts import report_parts
from ita_xlsx.cycle.documents.report_contents import province_contents
from ita_xlsx.cycle.documents.typed_rank import check_rank
from ita_xlsx.model.agency import Agency, Roster, full_province
from ita_xlsx.model.document import Document
from ita_xlsx.model.limits import Limit
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.report.report_settings import Ranking, ReportSettings
from ita_xlsx.model.report.round_texts import RoundText, RoundTexts, Slot, TextKey, fill_slots
from ita_xlsx.model.round_measures import RoundMeasures
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.round_state import AgencyReturn, ReturnSummary, RoundState, State
from ita_xlsx.output.sheets import province_words
from ita_xlsx.report.agency_report import agency_report
from ita_xlsx.report.letters.governor_memo import governor_memo
from ita_xlsx.report.letters.letter_round import LetterRound
from ita_xlsx.report.province_report import province_report
from ita_xlsx.report.sections.slot_values import province_slots
from tests.conftest import AGENCY, EDITION, ISSUED, published
from tests.support.provinces import province_of
from tests.support.report_contents import contents_of, province_contents_of, texts_of

SAMUT = published("samut-prakan-2568").submission


def text_of(document: Document) -> str:
    return "\n".join(texts_of(document.blocks))


ROSTER = Roster((Agency("P01", "สำนักงานเกษตรจังหวัดตราด"), Agency("P02", "จังหวัดตราด")))
AMONG_ALL, AMONG_PROVINCES = "หน่วยงาน", "จังหวัด"


@pytest.mark.parametrize(
    ("agency", "kind", "owners", "code"),
    [
        ("P01", AMONG_ALL, ["P01"], ""),
        ("สำนักงานเกษตรจังหวัดตราด", "", ["P01"], ""),
        ("P01", AMONG_PROVINCES, [], "B153"),
        ("P02", AMONG_PROVINCES, ["P02"], ""),
        ("P09", AMONG_ALL, [], "B151"),
        ("ตราด", AMONG_PROVINCES, ["province"], ""),
        ("จังหวัดตราด", AMONG_PROVINCES, ["P02", "province"], ""),
        ("จันทบุรี", AMONG_PROVINCES, [], "B151"),
        ("", AMONG_PROVINCES, ["province"], ""),
        ("", AMONG_ALL, [], "B152"),
    ],
)
def test_a_rank_is_printed_by_its_owner_or_told(agency: str, kind: str, owners: list[str], code: str) -> None:
    ranking = Ranking(rank=5, of=76, kind=kind, agency=agency)
    settings = RoundSettings(framework="2568", province="ตราด", report=ReportSettings(ranking=ranking))
    context = RunContext(round=settings, framework=load_framework(2568), roster=ROSTER)
    found = [item.code for item in ROSTER.agencies if ranking.is_for(item, ROSTER)]
    assert [*found, *(["province"] if ranking.is_for_province("ตราด") else [])] == owners
    assert [str(item.code) for item in check_rank(context)] == ([code] if code else [])


def test_a_round_without_a_rank_has_nothing_to_tell() -> None:
    settings = RoundSettings(framework="2568", report=ReportSettings(ranking=Ranking(agency="P09")))
    assert not list(check_rank(RunContext(round=settings, framework=load_framework(2568), roster=ROSTER)))


def test_the_report_of_a_province_prints_rank_and_national_mean() -> None:
    contents = province_contents_of(province_of(2568, 31))
    settings = replace(contents.settings, national_mean=Limit(Fraction("1.5")))
    ranked = replace(contents, settings=settings, ranking=Ranking(rank=5, of=76, kind="จังหวัด"))
    text = text_of(province_report(ranked))
    assert "จัดอยู่ในอันดับที่ 5 จาก 76 จังหวัด" in text
    assert "1.50 คะแนน คะแนนรวมเฉลี่ยสูงกว่าคะแนนเฉลี่ยของทั้งประเทศ" in text
    assert "อันดับที่" not in text_of(province_report(contents))


@pytest.mark.parametrize(
    ("url", "text", "count"),
    [("", "ก", 0), ("https://a.go.th/1", "ก", 1), ("https://a.go.th/1", "ดู {ที่อยู่เผยแพร่}", 1), ("", "ดู {ที่อยู่เผยแพร่}", 0)],
)
def test_the_address_of_publication_stands_once(url: str, text: str, count: int) -> None:
    texts = RoundTexts(tuple(RoundText(key, text if key is TextKey.FOREWORD else "ข") for key in TextKey))
    settings = ReportSettings(publication_url=url)
    for document in (
        agency_report(contents_of(SAMUT, 2568, settings=settings, texts=texts)),
        province_report(replace(province_contents_of(province_of(2568, 31)), settings=settings, texts=texts)),
    ):
        assert text_of(document).count("https://a.go.th/1") == count


@pytest.mark.parametrize(
    ("state", "returned", "missing"),
    [(State.RETURNED, "1", "0"), (State.REJECTED, "0", "0"), (State.NOT_A_FORM, "0", "0"), (State.MISSING, "0", "1")],
)
def test_one_count_of_returns_stands_in_report_and_memo(state: State, returned: str, missing: str) -> None:
    summary = ReturnSummary(file="แบบ.xlsx") if state is not State.MISSING else None
    member = AgencyReturn(agency=AGENCY, state=state, summary=summary)
    province = replace(province_of(2568, 31), members=(member,))
    in_report = province_slots(province_contents_of(province))
    measures = RoundMeasures(province=province, as_of=ISSUED, steps=())
    round_settings = RoundSettings(framework="2568")
    letter_round = LetterRound(
        framework=province.framework, settings=round_settings, texts=RoundTexts(), issued=ISSUED, plan_year=2569
    )
    in_memo = governor_memo(ProvinceResults(province), measures, letter_round).values
    for slot, value in ((Slot.RETURNED_COUNT, returned), (Slot.MISSING_COUNT, missing), (Slot.AGENCY_COUNT, "1")):
        assert (in_report[slot], in_memo[slot]) == (value, value)


@pytest.mark.parametrize("text", ["จังหวัด{จังหวัด}ส่ง", "จังหวัด {จังหวัด}ส่ง", "{จังหวัด}ส่ง"])
def test_the_word_for_province_is_left_out_before_the_capital(text: str) -> None:
    assert fill_slots(text, {Slot.PROVINCE: "กรุงเทพมหานคร"}) == ("กรุงเทพมหานครส่ง",)
    assert "".join(map(str, fill_slots(text, {Slot.PROVINCE: "ตราด"}))) == text.replace("{จังหวัด}", "ตราด")


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("ตราด", "จังหวัดตราด"), ("จังหวัดตราด", "จังหวัดตราด"), ("จ.ตราด", "จังหวัดตราด"), ("", ""), (" ", ""),
        ("กรุงเทพมหานคร", "กรุงเทพมหานคร"), ("จังหวัดกรุงเทพมหานคร", "กรุงเทพมหานคร"), ("กทม.", "กรุงเทพมหานคร"),
    ],
)  # fmt: skip
def test_a_province_has_one_official_name_everywhere(name: str, full: str) -> None:
    state: RoundState = replace(province_of(2568, 31), name=name)
    assert full_province(name) == province_words(state) == full
    settings = RoundSettings(framework="2568", province=name)
    context = RunContext(round=settings, framework=state.framework, roster=None)
    contents = province_contents(state, (), Plan(), context, report_parts(context), EDITION)
    assert contents.agency.name == full
    assert "จังหวัดกรุงเทพ" not in text_of(province_report(contents))


@pytest.mark.parametrize(
    ("agency", "kind", "words"),
    [
        ("ตราด", "", "5 จาก 76 จังหวัด"),
        ("จังหวัดตราด", "จังหวัด", "5 จาก 76 จังหวัด"),
        ("ตราด", "กลุ่ม", "5 จาก 76 กลุ่ม"),
        ("P01", "", ""),
    ],
)
def test_the_rank_of_a_province_is_one_among_provinces(agency: str, kind: str, words: str) -> None:
    state = replace(province_of(2568, 31), name="ตราด")
    report = ReportSettings(ranking=Ranking(rank=5, of=76, kind=kind, agency=agency))
    context = RunContext(
        round=RoundSettings(framework="2568", province="ตราด", report=report), framework=state.framework, roster=None
    )
    text = text_of(province_report(province_contents(state, (), Plan(), context, report_parts(context), EDITION)))
    assert ("อันดับที่ " in text) == bool(words)
    assert words in text
