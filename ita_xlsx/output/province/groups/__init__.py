"""Write the sheets of kinds and districts into the consolidated workbook.

Takes a ``ProvinceReport``; changes the workbook in memory only.
"""
