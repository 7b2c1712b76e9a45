"""Make the report of a round and its letters: Word documents from results, plans and texts."""
