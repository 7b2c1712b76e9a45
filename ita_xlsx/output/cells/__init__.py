"""Keep and write the cells of a workbook, faster than the library and with the same parts."""
