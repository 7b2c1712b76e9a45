"""Values of the report and the letters: settings, texts, meanings, and the rows of the plan."""
