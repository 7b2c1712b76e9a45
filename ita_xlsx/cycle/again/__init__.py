"""Making the outputs of a round again, and closing a round."""
