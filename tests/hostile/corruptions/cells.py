"""List corruptions of single cells of a form: codes, scores typed as text, formulas, formats, stray values."""

from tests.hostile.corruptions.corruption import EIT, IIT, YEAR, Corruption, on, told
from tests.hostile.corruptions.parts import fill_last_row, lose_cached_value
from tests.support.cells import cell, column_cells

I1, I2, I3, I4, I10 = (cell(YEAR, code).a1 for code in ("i1", "i2", "i3", "i4", "i10"))
I10_CODE, I11_CODE = cell(YEAR, "i10", "code").a1, cell(YEAR, "i11", "code").a1
E1_PUBLIC, E1_SURVEY = cell(YEAR, "e1 public").a1, cell(YEAR, "e1 survey").a1
SCORES = column_cells(YEAR, IIT).a1
SCORE = cell(YEAR, "i1").letters
PLAIN, COMMA = "0123456789.", "0123456789,"
THAI, FULL_WIDTH = "๐๑๒๓๔๕๖๗๘๙.", "０１２３４５６７８９．"

# What a person makes of a score that is meant to be a number: the words around it, and the signs.
SPELLINGS = (
    ("a number", "{}", PLAIN),
    ("a number after an apostrophe", "'{}", PLAIN),
    ("a number with a decimal comma", "{}", COMMA),
    ("a number with a percent sign", "{}%", PLAIN),
    ("a number with the word for points", "{} คะแนน", PLAIN),
    ("a number after the word for percent", "ร้อยละ {}", PLAIN),
    ("full-width digits", "{}", FULL_WIDTH),
    ("Thai digits", "{}", THAI),
    ("Thai digits after the word for percent", "ร้อยละ {}", THAI),
    ("a number between hard blanks", "\u00a0{}\u00a0", PLAIN),
    ("a number with a zero-width character", "\u200b{}", PLAIN),
    ("a number with a line break", "{}\n", PLAIN),
)


def below(what: str, rows: int = 1) -> str:
    """A free cell so many rows below the last question."""
    return cell(YEAR, "i15", what).moved(down=rows).a1


def beside(code: str) -> str:
    """A free cell in the row of a question, two columns away from the table."""
    return cell(YEAR, code, "previous").moved(right=3).a1


def of_codes() -> tuple[Corruption, ...]:
    """Codes typed anew: what nobody sees needs no word, another spelling does."""
    return (
        *(
            Corruption(f"a code with {what}", on(IIT, ("put_text", I10_CODE, code)))
            for what, code in (("blanks around", " i10  "), ("a zero-width character", "i\u200b10"))
        ),
        *(
            Corruption(f"a code {what}", on(IIT, ("put_text", I10_CODE, code)), told=told("S215", IIT, I10_CODE))
            for what, code in (
                ("in Thai digits", "i๑๐"),
                ("in upper case", "I10"),
                ("in full-width letters", "ｉ１０"),
                ("with a blank inside", "i 10"),
                ("with a hyphen", "i-10"),
                ("with a dot behind", "i10."),
            )
        ),
        Corruption(
            "a code nobody knows",
            on(IIT, ("put_text", I10_CODE, "i99")),
            told=told("S228", IIT, I10_CODE),
        ),
        Corruption(
            "two codes that changed places",
            on(IIT, ("put_text", I10_CODE, "i11"), ("put_text", I11_CODE, "i10")),
            told=told("S216", IIT, I10_CODE, I11_CODE),
            same_scores=False,
        ),
    )


def of_texts() -> tuple[Corruption, ...]:
    """Scores typed as text, to be read or to be refused."""
    return (
        *(
            Corruption(
                f"typed as text, {what}",
                on(IIT, ("spell_score", I10, template, signs)),
                told=told("S204", IIT, I10),
            )
            for what, template, signs in SPELLINGS
        ),
        Corruption(
            "typed as text, both parts in Thai digits",
            on(EIT, ("spell_score", E1_PUBLIC, "{}", THAI), ("spell_score", E1_SURVEY, "{}", THAI)),
            told=told("S204", EIT, E1_PUBLIC, E1_SURVEY),
        ),
        *(
            Corruption(
                f"no number, {text}",
                on(IIT, ("put_text", I10, text)),
                told=told("S202", IIT, I10),
                same_scores=False,
            )
            for text in ("เก้าสิบ", "88..07", "85-90", "N.A.", "รอผล")
        ),
        Corruption(
            "a dash in several cells",
            on(IIT, *(("put_text", address, "-") for address in (I1, I2, I10))),
            told=told("S202", IIT, I1, I2, I10),
            same_scores=False,
        ),
        Corruption(
            "a blank in a score", on(IIT, ("put_text", I10, " ")), told=told("S245", IIT, I10), same_scores=False
        ),
    )


def of_numbers() -> tuple[Corruption, ...]:
    """Scores emptied, out of range, or shown as what they are not."""
    return (
        Corruption(
            "scores emptied", on(IIT, ("clear", f"{I3}:{I4}")), told=told("S245", IIT, I3, I4), same_scores=False
        ),
        Corruption(
            "a decimal point lost",
            on(IIT, ("rescale", I10, 100, 0)),
            told=told("S203", IIT, I10),
            same_scores=False,
        ),
        Corruption(
            "a score below zero", on(IIT, ("put_number", I10, -5)), told=told("S203", IIT, I10), same_scores=False
        ),
        Corruption(
            "a score that became a date",
            on(IIT, ("put_number", I10, 46145), ("set_number_format", I10, "D/M/YYYY")),
            told=told("S202", IIT, I10),
            same_scores=False,
        ),
        Corruption(
            "a score as percent",
            on(IIT, ("rescale", I10, 0.01, 6), ("set_number_format", I10, "0.00%")),
            told=told("S217", IIT, I10),
        ),
        Corruption("a score shown without decimals", on(IIT, ("set_number_format", I10, "0"))),
        Corruption(
            "score cells merged",
            on(IIT, ("clear", f"{I2}:{I3}"), ("merge", f"{I1}:{I3}")),
            told=told("S220", IIT, f"{I1}:{I3}"),
            same_scores=False,
        ),
        Corruption(
            "score cells merged over scores that stay",
            on(IIT, ("merge", f"{I1}:{I3}")),
            told=told("S220", IIT, f"{I1}:{I3}"),
            same_scores=False,
        ),
        Corruption("score cells merged and unmerged", on(IIT, ("merge", f"{I1}:{I3}"), ("unmerge", f"{I1}:{I3}"))),
    )


def of_formulas() -> tuple[Corruption, ...]:
    """Formulas in the cells of scores: calculated, in error, never calculated."""
    return (
        *(
            Corruption(
                f"a formula, {what}",
                on(IIT, ("put_formula", I10, formula)),
                told=told("S218", IIT, I10),
                same_scores=False,
            )
            for what, formula in (
                ("an average", "=AVERAGE(90;95)"),
                ("a sum", "=85+0.5"),
                ("from cells", f"=SUM({I1}:{I2})/2"),
            )
        ),
        *(
            Corruption(
                f"a formula, {what}",
                on(IIT, ("put_formula", I10, formula)),
                told=told("S202", IIT, I10),
                same_scores=False,
            )
            for what, formula in (("divided by zero", "=1/0"), ("nobody knows", "=NOSUCH(1)"))
        ),
        Corruption(
            "a formula never calculated",
            rewrite=lose_cached_value(IIT, I10, "AVERAGE(90,95)"),
            told=told("S219", IIT, I10),
            same_scores=False,
        ),
    )


def of_strays() -> tuple[Corruption, ...]:
    """What is left about in a sheet: notes, comments, formats and values far away."""
    return (
        Corruption("a comment on a score", on(IIT, ("comment", I10, "ตรวจสอบแล้ว")), told=told("X310", IIT, I10)),
        Corruption("a note below the table", on(IIT, ("put_text", below("text", 3), "หมายเหตุ คะแนนอยู่ระหว่างอุทธรณ์"))),
        Corruption(
            "a note beside the table",
            on(IIT, ("put_text", beside("i3"), "ถามกองแผนอีกครั้ง"), ("put_number", beside("i4"), 91.5)),
        ),
        Corruption(
            "a sum below the scores",
            on(IIT, ("put_text", below("text"), "เฉลี่ย"), ("put_formula", below("score"), f"=AVERAGE({SCORES})")),
        ),
        Corruption(
            "a note under the codes",
            on(IIT, ("put_text", below("code", 2), "หมายเหตุ")),
            told=told("S208", IIT, below("code", 2)),
        ),
        Corruption("a blank in the last row", rewrite=fill_last_row(IIT, SCORE, " ")),
        Corruption("a zero in the last row", rewrite=fill_last_row(IIT, SCORE, "0")),
        Corruption("a value in the last cell", rewrite=fill_last_row(IIT, "XFD", " ")),
        Corruption(
            "a format on whole columns",
            on(
                IIT,
                ("set_number_format", f"{SCORE}1:{SCORE}1048576", "0.000"),
                ("set_number_format", "A1:H1048576", "0.000"),
            ),
        ),
    )
