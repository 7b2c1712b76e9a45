"""Hold the Thai sentences about figures: one template a kind, with slots that the figures fill.

A score has its unit once (``คะแนน``), and no sentence has ``ร้อยละ``. Holds data only.
"""

from __future__ import annotations

AND, WHILE, THEREBY, ALSO, NEXT = "และ", "ส่วน", "โดย", "ทั้งนี้", "รองลงมา ได้แก่ "
RANGE = "{first} ถึง {last}"
SCORED = "{name} ได้ {score} คะแนน"
SCORED_EQUAL = "{names} ได้คะแนนเท่ากัน {score} คะแนน"
NOT_SCORED = "{name} ยังไม่มีคะแนน"

NO_SCORES = "ยังไม่มีคะแนนของรายการในตารางนี้"
SOME_MISSING = "{names} ยังไม่มีคะแนน"
HIGHEST = "{names} ได้คะแนนสูงสุด {score} คะแนน"
HIGHEST_TIE = "{names} ได้คะแนนสูงสุดเท่ากัน {score} คะแนน"
LOWEST = "{names} ได้คะแนนต่ำสุด {score} คะแนน"
LOWEST_TIE = "{names} ได้คะแนนต่ำสุดเท่ากัน {score} คะแนน"
CLOSE = "ทุก{noun}ได้คะแนนใกล้เคียงกัน"
ALL_EQUAL = "ทุก{noun}ได้คะแนนเท่ากัน {score} คะแนน"
ALL_FULL = "{names} ได้ {full} คะแนนทุก{noun}"
ALL_FULL_BUT_ONE = "ทุก{noun}ได้ {full} คะแนน ยกเว้น{name} ได้ {score} คะแนน"

ALL_ROSE = "ทุก{noun}ได้คะแนนเพิ่มขึ้นจากปี {year}"
ALL_FELL = "ทุก{noun}ได้คะแนนลดลงจากปี {year}"
ALL_SAME = "ทุก{noun}ได้คะแนนเท่ากับปี {year}"
ROSE = "{names} ได้คะแนนเพิ่มขึ้นจากปี {year}"
FELL = "{names} ได้คะแนนลดลงจากปี {year}"
SAME = "{names} ได้คะแนนเท่ากับปี {year}"
NO_YEAR_BEFORE = "ไม่มีคะแนนปี {year} สำหรับเปรียบเทียบ"
NO_SCORE_BEFORE = "{names} ไม่มีคะแนนปี {year} สำหรับเปรียบเทียบ"

ALL_PARTS_BELOW = "ทุก{noun}มีคะแนน {first} ต่ำกว่า {second}"
ALL_PARTS_ABOVE = "ทุก{noun}มีคะแนน {first} สูงกว่า {second}"
ALL_PARTS_SAME = "ทุก{noun}มีคะแนน {first} เท่ากับ {second}"
PARTS_BELOW = "{names} มีคะแนน {first} ต่ำกว่า {second}"
PARTS_ABOVE = "{names} มีคะแนน {first} สูงกว่า {second}"
PARTS_SAME = "{names} มีคะแนน {first} เท่ากับ {second}"

BELOW_LIMIT = "มี {count} {noun}ที่ได้คะแนนต่ำกว่า {limit} คะแนน ได้แก่ {names}"
NONE_BELOW_LIMIT = "ไม่มี{noun}ใดได้คะแนนต่ำกว่า {limit} คะแนน"
ALL_BELOW_LIMIT = "ทุก{noun}ได้คะแนนต่ำกว่า {limit} คะแนน"
