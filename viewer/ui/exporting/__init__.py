"""Exporting notes and claims, and printing them."""
