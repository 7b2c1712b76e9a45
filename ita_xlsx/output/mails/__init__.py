"""Write mail drafts as files that a mail program opens, and the sheet for a mail merge."""
