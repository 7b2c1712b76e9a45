"""Write the sentences of a report about its figures: a file for each family, a template for each kind."""
