"""Hold the items of the open-data check that are clarified or published, and the layout of the clarification kit."""
