"""Check that the documents show what the program does, and that every block of them is checked."""
