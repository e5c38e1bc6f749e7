"""Checking and repairing the citations of a note."""
