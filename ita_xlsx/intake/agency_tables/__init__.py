"""Read a table of all agencies: agencies in rows, indicators in columns, as a province or the commission prints it."""
