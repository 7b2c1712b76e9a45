"""Write mail drafts to agencies, with the files that go with them; nothing is ever sent."""
