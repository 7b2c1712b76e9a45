"""Show the screens that set a round up: its start, settings and frameworks, its forms, and the round of next year."""
