"""List corruptions of sheets, rows, columns and headers of a form that leave its scores as they are."""

from tests.hostile.corruptions.corruption import EIT, IIT, INFO, OIT, STAMP, YEAR, Corruption, on, told
from tests.support.cells import cell, column_cells, header_cell

HEADER, E_PUBLIC, E_SURVEY = (
    header_cell(YEAR, sheet, what).a1 for sheet, what in ((IIT, "score"), (EIT, "score public"), (EIT, "score survey"))
)
I4 = cell(YEAR, "i4", "code")
SCORE, BEFORE = header_cell(YEAR, IIT, "score").letters, header_cell(YEAR, IIT, "previous").letters
CODES, TEXTS = header_cell(YEAR, IIT, "code").letters, header_cell(YEAR, IIT, "text").letters
SURVEY, PUBLIC = (header_cell(YEAR, EIT, f"score {part}").letters for part in ("survey", "public"))
HEAD = header_cell(YEAR, IIT, "code").row
I10_CODE = cell(YEAR, "i10", "code").a1
# The first and the last cell of the table, and one row of it.
FIRST, LAST = cell(YEAR, "i1", "code"), cell(YEAR, "i15", "previous")
I10_ROW = cell(YEAR, "i10", "code").to(cell(YEAR, "i10", "previous")).a1
ZERO_WIDTH, NO_BREAK = "\u200b", "\u00a0"
# Sorted as texts, i10 to i15 come before i2, and blanks last; only i1 stays. Some codes then stand beside a band.
ROWS_WITH_ANOTHER_CODE = tuple(cell(YEAR, "i1", "code").moved(down=number).a1 for number in range(1, 15))
# Bands come first, as their titles begin with a number; Thai texts are sorted by the rules of Thai, and that of i13
# stays.
ROWS_WITH_ANOTHER_TEXT = tuple(cell(YEAR, f"i{number}", "code").a1 for number in range(1, 16) if number != 13)


def of_sheets() -> tuple[Corruption, ...]:
    """Sheets renamed, moved, hidden, copied and deleted."""
    return (
        Corruption(
            "sheets renamed",
            (("rename_sheet", IIT, "แบบ IIT ปี 2568"), ("rename_sheet", EIT, "Sheet1")),
            told=(("W114", "แบบ IIT ปี 2568"), ("W114", "Sheet1")),
        ),
        Corruption("blanks round the name of a sheet", (("rename_sheet", IIT, f" {IIT} "),)),
        Corruption("sheets reordered", (("move_sheet", OIT, 1), ("move_sheet", IIT, 8))),
        Corruption("a sheet hidden", (("hide_sheet", IIT),), told=(("X302", IIT),)),
        Corruption("the stamp shown", (("show_sheet", STAMP),)),
        Corruption("a copy left beside the sheet", (("copy_sheet", IIT, "IIT (2)", 4),), told=(("W111", "IIT (2)"),)),
        Corruption(
            "a copy before the sheet with other scores",
            (
                ("copy_sheet", IIT, "สำเนา", 1),
                ("unprotect", "สำเนา", ""),
                ("put_number", "สำเนา", cell(YEAR, "i10").a1, 70),
            ),
            told=(("W111", "สำเนา"),),
            same_scores=False,
        ),
        Corruption("a sheet deleted", (("delete_sheet", EIT),), told=(("W107", ""),), same_scores=False),
        Corruption("the sheet of the agency deleted", (("delete_sheet", INFO),), told=(("W107", ""),)),
    )


def of_rows() -> tuple[Corruption, ...]:
    """Rows inserted, moved, sorted, hidden and deleted."""
    return (
        Corruption("rows inserted above the table", on(IIT, ("insert_rows", 1, 3))),
        Corruption("rows inserted between header and answers", on(IIT, ("insert_rows", HEAD + 1, 2))),
        Corruption(
            "rows with headings inserted between the answers",
            on(
                IIT,
                ("insert_rows", I4.row, 1),
                ("put_text", I4.moved(right=1).a1, "รวมตัวชี้วัดที่ 1"),
                ("insert_rows", I4.row + 4, 1),
            ),
        ),
        Corruption("lines above the header deleted", on(IIT, ("delete_rows", 1, HEAD - 1))),
        Corruption("rows moved down", on(IIT, ("move_rows", FIRST.row, 3, FIRST.row + 10))),
        Corruption("rows moved up", on(IIT, ("move_rows", FIRST.row + 10, 3, FIRST.row + 2))),
        Corruption("whole rows sorted by score", on(IIT, ("sort", FIRST.to(LAST).a1, SCORE, "ascending"))),
        Corruption(
            "rows filtered",
            on(IIT, ("filter_rows", header_cell(YEAR, IIT, "code").to(LAST).a1, CODES, "i4")),
            told=(("X308", IIT),),
        ),
        Corruption("rows hidden", on(IIT, ("hide_rows", FIRST.row + 1, 2)), told=(("X308", IIT),)),
        Corruption(
            "a row deleted",
            on(IIT, ("delete_rows", cell(YEAR, "i10").row, 1)),
            told=(("S206", IIT),),
            same_scores=False,
        ),
        Corruption(
            "a row copied below the table",
            on(IIT, ("paste", I10_ROW, IIT, cell(YEAR, "i15", "code").moved(down=1).a1)),
            told=told("S207", IIT, I10_CODE),
            same_scores=False,
        ),
        Corruption(
            "a row copied over the next",
            on(IIT, ("paste", I10_ROW, IIT, cell(YEAR, "i11", "code").a1)),
            told=(*told("S207", IIT, I10_CODE), ("S206", IIT)),
            same_scores=False,
        ),
        Corruption(
            "codes sorted without the question texts",
            on(IIT, ("sort", column_cells(YEAR, IIT, "code").a1, CODES, "ascending")),
            told=told("S216", IIT, *ROWS_WITH_ANOTHER_CODE),
            same_scores=False,
        ),
        Corruption(
            "question texts sorted without the codes",
            on(IIT, ("sort", column_cells(YEAR, IIT, "text").a1, TEXTS, "ascending")),
            told=told("S216", IIT, *ROWS_WITH_ANOTHER_TEXT),
            same_scores=False,
        ),
    )


def of_columns() -> tuple[Corruption, ...]:
    """Columns inserted, moved, hidden and deleted, and cells merged that hold no score."""
    return (
        Corruption(
            "columns inserted",
            on(
                IIT, ("insert_columns", "A", 1), ("insert_columns", BEFORE, 2), ("put_text", f"{BEFORE}{HEAD}", "ผู้ตรวจ")
            ),
        ),
        Corruption("the score moved before the code", on(IIT, ("move_columns", SCORE, 1, CODES))),
        Corruption("the scores of Public and Survey change places", on(EIT, ("move_columns", SURVEY, 1, PUBLIC))),
        Corruption("the column of scores hidden", on(IIT, ("hide_columns", SCORE, 1)), told=(("X308", IIT),)),
        Corruption("the columns of labels hidden", on(IIT, ("hide_columns", TEXTS, 1))),
        Corruption("last year's scores deleted", on(IIT, ("delete_columns", BEFORE, 1))),
        Corruption(
            "the column of scores deleted",
            on(IIT, ("delete_columns", SCORE, 1)),
            told=(("W119", IIT),),
            same_scores=False,
        ),
        Corruption(
            "a band merged",
            on(IIT, ("merge", I4.moved(down=-1, right=1).to(cell(YEAR, "i4", "previous").moved(down=-1)).a1)),
        ),
        Corruption("the title merged", on(IIT, ("merge", "A1:E1"))),
    )


def of_headers() -> tuple[Corruption, ...]:
    """Headers typed anew: what nobody sees needs no word, another spelling does."""
    return (
        *(
            Corruption(f"a header with {what}", on(IIT, ("put_text", HEADER, header)))
            for what, header in (
                ("blanks around", "  คะแนน "),
                ("hard blanks around", f"{NO_BREAK}คะแนน{NO_BREAK}"),
                ("a zero-width character", f"คะ{ZERO_WIDTH}แนน"),
            )
        ),
        *(
            Corruption(f"a header with {what}", on(IIT, ("put_text", HEADER, header)), told=told("W117", IIT, HEADER))
            for what, header in (
                ("a blank inside", "คะ แนน"),
                ("a line break inside", "คะ\nแนน"),
                ("a word added", "คะแนน (ร้อยละ)"),
                ("a colon", "คะแนน:"),
            )
        ),
        Corruption(
            "a header of two parts in two lines, without its blanks",
            on(EIT, ("put_text", E_PUBLIC, "คะแนน\nEIT Public"), ("put_text", E_SURVEY, "คะแนนEIT Survey")),
            told=told("W117", EIT, E_SURVEY),
        ),
        Corruption("a header emptied", on(IIT, ("clear", HEADER)), told=(("W119", IIT),), same_scores=False),
    )
