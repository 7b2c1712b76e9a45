"""Make the demo: published reports and a simulated round, walked through every step."""
