"""What does a real LibreOffice say about the workbooks: their formulas, their locks, their printed pages?"""
