"""Hold the letters of a round: the content of each of the six kinds, as values for the writer of documents."""
