"""Hold the messages about the returned forms of a round, and about the decisions of the officer."""
