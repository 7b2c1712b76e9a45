"""Run tasks on outside files in child processes that have a limit of time and memory."""
