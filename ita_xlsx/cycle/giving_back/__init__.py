"""Give back what a round holds: the plan of the province, and forms that are filled in beforehand."""
