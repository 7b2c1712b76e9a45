"""Frozen values: no input, no output, no outside library."""
