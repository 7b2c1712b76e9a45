"""Test the mail drafts of a round."""
