"""Bad workbooks made by hand, with nothing borrowed from the package that has to refuse them."""
