"""Make the rows that an answer on the page writes into ``decisions.xlsx``, and what its forms show."""
