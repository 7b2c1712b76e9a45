"""Read files from outside: find them, open them safely, and turn their content into values and findings.

Reads the disk and starts child processes; writes only a temporary file to hand a value to them.
"""
