"""Commands that make the outputs of a round again, and close it."""
