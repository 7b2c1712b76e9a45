"""Values on earlier fiscal years: their results, and the map of their questions to those of this year."""
