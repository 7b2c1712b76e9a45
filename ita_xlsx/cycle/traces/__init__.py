"""Find the trail of a figure in a round, and note the cells of figures as forms are read."""
