"""Show what the province gives back to its agencies and to the public."""
