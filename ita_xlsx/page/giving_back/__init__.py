"""Screens of what is given back: outputs made again, and the closing of a round."""
