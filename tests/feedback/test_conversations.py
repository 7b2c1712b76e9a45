from openpyxl import Workbook
from openpyxl.comments import Comment

from ita_xlsx.feedback.marks import remove_earlier_marks
from tests.model.test_comments import ENGLISH


def test_a_copy_keeps_the_words_of_a_conversation_without_those_of_the_program() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"].comment = Comment(f"{ENGLISH}Comment:\n    รออุทธรณ์\nReply:\n    ใช้ 95.50", "tc={1}")
    sheet["A2"].comment = Comment("ดูหน้า 3", "สมชาย")
    remove_earlier_marks(book)
    notes = [(sheet[cell].comment.text, sheet[cell].comment.author) for cell in ("A1", "A2")]
    assert notes == [("รออุทธรณ์ / ใช้ 95.50", "ผู้ตรวจแบบ ITA"), ("ดูหน้า 3", "สมชาย")]
