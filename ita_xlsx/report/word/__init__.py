"""Documents of the model as files for Word: text, tables, charts and controls over the parts of a master.

Takes values; returns the bytes of a file.
"""
