"""Hold the frozen values that all rooms share; no file is read or written here, and no outside library is used."""
