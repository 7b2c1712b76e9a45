"""Print a round: choose the workbooks, then make one PDF of them."""
