"""Say on the screen why a command could not do its work."""
