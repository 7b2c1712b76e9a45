"""Read returned forms, and our own analyses and consolidated workbooks, into submissions."""
