"""Show help pages and errors of usage in Thai."""
