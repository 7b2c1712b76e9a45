"""Read and write values as people type them: dates, periods, digits, web addresses, CSV files, fixed words."""
