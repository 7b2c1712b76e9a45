"""Hold the mail drafts of a round as values: whom they go to, what they say, and which files go with them."""
