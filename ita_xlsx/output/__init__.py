"""Write workbooks from finished values: one room for each workbook, and the tools that they share.

Takes values of the model; returns bytes. Computes nothing but the look of a sheet. Only the writer of files uses
the disk.
"""
