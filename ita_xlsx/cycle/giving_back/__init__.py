"""Give back to the agencies what came of their returns."""
