"""Screens on what is given back to agencies and the province."""
