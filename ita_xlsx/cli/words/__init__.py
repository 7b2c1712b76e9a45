"""Hold the words and sentences of the screen, in Thai and English."""
