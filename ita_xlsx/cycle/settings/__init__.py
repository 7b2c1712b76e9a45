"""Load the settings of a round and what they name, change them in their file, and read and write its texts."""
