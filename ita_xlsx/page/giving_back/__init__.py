"""Show the screens of what the province gives back."""
