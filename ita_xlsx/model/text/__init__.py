"""Read and write values as people write them: dates, periods, digits, web addresses, fixed words."""
