"""Render results, rounds and links as JSON; ``cli/schema.json`` is the contract."""
