"""Run the commands that give back to agencies and the public what a round holds."""
