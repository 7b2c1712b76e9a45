"""Write the clarification kit of an agency, and the page of its evidence for its own web site."""
