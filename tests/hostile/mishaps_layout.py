"""What happens to the sheets, rows, columns and headers of a form, its scores left as they are?"""

from tests.hostile.mishap import EIT, IIT, INFO, OIT, STAMP, Mishap, on, told

ZERO_WIDTH, NO_BREAK = "\u200b", "\u00a0"
# Sorted as texts, i10 to i15 come before i2; only i1 stays.
ROWS_WITH_ANOTHER_CODE = tuple(f"B{row}" for row in range(6, 20))
# Thai texts are sorted by the rules of Thai; that of i13 stays.
ROWS_WITH_ANOTHER_TEXT = tuple(f"B{row}" for row in range(5, 20) if row != 17)


def of_sheets() -> tuple[Mishap, ...]:
    """Sheets renamed, moved, hidden, copied and deleted."""
    return (
        Mishap(
            "sheets renamed",
            (("rename_sheet", IIT, "แบบ IIT ปี 2568"), ("rename_sheet", EIT, "Sheet1")),
            told=(("W114", "แบบ IIT ปี 2568"), ("W114", "Sheet1")),
        ),
        Mishap("blanks round the name of a sheet", (("rename_sheet", IIT, f" {IIT} "),)),
        Mishap("sheets reordered", (("move_sheet", OIT, 1), ("move_sheet", IIT, 8))),
        Mishap("a sheet hidden", (("hide_sheet", IIT),), told=(("X302", IIT),)),
        Mishap("the stamp shown", (("show_sheet", STAMP),)),
        Mishap("a copy left beside the sheet", (("copy_sheet", IIT, "IIT (2)", 4),), told=(("W111", "IIT (2)"),)),
        Mishap(
            "a copy before the sheet with other scores",
            (("copy_sheet", IIT, "สำเนา", 1), ("unprotect", "สำเนา", ""), ("put_number", "สำเนา", "D14", 70)),
            told=(("W111", "สำเนา"),),
            same_scores=False,
        ),
        Mishap("a sheet deleted", (("delete_sheet", EIT),), told=(("W107", ""),), same_scores=False),
        Mishap("the sheet of the agency deleted", (("delete_sheet", INFO),), told=(("W107", ""),)),
    )


def of_rows() -> tuple[Mishap, ...]:
    """Rows inserted, moved, sorted, hidden and deleted."""
    return (
        Mishap("rows inserted above the table", on(IIT, ("insert_rows", 1, 3))),
        Mishap("rows inserted between header and answers", on(IIT, ("insert_rows", 5, 2))),
        Mishap(
            "rows with headings inserted between the answers",
            on(IIT, ("insert_rows", 8, 1), ("put_text", "A8", "รวมตัวชี้วัดที่ 1"), ("insert_rows", 12, 1)),
        ),
        Mishap("lines above the header deleted", on(IIT, ("delete_rows", 1, 3))),
        Mishap("rows moved down", on(IIT, ("move_rows", 5, 3, 15))),
        Mishap("rows moved up", on(IIT, ("move_rows", 15, 3, 7))),
        Mishap("whole rows sorted by score", on(IIT, ("sort", "A5:E19", "D", "ascending"))),
        Mishap(
            "rows filtered",
            on(IIT, ("filter_rows", "A4:E19", "A", "2 การใช้งบประมาณ")),
            told=(("X308", IIT),),
        ),
        Mishap("rows hidden", on(IIT, ("hide_rows", 6, 2)), told=(("X308", IIT),)),
        Mishap("a row deleted", on(IIT, ("delete_rows", 14, 1)), told=(("S206", IIT),), same_scores=False),
        Mishap(
            "a row copied below the table",
            on(IIT, ("paste", "A14:E14", IIT, "A20")),
            told=told("S207", IIT, "B14"),
            same_scores=False,
        ),
        Mishap(
            "a row copied over the next",
            on(IIT, ("paste", "A14:E14", IIT, "A15")),
            told=(*told("S207", IIT, "B14"), ("S206", IIT)),
            same_scores=False,
        ),
        Mishap(
            "codes sorted without the question texts",
            on(IIT, ("sort", "B5:B19", "B", "ascending")),
            told=told("S216", IIT, *ROWS_WITH_ANOTHER_CODE),
            same_scores=False,
        ),
        Mishap(
            "question texts sorted without the codes",
            on(IIT, ("sort", "C5:C19", "C", "ascending")),
            told=told("S216", IIT, *ROWS_WITH_ANOTHER_TEXT),
            same_scores=False,
        ),
    )


def of_columns() -> tuple[Mishap, ...]:
    """Columns inserted, moved, hidden and deleted, and cells merged that hold no score."""
    return (
        Mishap(
            "columns inserted",
            on(IIT, ("insert_columns", "A", 1), ("insert_columns", "E", 2), ("put_text", "E4", "ผู้ตรวจ")),
        ),
        Mishap("the score moved before the code", on(IIT, ("move_columns", "D", 1, "B"))),
        Mishap("the scores of Public and Survey change places", on(EIT, ("move_columns", "E", 1, "D"))),
        Mishap("the column of scores hidden", on(IIT, ("hide_columns", "D", 1)), told=(("X308", IIT),)),
        Mishap("the columns of labels hidden", on(IIT, ("hide_columns", "A", 1))),
        Mishap("last year's scores deleted", on(IIT, ("delete_columns", "E", 1))),
        Mishap(
            "the column of scores deleted",
            on(IIT, ("delete_columns", "D", 1)),
            told=(("W119", IIT),),
            same_scores=False,
        ),
        Mishap("the labels of an indicator merged", on(IIT, ("clear", "A6:A7"), ("merge", "A5:A7"))),
        Mishap("the title merged", on(IIT, ("merge", "A1:E1"))),
    )


def of_headers() -> tuple[Mishap, ...]:
    """Headers typed anew: what nobody sees needs no word, another spelling does."""
    return (
        *(
            Mishap(f"a header with {what}", on(IIT, ("put_text", "D4", header)))
            for what, header in (
                ("blanks around", "  คะแนน "),
                ("hard blanks around", f"{NO_BREAK}คะแนน{NO_BREAK}"),
                ("a zero-width character", f"คะ{ZERO_WIDTH}แนน"),
            )
        ),
        *(
            Mishap(f"a header with {what}", on(IIT, ("put_text", "D4", header)), told=told("W117", IIT, "D4"))
            for what, header in (
                ("a blank inside", "คะ แนน"),
                ("a line break inside", "คะ\nแนน"),
                ("a word added", "คะแนน (ร้อยละ)"),
                ("a colon", "คะแนน:"),
            )
        ),
        Mishap(
            "a header of two parts in two lines, without its blanks",
            on(EIT, ("put_text", "D4", "คะแนน\nEIT Public"), ("put_text", "E4", "คะแนนEIT Survey")),
            told=told("W117", EIT, "E4"),
        ),
        Mishap("a header emptied", on(IIT, ("clear", "D4")), told=(("W119", IIT),), same_scores=False),
    )
