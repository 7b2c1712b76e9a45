"""Hold the Thai words of the card of an agency.

Takes a card; returns texts. Works on values only.
"""

from __future__ import annotations

from ita_xlsx.model.agency import full_province
from ita_xlsx.model.pages.agency_card import AgencyCard
from ita_xlsx.model.province.place_in_group import LEAST_GROUP
from ita_xlsx.output.sheets import short_name

CARD_TITLE = "บัตรผลการประเมิน ITA ปีงบประมาณ พ.ศ. {year}"
PAGE_TITLE = "บัตรผล ITA · {name} · ปีงบประมาณ พ.ศ. {year}"
_LONGEST_KIND = 40
OVERALL_CARD, GIVEN, FROM_GIVEN = "คะแนนรวมและระดับ", " · คะแนนที่ประกาศ ไม่ใช่ผลคำนวณ", " · จากคะแนนที่ประกาศ"
INSTRUMENT_CARD = "{code} · น้ำหนัก {weight}"
RANK_CARD, RANK_CARD_ALL = "ลำดับในประเภทเดียวกัน", "ลำดับในทุกหน่วยงาน"
OF, TIED, NOT_TIED = " จาก ", "คะแนนเท่ากัน {count} หน่วยงาน", "ไม่มีหน่วยงานที่คะแนนเท่ากัน"
NO_PLACE = "ไม่มีหน่วยงานให้เทียบ"
DASH, DOT = "–", " · "
NO_LEVEL = "ยังไม่มี"
NO_YEAR_BEFORE, YEAR_BEFORE = "ไม่มีคะแนนปี {year}", "ปี {year} ได้ "
INDICATORS_TITLE = "ตัวชี้วัด {count} ด้าน"
SCORE, CHANGE, GAP = "คะแนน", "จากปี {year:02}", "จากกลุ่ม"
POINTS_TITLE, POINTS_MORE, NO_POINTS = "จุดอ่อนที่ต้องแก้ {count} เรื่อง", " แสดงห้าเรื่องแรก", "ไม่พบจุดอ่อนตามกติกาที่ใช้"
SCORE_OR_END, WHY_OR_OWNER = "คะแนน / เสร็จ", " เหตุ / ผู้รับผิดชอบ"
MEASURE, DRAFT = "มาตรการ", "(ร่าง) "
GROUP_TITLE = "เทียบกับกลุ่ม"
GROUP_HEADS = ("คะแนน", "ค่าเฉลี่ย", "ต่าง", "ควอร์ไทล์ 1", "มัธยฐาน", "ควอร์ไทล์ 3")
GROUP_QUARTER, GROUP_QUARTER_ALL = "อยู่ในช่วงใดของ{kind} {count} หน่วยงาน", "อยู่ในช่วงใดของทั้ง {count} หน่วยงาน"
OVERALL_NAME = "คะแนนรวม"
# From the highest quarter of a group to the lowest.
QUARTERS = (
    "ร้อยละ 25 บนสุด (ตั้งแต่ควอร์ไทล์ 3)",
    "สูงกว่าครึ่ง (ตั้งแต่มัธยฐาน)",
    "ต่ำกว่าครึ่ง (ตั้งแต่ควอร์ไทล์ 1)",
    "ร้อยละ 25 ล่างสุด (ต่ำกว่าควอร์ไทล์ 1)",
)
# The sentence.
GOT, POINTS, LEVEL = "ได้ ", " คะแนน", " ระดับ"
CHANGE_OPEN, CHANGE_CLOSE = " (", " จากปี {year})"
AT_RANK, AMONG = " · ลำดับ ", " จาก {count} {kind}"
ALL_AGENCIES = "หน่วยงาน"
ABOVE, BELOW, EQUAL = " สูงกว่าค่าเฉลี่ย ", " ต่ำกว่าค่าเฉลี่ย ", " เท่ากับค่าเฉลี่ย"
FIRST_POINT = " · ควรแก้ก่อน: "
NO_POINT = " · ไม่พบจุดอ่อนตามกติกา"
# What to know of the page.
DRAFTS_MARKED = "มาตรการที่มีคำว่า (ร่าง) นำหน้าเป็นร่างที่โปรแกรมเสนอจากผลการวิเคราะห์ หน่วยงานต้องตรวจและแก้ไขก่อนนำไปใช้"
HOW_MADE = "คะแนน ค่าเฉลี่ย ควอร์ไทล์ และลำดับเป็นค่าในวันที่จัดทำ นับเฉพาะหน่วยงานที่ข้อมูลครบถ้วน ส่วนต่างและช่วงในกลุ่มเป็นสูตรจากค่าเหล่านั้น"
NOT_KNOWN = "– คือไม่มีข้อมูล"
MADE_ON = "จัดทำเมื่อ {day}"
SIGNATURE = "รับทราบ ลงชื่อ ................................................"
SIGNED_ON = "วันที่ ............ / ............ / ............"


def cards_title(year: int, province: str) -> str:
    """Return the title of the cards of a province, printed together."""
    return f"{CARD_TITLE.format(year=year)} {full_province(province)}".strip()


def page_title(card: AgencyCard) -> str:
    """Return the title of the card."""
    return PAGE_TITLE.format(name=card.agency.name or card.agency.code, year=card.framework.year)


def kind_words(card: AgencyCard) -> str:
    """Return the kind with which an agency is compared, cut where it is long; a word for all agencies without one."""
    kind = card.place.figures.kind if card.place else ""
    return short_name(kind, _LONGEST_KIND) if kind else ALL_AGENCIES


def quarter_title(card: AgencyCard) -> str:
    """Return the title above the quarters, with the group; it says so where there is nobody to compare with."""
    if card.place is None:
        return NO_PLACE
    title = GROUP_QUARTER if card.place.figures.kind else GROUP_QUARTER_ALL
    return title.format(kind=kind_words(card), count=f"{card.place.figures.count:,}")


def points_title(card: AgencyCard) -> str:
    """Return the title of the weak points: how many there are, and that only the first are listed."""
    if not card.weak:
        return NO_POINTS
    return POINTS_TITLE.format(count=card.weak) + (POINTS_MORE if card.weak > len(card.points) else "")


def tied_words(card: AgencyCard) -> str:
    """Return how many agencies of the group have the same score, the agency itself included."""
    if card.place is None:
        return NO_PLACE
    return TIED.format(count=card.place.tied) if card.place.tied >= LEAST_GROUP else NOT_TIED
