"""Make what an agency gets back: a passive copy of its workbook with the faults marked, and a short covering text.

Takes the bytes of a workbook and a letter; returns bytes and Thai text. Works in memory and touches no files.
"""
