"""Make the documents of a round: the report of an agency or of the province, and the letters."""
