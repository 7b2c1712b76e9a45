"""Run the commands that write Word documents: the report and the letters."""
