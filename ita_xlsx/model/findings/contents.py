"""Messages about what a workbook holds besides its answers: hidden, carried along, or said in comments."""

from ita_xlsx.model.findings.finding import Message, Severity

MESSAGES = (
    Message(
        "X301", Severity.WARNING,
        "ไฟล์มีมาโคร ซึ่งไม่ได้เรียกใช้และไม่ส่งต่อ", "บันทึกเป็น .xlsx โดยไม่มีมาโคร",
        "the file carries macros; they are neither run nor passed on", "save it as .xlsx, without macros",
    ),
    Message(
        "X302", Severity.INFO,
        "แผ่นงาน «{value}» ถูกซ่อนไว้ แต่อ่านตามปกติ", "ไม่ต้องแก้ หากตั้งใจซ่อน",
        "the sheet «{value}» is hidden; it was read all the same", "nothing to do if that is meant",
    ),
    Message(
        "X303", Severity.WARNING,
        "แผ่นงาน «{value}» ถูกซ่อนจนเรียกดูจากเมนูไม่ได้", "ตรวจว่าเป็นข้อมูลใด หรือลบแผ่นงานนี้",
        "the sheet «{value}» is hidden so that no menu shows it", "find out what it holds, or take it out",
    ),
    Message(
        "X304", Severity.WARNING,
        "ไฟล์เชื่อมต่อกับแหล่งข้อมูลภายนอก ซึ่งไม่ได้เรียกใช้", "ยกเลิกการเชื่อมต่อ แล้วบันทึกเป็นค่า",
        "the file is connected to outside data; nothing was fetched", "remove the connection and keep the values",
    ),
    Message(
        "X305", Severity.WARNING,
        "ไฟล์ลิงก์ไปยังสมุดงานอื่น ซึ่งไม่ได้เปิดอ่าน", "ตัดลิงก์ (ข้อมูล > แก้ไขการเชื่อมโยง) แล้วบันทึกเป็นค่า",
        "the file is linked to other workbooks; they were not opened", "break the links (Data > Edit Links), keep the values",
    ),
    Message(
        "X306", Severity.WARNING,
        "ไฟล์มีวัตถุที่ฝังไว้หรือปุ่มควบคุม ซึ่งไม่ได้เปิดอ่าน", "ลบออก หรือส่งเป็นไฟล์แยก",
        "the file has objects or controls embedded; they were not opened", "take them out, or send them apart",
    ),
    Message(
        "X307", Severity.WARNING,
        "มีข้อมูลซ่อนอยู่ใต้ช่องที่ผสานกัน {other}: «{value}»", "ยกเลิกการผสานช่องแล้วตรวจข้อมูล",
        "there is something hidden under the merged cells {other}: «{value}»", "unmerge them and look",
    ),
    Message(
        "X308", Severity.INFO,
        "คะแนน {count} ช่องอยู่ในแถวหรือคอลัมน์ที่ซ่อนหรือถูกกรองไว้ แต่อ่านตามปกติ", "ไม่ต้องแก้ หากคะแนนถูกต้อง",
        "{count} scores stand in hidden or filtered rows or columns; they were read all the same",
        "nothing to do if they are right",
    ),
    Message(
        "X309", Severity.INFO,
        "มีข้อมูล «{value}» อยู่ไกลจากตาราง ไม่ได้อ่าน", "ลบทิ้งหากไม่ใช้",
        "there is something far away from the table, «{value}»; it was not read", "delete it if it is of no use",
    ),
    Message(
        "X310", Severity.INFO,
        "ช่องนี้มีความเห็น: «{value}»", "อ่านประกอบการพิจารณา",
        "the cell has a comment: «{value}»", "read it",
    ),
    Message(
        "X311", Severity.INFO,
        "ไม่ได้อ่านคอลัมน์ «{value}» เพราะไม่ใช่หัวตารางของแบบฟอร์ม", "หากเป็นคะแนนปีก่อนหรือคะแนนที่แก้ไข ให้ใส่ในคอลัมน์ของแบบฟอร์ม",
        "the column «{value}» was not read: it is none of the form's headers",
        "if it holds last year's or corrected scores, put them into the form's own column",
    ),
    Message(
        "X312", Severity.WARNING,
        "{count} ช่องเป็นสูตร {value} ที่ยังไม่เคยคำนวณ จึงไม่มีค่า", "พิมพ์ข้อความแทนสูตร หรือเปิดไฟล์ต้นฉบับใน Excel แล้วบันทึก",
        "{count} cells hold a formula, {value}, that was never computed and has no value",
        "type the text in place of the formula, or open the original file in Excel and save it",
    ),
    Message(
        "X313", Severity.INFO,
        "ช่องที่ผสานกันหลายแถวใช้ค่าเดียวกันทุกแถว ({count} ช่อง)", "ไม่ต้องแก้ หากทุกแถวเป็นเช่นนั้นจริง",
        "a cell merged over several rows says the same of each of them ({count} cells)",
        "nothing to do if it holds for every row",
    ),
)  # fmt: skip
