"""Have a real LibreOffice judge the workbooks: their formulas, their locks, their printed pages."""
