"""One assessment round in order, a verb a file: the only rooms that know the order of the work."""
