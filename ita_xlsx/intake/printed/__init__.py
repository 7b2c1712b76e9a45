"""Read tables of scores as they are printed in reports, from workbooks and CSV files."""
