"""Values of making outputs again and of closing a round: what was written, what moved, what was frozen."""
