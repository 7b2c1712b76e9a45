"""Give back to agencies and the public what a round holds."""
