"""Open a workbook from outside: check its package, then read the cells of its sheets."""
