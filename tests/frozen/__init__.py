"""The frozen output: hashes of everything the program writes, and files that version 0.1.0 made."""
