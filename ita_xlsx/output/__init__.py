"""Values in, workbooks out: nothing is computed here but how it looks."""
