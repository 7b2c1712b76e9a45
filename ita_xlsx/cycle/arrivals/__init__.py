"""Find where the files of a round arrive, and whose a file is that is no form."""
