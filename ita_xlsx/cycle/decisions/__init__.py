"""Find out which file of an agency counts, and keep the decisions of the officer."""
