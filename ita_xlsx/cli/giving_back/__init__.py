"""Run the commands that give back to the agencies what came of their returns."""
