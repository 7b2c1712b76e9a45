"""Readers of what a person can edit in the files that this program wrote."""
