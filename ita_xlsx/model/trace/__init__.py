"""Lead from a figure of the province to the file, the cell and the decision behind it. Works on values only."""
