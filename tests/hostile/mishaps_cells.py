"""What happens to single cells of a form: codes, scores typed as text, formulas, formats, strays?"""

from tests.hostile.mishap import EIT, IIT, Mishap, on, told
from tests.hostile.mishap_parts import fill_last_row, lose_cached_value

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


def of_codes() -> tuple[Mishap, ...]:
    """Codes typed anew: what nobody sees needs no word, another spelling does."""
    return (
        *(
            Mishap(f"a code with {what}", on(IIT, ("put_text", "B14", code)))
            for what, code in (("blanks around", " i10  "), ("a zero-width character", "i\u200b10"))
        ),
        *(
            Mishap(f"a code {what}", on(IIT, ("put_text", "B14", code)), told=told("S215", IIT, "B14"))
            for what, code in (
                ("in Thai digits", "i๑๐"),
                ("in upper case", "I10"),
                ("in full-width letters", "ｉ１０"),
                ("with a blank inside", "i 10"),
                ("with a hyphen", "i-10"),
                ("with a dot behind", "i10."),
            )
        ),
        Mishap(
            "a code nobody knows",
            on(IIT, ("put_text", "B14", "i99")),
            told=told("S228", IIT, "B14"),
        ),
        Mishap(
            "two codes that changed places",
            on(IIT, ("put_text", "B14", "i11"), ("put_text", "B15", "i10")),
            told=told("S216", IIT, "B14", "B15"),
            same_scores=False,
        ),
    )


def of_texts() -> tuple[Mishap, ...]:
    """Scores typed as text, to be read or to be refused."""
    return (
        *(
            Mishap(
                f"typed as text, {what}",
                on(IIT, ("spell_score", "D14", template, signs)),
                told=told("S204", IIT, "D14"),
            )
            for what, template, signs in SPELLINGS
        ),
        Mishap(
            "typed as text, both parts in Thai digits",
            on(EIT, ("spell_score", "D5", "{}", THAI), ("spell_score", "E5", "{}", THAI)),
            told=told("S204", EIT, "D5", "E5"),
        ),
        *(
            Mishap(
                f"no number, {text}",
                on(IIT, ("put_text", "D14", text)),
                told=told("S202", IIT, "D14"),
                same_scores=False,
            )
            for text in ("เก้าสิบ", "88..07", "85-90", "N.A.", "รอผล")
        ),
        Mishap(
            "a dash in several cells",
            on(IIT, *(("put_text", cell, "-") for cell in ("D5", "D6", "D14"))),
            told=told("S202", IIT, "D5", "D6", "D14"),
            same_scores=False,
        ),
        Mishap(
            "a blank in a score", on(IIT, ("put_text", "D14", " ")), told=told("S201", IIT, "D14"), same_scores=False
        ),
    )


def of_numbers() -> tuple[Mishap, ...]:
    """Scores emptied, out of range, or shown as what they are not."""
    return (
        Mishap("scores emptied", on(IIT, ("clear", "D7:D8")), told=told("S201", IIT, "D7:D8"), same_scores=False),
        Mishap(
            "a decimal point lost",
            on(IIT, ("rescale", "D14", 100, 0)),
            told=told("S203", IIT, "D14"),
            same_scores=False,
        ),
        Mishap(
            "a score below zero", on(IIT, ("put_number", "D14", -5)), told=told("S203", IIT, "D14"), same_scores=False
        ),
        Mishap(
            "a score that became a date",
            on(IIT, ("put_number", "D14", 46145), ("set_number_format", "D14", "D/M/YYYY")),
            told=told("S202", IIT, "D14"),
            same_scores=False,
        ),
        Mishap(
            "a score as percent",
            on(IIT, ("rescale", "D14", 0.01, 6), ("set_number_format", "D14", "0.00%")),
            told=told("S217", IIT, "D14"),
        ),
        Mishap("a score shown without decimals", on(IIT, ("set_number_format", "D14", "0"))),
        Mishap(
            "score cells merged",
            on(IIT, ("clear", "D6:D7"), ("merge", "D5:D7")),
            told=told("S220", IIT, "D5:D7"),
            same_scores=False,
        ),
        Mishap(
            "score cells merged over scores that stay",
            on(IIT, ("merge", "D5:D7")),
            told=told("S220", IIT, "D5:D7"),
            same_scores=False,
        ),
        Mishap("score cells merged and unmerged", on(IIT, ("merge", "D5:D7"), ("unmerge", "D5:D7"))),
    )


def of_formulas() -> tuple[Mishap, ...]:
    """Formulas in the cells of scores: calculated, in error, never calculated."""
    return (
        *(
            Mishap(
                f"a formula, {what}",
                on(IIT, ("put_formula", "D14", formula)),
                told=told("S218", IIT, "D14"),
                same_scores=False,
            )
            for what, formula in (
                ("an average", "=AVERAGE(90;95)"),
                ("a sum", "=85+0.5"),
                ("from cells", "=SUM(D5:D6)/2"),
            )
        ),
        *(
            Mishap(
                f"a formula, {what}",
                on(IIT, ("put_formula", "D14", formula)),
                told=told("S202", IIT, "D14"),
                same_scores=False,
            )
            for what, formula in (("divided by zero", "=1/0"), ("nobody knows", "=NOSUCH(1)"))
        ),
        Mishap(
            "a formula never calculated",
            rewrite=lose_cached_value(IIT, "D14", "AVERAGE(90,95)"),
            told=told("S219", IIT, "D14"),
            same_scores=False,
        ),
    )


def of_strays() -> tuple[Mishap, ...]:
    """What is left about in a sheet: notes, comments, formats and values far away."""
    return (
        Mishap("a comment on a score", on(IIT, ("comment", "D14", "ตรวจสอบแล้ว")), told=told("X310", IIT, "D14")),
        Mishap("a note below the table", on(IIT, ("put_text", "A22", "หมายเหตุ คะแนนอยู่ระหว่างอุทธรณ์"))),
        Mishap("a note beside the table", on(IIT, ("put_text", "H7", "ถามกองแผนอีกครั้ง"), ("put_number", "H8", 91.5))),
        Mishap(
            "a sum below the scores", on(IIT, ("put_text", "C20", "เฉลี่ย"), ("put_formula", "D20", "=AVERAGE(D5:D19)"))
        ),
        Mishap("a note under the codes", on(IIT, ("put_text", "B21", "หมายเหตุ")), told=told("S208", IIT, "B21")),
        Mishap("a blank in the last row", rewrite=fill_last_row(IIT, "D", " ")),
        Mishap("a zero in the last row", rewrite=fill_last_row(IIT, "D", "0")),
        Mishap("a value in the last cell", rewrite=fill_last_row(IIT, "XFD", " ")),
        Mishap(
            "a format on whole columns",
            on(IIT, ("set_number_format", "D1:D1048576", "0.000"), ("set_number_format", "A1:H1048576", "0.000")),
        ),
    )
