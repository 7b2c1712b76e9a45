"""Lay out the sheets of kinds and districts, and the sheet of an agency among them."""
