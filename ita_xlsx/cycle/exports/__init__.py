"""Write the tidy tables of a round in each format of an export."""
