"""Import a table of all agencies: into a round without forms, or as a past year into the database."""
