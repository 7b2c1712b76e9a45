"""Read plans of measures from CSV files and workbooks that people edit."""
