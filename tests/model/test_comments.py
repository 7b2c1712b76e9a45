import pytest

from ita_xlsx.model.text.comments import bare_comment

ENGLISH = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however, any edits to it "
    "will get removed if the file is opened in a newer version of Excel. Learn more: "
    "https://go.microsoft.com/fwlink/?linkid=870924\n\n"
)
THAI = (
    "[ความคิดเห็นแบบเธรด]\n\nExcel เวอร์ชันของคุณอนุญาตให้คุณอ่านความคิดเห็นแบบเธรดนี้ เรียนรู้เพิ่มเติม: "
    "https://go.microsoft.com/fwlink/?linkid=870924\n\n"
)


@pytest.mark.parametrize(
    ("stored", "author", "words"),
    [
        (f"{ENGLISH}Comment:\n    รออุทธรณ์", "tc={1}", "รออุทธรณ์"),
        (
            f"{ENGLISH}Comment:\n    รออุทธรณ์\nReply:\n    ใช้ 95.50\nReply:\n    ตกลง",
            "tc={1}",
            "รออุทธรณ์ / ใช้ 95.50 / ตกลง",
        ),
        (f"{THAI}ความคิดเห็น:\n    หมายเหตุ: ดูข้อ 2\nตอบกลับ:\n    ครับ", "tc={1}", "หมายเหตุ: ดูข้อ 2 / ครับ"),
        (f"{ENGLISH}Comment:\r\n    a\r\nReply:\r\n    b", "", "a / b"),
        (f"{ENGLISH}Comment:\n    สองบรรทัด\nบรรทัดสอง", "", "สองบรรทัด\nบรรทัดสอง"),
        ("สมชาย:\nตรวจแล้ว", "สมชาย", "ตรวจแล้ว"),
        ("สมชาย: ตรวจแล้ว", "สมหญิง", "สมชาย: ตรวจแล้ว"),
        ("ตรวจแล้ว\n\t-สมชาย ใจดี", "", "ตรวจแล้ว"),
        ("[1] ดูรายงานหน้า 3", "", "[1] ดูรายงานหน้า 3"),
    ],
)
def test_only_the_words_of_people_are_kept(stored: str, author: str, words: str) -> None:
    assert bare_comment(stored, author) == words
