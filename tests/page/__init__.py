"""Drive the page in real browsers, as the people do who are handed it."""
