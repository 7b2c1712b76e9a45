"""Change the settings of a round in its file, and read and write its texts."""
