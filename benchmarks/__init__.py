"""Speed as ratios in one run against a named floor; nothing here is a test."""
