"""Read what earlier years left: workbooks, databases and exports, matched with the agencies of this round."""
