"""Everything that enters from outside: found, opened, read into values, a finding for each fault."""
