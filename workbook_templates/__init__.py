"""Shipped data, no logic: a folder per fiscal year, the offices of a province, the figures of the demo."""
