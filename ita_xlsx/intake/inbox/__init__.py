"""Open what mails and archives hold: the names and bytes of the files in them, and who sent them when."""
