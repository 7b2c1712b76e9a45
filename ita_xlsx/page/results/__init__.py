"""Prepare the first pages for the screen: the director's summary of an agency, the governor's page of a province."""
