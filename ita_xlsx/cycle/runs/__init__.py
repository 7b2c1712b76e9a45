"""Do the work of one call from its arguments to its result: what a command and a function of ``ita_xlsx`` share."""
