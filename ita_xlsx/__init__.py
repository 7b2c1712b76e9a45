"""Workbooks for the Thai Integrity and Transparency Assessment: templates out, scores in, results back."""

__version__ = "0.1.0"
