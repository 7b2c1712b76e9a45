"""Store and read what is kept outside workbooks: tidy tables, the database, decisions, link results and the cache.

Takes and returns values of ``model``; reads and writes CSV text and SQLite files.
"""
