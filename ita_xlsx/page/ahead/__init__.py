"""Load what the next screens need, and have the browser compile it, while the person still chooses."""
