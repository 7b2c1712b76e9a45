"""What is kept outside workbooks: tidy tables out and in, the officer's decisions, the cache of read files."""
