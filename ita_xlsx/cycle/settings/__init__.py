"""Change the settings of a round in its file."""
