"""Read returned forms, our own analyses and our own consolidated workbooks into submissions."""
