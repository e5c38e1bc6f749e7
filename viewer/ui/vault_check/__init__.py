"""Checking a whole vault."""
