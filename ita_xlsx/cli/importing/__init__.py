"""Print what ``ita import`` read from a table of all agencies."""
