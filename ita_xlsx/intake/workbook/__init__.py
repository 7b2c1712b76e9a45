"""Open a workbook from outside: check its package, then read the cells of its sheets.

Takes the bytes of a file; returns cell values, formulas and links, or raises UnreadableWorkbook. Works on values only.
"""
